import { ZoneContext } from './i18n/zone.js';
import { comeBack, useHiding } from './parts/hiding.js';
import { HiddenPage } from './parts/hidden-page.js';
import { SignOutQuestion } from './parts/sign-out-question.js';
import { Shell } from './parts/shell.js';
import { Door } from './pages/door.js';
import { useStage } from './session/session.js';

/** Either the neutral page, the door, or the house. */
export function App() {
  const stage = useStage();
  const isHidden = useHiding();
  if (isHidden) return <HiddenPage comeBack={comeBack} />;
  return (
    <>
      {stage.at === 'open' ? (
        <ZoneContext value={stage.me.zone}>
          <Shell />
        </ZoneContext>
      ) : (
        <Door stage={stage} />
      )}
      <SignOutQuestion />
    </>
  );
}
