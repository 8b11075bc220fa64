import { listOpenAlerts } from '../../../contracts/escalation/alerts.js';
import { call } from '../../api/call.js';
import { useSay } from '../../i18n/language.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useLoaded } from '../../session/doing.js';
import { useLineLost, useLive } from '../../session/live.js';
import { useMe } from '../../session/session.js';
import { AlertCard } from './alert-card.js';
import { AlertPage } from './alert.js';
import { namesOf } from './alert-words.js';
import { Outcomes } from './outcomes.js';
import { PastAlerts } from './past-alerts.js';
import { WeeklyTest } from './weekly-test.js';

/** Every alert that I may see, or one of them with all that happened. */
export function AlertsPage({ id }: { readonly id: string | undefined }) {
  return id === undefined ? <AlertList /> : <AlertPage key={id} id={id} />;
}

/** For those who look after the watch. */
function Overview() {
  return (
    <>
      <Outcomes />
      <WeeklyTest />
    </>
  );
}

function AlertList() {
  const say = useSay();
  const { roles } = useMe();
  const lost = useLineLost();
  const { value, failure, reload } = useLoaded(async () => ({
    ...(await call(listOpenAlerts)),
    readAt: Date.now(),
  }));
  useLive(['alert'], () => void reload());
  const oversees = roles.some((role) => ['focal-point', 'coordinator', 'director'].includes(role));
  return (
    <>
      <h1>{say('console.place.alerts')}</h1>
      <p className="lead">{say('consoleAlerts.lead')}</p>
      {lost ? <Notice tone="warn">{say('consoleAlerts.lineLost')}</Notice> : null}
      <FailureNotice failure={failure} />
      <section aria-labelledby="open-alerts">
        <h2 id="open-alerts">{say('consoleAlerts.open')}</h2>
        {value?.total === 0 ? <p className="empty">{say('consoleAlerts.none')}</p> : null}
        {value && value.total > value.items.length ? (
          <Notice tone="warn">
            {say('consoleAlerts.shown', { shown: value.items.length, total: value.total })}
          </Notice>
        ) : null}
        <ul className="alerts">
          {value?.items.map((alert) => (
            <li key={alert.id}>
              <AlertCard
                alert={alert}
                people={value.people}
                nameOf={namesOf(value.people)}
                ahead={value.now - value.readAt}
                changed={reload}
              />
            </li>
          ))}
        </ul>
      </section>
      <PastAlerts />
      {oversees ? <Overview /> : null}
    </>
  );
}
