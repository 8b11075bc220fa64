import { useEffect, useState } from 'react';
import { useSay } from '../i18n/language.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { Words } from '../parts/words.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { session } from '../session/session.js';

const askEveryMs = 4_000;

/** Reads the words out to the administrator; asks every few seconds whether she has signed. */
export function WaitForAdministrator({ words }: { readonly words: readonly string[] }) {
  const say = useSay();
  return (
    <>
      <h1>{say('consoleDoor.wait')}</h1>
      <p>{say('consoleDoor.wait.body')}</p>
      <Words words={words} label={say('consoleDoor.myWords')} />
      <Asking />
    </>
  );
}

/** After a reload the words are not here any more; the administrator still has hers, and the way on is the same. */
export function Waiting() {
  const say = useSay();
  return (
    <>
      <h1>{say('consoleDoor.wait')}</h1>
      <p>{say('consoleDoor.wait.reloaded')}</p>
      <Asking />
    </>
  );
}

function Asking() {
  const say = useSay();
  const [state, setState] = useState('waiting');
  const asking = useDoing(async () => setState(await keeper.ask('askEnrolment')));
  const { run } = asking;
  useEffect(() => {
    void run();
    const timer = setInterval(() => void run(), askEveryMs);
    return () => clearInterval(timer);
  }, [run]);
  if (state === 'signed')
    return (
      <>
        <Notice tone="good">{say('consoleDoor.wait.signed')}</Notice>
        <button type="button" className="primary" onClick={() => void session.leaveWaiting()}>
          {say('consoleDoor.toSignIn')}
        </button>
      </>
    );
  if (state === 'refused') return <Notice tone="bad">{say('consoleDoor.wait.refused')}</Notice>;
  return (
    <>
      <FailureNotice failure={asking.failure} />
      <p className="hint" role="status">
        {say(state === 'stale' ? 'consoleDoor.wait.stale' : 'consoleDoor.wait.asking')}
      </p>
    </>
  );
}
