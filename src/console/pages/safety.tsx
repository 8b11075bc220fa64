import { useSay } from '../i18n/language.js';
import { IncidentPage } from './safety-incident.js';
import { IncidentsPage } from './safety-incidents.js';
import { PlanVisitPage } from './safety-plan.js';
import { VisitsPage } from './safety-visits.js';

/** Field visits and incidents: `#/safety`, `#/safety/plan`, `#/safety/incidents`, `#/safety/<id of an incident>`. */
export function SafetyPage({ id }: { readonly id: string | undefined }) {
  const say = useSay();
  if (id === 'plan') return <PlanVisitPage />;
  if (id !== undefined && id !== 'incidents') return <IncidentPage key={id} id={id} />;
  const at = id === 'incidents' ? 'incidents' : 'visits';
  return (
    <>
      <nav className="tabs" aria-label={say('console.place.safety')}>
        <a href="#/safety" aria-current={at === 'visits' ? 'page' : undefined}>
          {say('consoleSafety.visits')}
        </a>
        <a href="#/safety/incidents" aria-current={at === 'incidents' ? 'page' : undefined}>
          {say('consoleSafety.incidents')}
        </a>
      </nav>
      {at === 'visits' ? <VisitsPage /> : <IncidentsPage />}
    </>
  );
}
