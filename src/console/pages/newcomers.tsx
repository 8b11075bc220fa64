import { useState } from 'react';
import { refuseEnrolment } from '../../contracts/identity/enrolment.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import type { Newcomer } from '../keeper/people.js';
import { Tick } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { Words } from '../parts/words.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { RootKeyField } from '../parts/root-key-field.js';

/** Keys that wait. Signed only after their words were compared with their owner, in person or by voice. */
export function Newcomers({ signed }: { readonly signed: () => Promise<void> }) {
  const say = useSay();
  const { value, failure, reload } = useLoaded(() => keeper.ask('listNewcomers'));
  const done = async (): Promise<void> => {
    await Promise.all([reload(), signed()]);
  };
  return (
    <section aria-labelledby="newcomers">
      <div className="row between">
        <h2 id="newcomers">{say('consolePeople.newcomers')}</h2>
        <button type="button" className="quiet" onClick={() => void reload()}>
          {say('console.refresh')}
        </button>
      </div>
      <FailureNotice failure={failure} />
      {value?.length === 0 ? <p className="empty">{say('consolePeople.newcomers.none')}</p> : null}
      <div className="cards">
        {value?.map((newcomer) => (
          <Waiting key={newcomer.staffId} newcomer={newcomer} done={done} />
        ))}
      </div>
    </section>
  );
}

function Waiting({ newcomer, done }: { readonly newcomer: Newcomer; readonly done: () => Promise<void> }) {
  const say = useSay();
  const { staffId, dutyName, words, needsRoot, stale } = newcomer;
  const [same, setSame] = useState(false);
  const [rootKey, setRootKey] = useState('');
  const signing = useDoing(async () => {
    await keeper.ask('signInNewcomer', staffId, words, rootKey);
    await done();
  });
  const refusing = useDoing(async () => {
    await call(refuseEnrolment, { params: { id: staffId } });
    await done();
  });
  return (
    <article className="card">
      <h3>{dutyName}</h3>
      <p>{say('consolePeople.newcomers.compare')}</p>
      <Words words={words} label={say('consolePeople.wordsOf', { name: dutyName })} />
      {stale ? <Notice>{say('consolePeople.newcomers.stale')}</Notice> : null}
      {needsRoot ? <RootKeyField value={rootKey} change={setRootKey} /> : null}
      <Tick
        label={say('consolePeople.newcomers.same', { name: dutyName })}
        checked={same}
        onChange={(event) => setSame(event.target.checked)}
      />
      <FailureNotice failure={signing.failure ?? refusing.failure} />
      <div className="row">
        <button
          type="button"
          className="primary"
          disabled={!same || stale || signing.busy}
          onClick={() => void signing.run()}
        >
          {say('consolePeople.newcomers.sign')}
        </button>
        <button type="button" onClick={() => void refusing.run()}>
          {say('consolePeople.newcomers.refuse')}
        </button>
      </div>
    </article>
  );
}
