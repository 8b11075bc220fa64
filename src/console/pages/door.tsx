import { useMoment, useSay } from '../i18n/language.js';
import { ClockNotice } from '../parts/clock-notice.js';
import { Notice } from '../parts/notice.js';
import { LanguageSwitch, ThemeSwitch } from '../parts/switches.js';
import { session, type Stage } from '../session/session.js';
import { CompareRoot } from './compare-root.js';
import { Join } from './join.js';
import { SetUp } from './set-up.js';
import { SignIn } from './sign-in.js';
import { UnlockPage } from './unlock-page.js';
import { Waiting } from './waiting.js';

/** Everything before the keys are unlocked. */
export function Door({ stage }: { readonly stage: Exclude<Stage, { at: 'open' }> }) {
  return (
    <div className="door-frame">
      <header className="row end">
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <main className="door">
        <ClockNotice />
        <Inside stage={stage} />
      </main>
    </div>
  );
}

function Inside({ stage }: { readonly stage: Exclude<Stage, { at: 'open' }> }) {
  switch (stage.at) {
    case 'set-up':
      return <SetUp cost={stage.cost} />;
    case 'joining':
      return <Join />;
    case 'waiting':
      return <Waiting />;
    case 'locked':
      return <UnlockPage me={stage.me} />;
    case 'compare-words':
      return <CompareRoot words={stage.words} />;
    case 'signed-out':
      return (
        <>
          <Untold until={stage.untold} />
          <SignIn />
        </>
      );
    default:
      return <Starting unreachable={stage.at === 'unreachable'} />;
  }
}

/** The computer forgot everything and the server heard nothing of it: she must know that the session still stands. */
function Untold({ until }: { readonly until: number | undefined }) {
  const say = useSay();
  const moment = useMoment();
  return until === undefined ? null : (
    <Notice tone="warn">{say('consoleDoor.untold', { at: moment(until) })}</Notice>
  );
}

function Starting({ unreachable }: { readonly unreachable: boolean }) {
  const say = useSay();
  if (!unreachable)
    return (
      <h1 className="hint" aria-busy="true">
        {say('consoleDoor.starting')}
      </h1>
    );
  return (
    <>
      <h1>{say('consoleDoor.unreachable')}</h1>
      <p>{say('consoleErrors.kind.unreachable')}</p>
      <button type="button" className="primary" onClick={() => void session.start()}>
        {say('console.tryAgain')}
      </button>
    </>
  );
}
