import { appendRecord } from '../../contracts/circles/records.js';
import { readSchedule } from '../../contracts/circles/schedule.js';
import { recordTrigger } from '../../contracts/reviews/reviews.js';
import { writeEvent } from '../../contracts/sealed/event.js';
import type { IncidentText } from '../../contracts/sealed/incident.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import { alarmDue, alarmFor, casesWaiting } from '../../domain/safety/incident-alarms.js';
import { triggersOf } from '../../domain/safety/incident.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { alarmStates, signAlarm } from '../../e2ee/circle/alarm.js';
import { composeRecord } from '../../e2ee/circle/compose-record.js';
import { kinds } from '../../e2ee/circle/header.js';
import { serverNow } from '../api/clock.js';
import { call } from '../api/call.js';
import { ApiRefused } from '../api/refused.js';
import { holdCircle, type CircleAnswer } from './held-circle.js';
import { racing } from './racing.js';
import { unlocked } from './state.js';

/** Which alarms are set in each case, by its number. A closed case has no next review and is left out. */
export async function alarmsSet(
  cases: readonly CircleAnswer[],
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const open = cases.flatMap(({ id, facts }) =>
    facts !== null && facts.state !== 'closed' ? [{ id, number: facts.number }] : [],
  );
  const read = open.map(async ({ id, number }) => {
    const { alarms } = await call(readSchedule, { params: { id } });
    return [number, new Set(alarms.map((alarm) => alarm.id))] as const;
  });
  return new Map(await Promise.all(read));
}

/**
 * Moves the next review of every case forward that the incident concerns and that waits for it. Each is tried, whatever became of the
 * one before; trying again changes nothing where it was done.
 *
 * @param note what each case is told, sealed in it
 * @throws the first failure
 */
export async function moveReviews(
  incident: IncidentText,
  cases: readonly CircleAnswer[],
  note: string,
): Promise<void> {
  const waiting = casesWaiting(incident, await alarmsSet(cases));
  const moves = cases
    .filter(({ facts }) => facts !== null && waiting.includes(facts.number))
    .map((one) => moveOne(incident, one, note));
  const failed = (await Promise.allSettled(moves)).find((move) => move.status === 'rejected');
  if (failed) throw failed.reason;
}

async function moveOne(incident: IncidentText, { id, facts }: CircleAnswer, note: string): Promise<void> {
  const order = facts && alarmFor(incident, facts.number);
  if (!order) return;
  const alarm = idBytes(order.alarm);
  const now = serverNow() as Instant;
  await tellCase(id, alarm, eventOf(incident, order.alarm, note, now));
  const { identity } = unlocked();
  const statement = signAlarm(
    {
      caseId: idBytes(id),
      alarm,
      counter: 1,
      due: alarmDue(incident, order.withinHours, now),
      state: alarmStates.set,
      author: identity.user,
      authorKv: identity.kv,
    },
    identity,
  );
  await call(recordTrigger, { params: { id }, body: { statement } }).catch(unlessSet);
}

/** What the case's readers hold the alarm against: the event that the incident is, the soonest where it is several. */
const eventOf = (incident: IncidentText, alarm: string, words: string, now: Instant): string =>
  writeEvent({
    form: 'event/1',
    trigger: triggersOf(incident.kind, incident.target)[0]?.id ?? 'T02',
    happened: instant(Math.min(incident.occurredAt, now)),
    words,
    alarm: alarm.replaceAll('-', ''),
  });

/** The note's id is that of the alarm: who comes second finds it written. */
const tellCase = (id: string, object: Uint8Array, text: string): Promise<void> =>
  racing(async () => {
    const { chain, secrets } = await holdCircle(id);
    if (chain.object(object)) return;
    const writing = { author: unlocked().identity, kind: kinds.note, object, ms: Date.now(), text };
    const { row, wrap } = composeRecord(chain, secrets.wrapKey, writing);
    await call(appendRecord, { params: { id }, body: { row, wrap } });
  });

/** A colleague, or we ourselves before an answer was lost, set it. */
function unlessSet(caught: unknown): void {
  if (!(caught instanceof ApiRefused) || caught.code !== 'alarm-superseded') throw caught;
}
