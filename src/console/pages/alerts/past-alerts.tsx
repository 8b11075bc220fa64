import { useState } from 'react';
import { listPastAlerts } from '../../../contracts/escalation/alerts.js';
import { call } from '../../api/call.js';
import { useMoment, useSay, type Say } from '../../i18n/language.js';
import { FailureNotice } from '../../parts/notice.js';
import { useDoing, useLoaded } from '../../session/doing.js';
import { useLive } from '../../session/live.js';
import { kindWords, namesOf, type NameOf, type PastAlert } from './alert-words.js';

interface Shown {
  readonly items: readonly PastAlert[];
  readonly next: string | null;
  readonly nameOf: NameOf;
}

const perPage = 20;

async function readPage(cursor?: string): Promise<Shown> {
  const { items, next, people } = await call(listPastAlerts, { query: { limit: perPage, cursor } });
  return { items, next, nameOf: namesOf(people) };
}

/** What is over, the newest first, page by page. */
export function PastAlerts() {
  const say = useSay();
  const moment = useMoment();
  const [earlier, setEarlier] = useState<readonly Shown[]>([]);
  const first = useLoaded(async () => {
    setEarlier([]);
    return readPage();
  });
  useLive(['alert'], () => void first.reload());
  const pages = first.value ? [first.value, ...earlier] : [];
  const next = pages.at(-1)?.next ?? null;
  const more = useDoing(async () => {
    if (next !== null) setEarlier([...earlier, await readPage(next)]);
  });
  return (
    <section aria-labelledby="past-alerts">
      <h2 id="past-alerts">{say('consoleAlerts.past')}</h2>
      <FailureNotice failure={first.failure ?? more.failure} />
      {first.value?.items.length === 0 ? <p className="empty">{say('consoleAlerts.past.none')}</p> : null}
      <ul className="list past">
        {pages.flatMap(({ items, nameOf }) =>
          items.map((alert) => (
            <li key={alert.id}>
              <a href={`#/alerts/${alert.id}`}>
                <span className={`priority ${alert.level}`}>{alert.level}</span> {kindWords(alert.kind, say)}{' '}
                {alert.number}
              </a>
              <br />
              <span className="hint">{endWords(alert, nameOf, moment, say)}</span>
            </li>
          )),
        )}
      </ul>
      {next === null ? null : (
        <button type="button" disabled={more.busy} onClick={() => void more.run()}>
          {say('consoleAlerts.earlier')}
        </button>
      )}
    </section>
  );
}

export function endWords(alert: PastAlert, nameOf: NameOf, moment: (ms: number) => string, say: Say): string {
  const at = moment(alert.resolvedAt);
  if (alert.outcome === 'folded') return say('consoleAlerts.past.folded', { at });
  if (alert.resolvedBy === null) return say('consoleAlerts.past.house', { at });
  return say(`consoleAlerts.past.${alert.outcome}`, { at, name: nameOf(alert.resolvedBy) });
}
