import { useState, type FormEvent } from 'react';
import { cancelVisit, departOnVisit, extendVisit, sayWord } from '../../contracts/safety/field-visits.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import { Dialog } from '../parts/dialog.js';
import { Field, Submit } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { StageMark, TimeLeft } from './safety-time.js';
import type { VisitAnswer } from './visit-answer.js';

interface OwnProps {
  readonly visit: VisitAnswer;
  readonly now: number;
  readonly changed: () => Promise<void>;
}

/** My visit, with what I can do now. Big enough for a thumb on the way. */
export function OwnVisit({ visit, now, changed }: OwnProps) {
  const say = useSay();
  const [saying, setSaying] = useState<'check-in' | 'safe'>();
  const params = { id: visit.id };
  const moving = useDoing(async (move: () => Promise<unknown>) => {
    await move();
    await changed();
  });
  const { stage } = visit;
  const isOut = stage === 'under-way' || stage === 'late';
  return (
    <article className="card visit" aria-label={say('consoleSafety.number', { number: visit.number })}>
      <h3>
        {say('consoleSafety.number', { number: visit.number })} <StageMark stage={stage} />
      </h3>
      <TimeLeft visit={visit} now={now} />
      {stage === 'waits-for-yes' ? <p>{say('consoleSafety.waits.body')}</p> : null}
      {stage === 'refused' ? <p>{say('consoleSafety.refused.body')}</p> : null}
      <FailureNotice failure={moving.failure} />
      <div className="row">
        {stage === 'ready' ? (
          <button
            type="button"
            className="primary"
            onClick={() => void moving.run(() => call(departOnVisit, { params }))}
          >
            {say('consoleSafety.depart')}
          </button>
        ) : null}
        {isOut ? (
          <>
            <button type="button" className="primary" onClick={() => setSaying('check-in')}>
              {say('consoleSafety.checkIn')}
            </button>
            {stage === 'under-way' && visit.extensionsLeft > 0
              ? ([30, 60] as const).map((minutes) => (
                  <button
                    key={minutes}
                    type="button"
                    onClick={() => void moving.run(() => call(extendVisit, { params, body: { minutes } }))}
                  >
                    {say('consoleSafety.extend', { minutes })}
                  </button>
                ))
              : null}
            <button type="button" onClick={() => setSaying('safe')}>
              {say('consoleSafety.back')}
            </button>
          </>
        ) : (
          <button
            type="button"
            className="quiet"
            onClick={() => void moving.run(() => call(cancelVisit, { params }))}
          >
            {say('consoleSafety.cancel')}
          </button>
        )}
      </div>
      {isOut ? (
        <p className="hint">{say('consoleSafety.extend.left', { count: visit.extensionsLeft })}</p>
      ) : null}
      {saying ? (
        <WordDialog visit={visit} saying={saying} close={() => setSaying(undefined)} changed={changed} />
      ) : null}
    </article>
  );
}

interface WordProps extends Omit<OwnProps, 'now'> {
  readonly saying: 'check-in' | 'safe';
  readonly close: () => void;
}

/** Shows the same for both of her words; a word is never kept in the page. */
function WordDialog({ visit, saying, close, changed }: WordProps) {
  const say = useSay();
  const [word, setWord] = useState('');
  const [isWrong, setWrong] = useState(false);
  const sending = useDoing(async () => {
    const body = { word, saying };
    const { shown } = await call(sayWord, { params: { id: visit.id }, body });
    setWord('');
    setWrong(shown === 'not-a-word');
    if (shown === 'not-a-word') return;
    await changed();
    close();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void sending.run();
  };
  const title = say(saying === 'safe' ? 'consoleSafety.word.back' : 'consoleSafety.word.checkIn');
  return (
    <Dialog title={title} close={close}>
      <form onSubmit={submit}>
        <Field
          label={say('consoleSafety.word')}
          type="password"
          value={word}
          autoFocus
          onChange={(event) => setWord(event.target.value)}
        />
        {isWrong ? <Notice tone="warn">{say('consoleSafety.word.wrong')}</Notice> : null}
        <FailureNotice failure={sending.failure} />
        <div className="row">
          <Submit busy={sending.busy} disabled={word.trim() === ''}>
            {say('consoleSafety.word.send')}
          </Submit>
          <button type="button" onClick={close}>
            {say('console.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
