import { useHiding } from './parts/hiding.js';
import { HiddenPage } from './parts/hidden-page.js';
import { Shell } from './parts/shell.js';
import { Door } from './pages/door.js';
import { useStage } from './session/session.js';

/** Either the neutral page, the door, or the house. */
export function App() {
  const stage = useStage();
  const { hidden, hide, comeBack } = useHiding();
  if (hidden) return <HiddenPage comeBack={comeBack} />;
  return stage.at === 'open' ? <Shell hide={hide} /> : <Door stage={stage} />;
}
