import { listIncidents } from '../../contracts/safety/incidents.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import {
  countReported,
  countWritten,
  type CountedIncident,
  type IncidentRecords,
} from '../../domain/assessment/count-incidents.js';
import { call } from '../api/call.js';
import type { WrittenIncident } from '../keeper/safety.js';
import { keeper } from '../session/keeper.js';

type Report = AnswerOf<typeof listIncidents>['items'][number];

/** The server lists no more; older ones may be missing. */
const mostListed = 300;

/**
 * The incidents that whoever looks after safety can count: those that she can read, and of the others at least that they were reported.
 *
 * @param seesAll whether the server lists everybody's reports to her
 * @returns null when she is in no security log: then nothing is known, and nothing is counted
 */
export async function readIncidentRecords(seesAll: boolean): Promise<IncidentRecords | null> {
  const [{ logs }, written, { items }] = await Promise.all([
    keeper.ask('safetyCircles'),
    keeper.ask('listWrittenIncidents'),
    call(listIncidents),
  ]);
  if (logs.length === 0) return null;
  const opened = Math.min(...logs.map(({ openedAt }) => openedAt));
  const listedSince =
    items.length < mostListed ? opened : Math.min(...items.map(({ reportedAt }) => reportedAt));
  return {
    completeSince: seesAll ? Math.max(opened, listedSince) : null,
    incidents: countAll(items, written),
  };
}

function countAll(
  reports: readonly Report[],
  written: readonly WrittenIncident[],
): readonly CountedIncident[] {
  const factsOf = new Map(
    written.map(({ id, versions }) => [
      id,
      versions.findLast(({ incident }) => incident !== null)?.incident ?? null,
    ]),
  );
  const reported = reports.map(({ id, about, reportedAt }) => {
    const facts = factsOf.get(id);
    return facts ? countWritten(facts) : countReported(about, reportedAt);
  });
  const listed = new Set<string>(reports.map(({ id }) => id));
  const others = [...factsOf].map(([id, facts]) => (facts && !listed.has(id) ? countWritten(facts) : null));
  return [...reported, ...others].filter((one) => one !== null);
}
