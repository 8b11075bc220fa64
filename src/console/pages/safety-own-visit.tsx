import { useState, type FormEvent } from 'react';
import { cancelVisit, departOnVisit, extendVisit, sayWord } from '../../contracts/safety/field-visits.js';
import { call } from '../api/call.js';
import { useMinutes, useMoment, useSay } from '../i18n/language.js';
import { Dialog } from '../parts/dialog.js';
import { Field, Submit } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { CheckAtTheDoor } from './safety-door-check.js';
import { StageMark, TimeLeft } from './safety-time.js';
import type { VisitAnswer } from './visit-answer.js';

type Saying = 'check-in' | 'safe';

interface OwnProps {
  readonly visit: VisitAnswer;
  readonly now: number;
  readonly changed: () => Promise<void>;
}

/** My visit, with what I can do now. Big enough for a thumb on the way. */
export function OwnVisit({ visit, now, changed }: OwnProps) {
  const say = useSay();
  const moment = useMoment();
  const [saying, setSaying] = useState<Saying>();
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
      {visit.unbegun ? (
        <Notice tone="warn">{say('consoleSafety.unbegun', { at: moment(visit.plannedAt) })}</Notice>
      ) : null}
      <YesState stage={stage} />
      <FailureNotice failure={moving.failure} />
      {isOut ? (
        <OutButtons visit={visit} move={moving.run} ask={setSaying} />
      ) : (
        <HomeButtons visit={visit} move={moving.run} changed={changed} />
      )}
      {saying ? (
        <WordDialog visit={visit} saying={saying} close={() => setSaying(undefined)} changed={changed} />
      ) : null}
    </article>
  );
}

function YesState({ stage }: { readonly stage: VisitAnswer['stage'] }) {
  const say = useSay();
  if (stage === 'waits-for-yes') return <p>{say('consoleSafety.waits.body')}</p>;
  if (stage === 'refused') return <p>{say('consoleSafety.refused.body')}</p>;
  return null;
}

interface MoveProps {
  readonly visit: VisitAnswer;
  readonly move: (move: () => Promise<unknown>) => Promise<unknown>;
}

/** Before she leaves. */
function HomeButtons({ visit, move, changed }: MoveProps & Pick<OwnProps, 'changed'>) {
  const say = useSay();
  const [atTheDoor, setAtTheDoor] = useState(false);
  const params = { id: visit.id };
  const leave = (): void => {
    if (visit.checkAgain) setAtTheDoor(true);
    else void move(() => call(departOnVisit, { params }));
  };
  return (
    <div className="row">
      {visit.stage === 'ready' ? (
        <button type="button" className="primary" onClick={leave}>
          {say('consoleSafety.depart')}
        </button>
      ) : null}
      <button type="button" className="quiet" onClick={() => void move(() => call(cancelVisit, { params }))}>
        {say('consoleSafety.cancel')}
      </button>
      {visit.stage === 'waits-for-yes' || visit.stage === 'refused' ? (
        <button type="button" onClick={() => setAtTheDoor(true)}>
          {say('missionYes.door.write')}
        </button>
      ) : null}
      {atTheDoor ? (
        <CheckAtTheDoor visit={visit} move={move} changed={changed} close={() => setAtTheDoor(false)} />
      ) : null}
    </div>
  );
}

/** While she is out. */
function OutButtons({ visit, move, ask }: MoveProps & { readonly ask: (saying: Saying) => void }) {
  const say = useSay();
  const span = useMinutes();
  const params = { id: visit.id };
  const lengths = visit.stage === 'under-way' && visit.extensionsLeft > 0 ? ([30, 60] as const) : [];
  return (
    <>
      <div className="row">
        <button type="button" className="primary" onClick={() => ask('check-in')}>
          {say('consoleSafety.checkIn')}
        </button>
        {lengths.map((minutes) => (
          <button
            key={minutes}
            type="button"
            onClick={() => void move(() => call(extendVisit, { params, body: { minutes } }))}
          >
            {say('consoleSafety.extend', { span: span(minutes) })}
          </button>
        ))}
        <button type="button" onClick={() => ask('safe')}>
          {say('consoleSafety.back')}
        </button>
      </div>
      <p className="hint">{say('consoleSafety.extend.left', { count: visit.extensionsLeft })}</p>
    </>
  );
}

interface WordProps extends Omit<OwnProps, 'now'> {
  readonly saying: Saying;
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
