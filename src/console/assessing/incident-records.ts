import { listIncidents, type readReport } from '../../contracts/safety/incidents.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import {
  countReported,
  countWritten,
  type CountedIncident,
  type IncidentRecords,
} from '../../domain/assessment/count-incidents.js';
import { call } from '../api/call.js';
import { everyPage } from '../api/every-page.js';
import type { WrittenIncident } from '../keeper/safety.js';
import { keeper } from '../session/keeper.js';

type Report = AnswerOf<typeof readReport>;

/**
 * The incidents that whoever looks after safety can count: those that she can read, and of the others at least that they were reported.
 *
 * @param seesAll whether the server lists everybody's reports to her
 * @returns null when she is in no security log: then nothing is known, and nothing is counted
 */
export async function readIncidentRecords(seesAll: boolean): Promise<IncidentRecords | null> {
  const [{ logs }, written, reports] = await Promise.all([
    keeper.ask('safetyCircles'),
    keeper.ask('listWrittenIncidents'),
    everyPage((cursor) => call(listIncidents, { query: { cursor, limit: 200 } })),
  ]);
  if (logs.length === 0) return null;
  const opened = Math.min(...logs.map(({ openedAt }) => openedAt));
  return { completeSince: seesAll ? opened : null, incidents: countAll(reports, written) };
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
