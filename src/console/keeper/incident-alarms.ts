import { readSchedule } from '../../contracts/circles/schedule.js';
import { recordTrigger } from '../../contracts/reviews/reviews.js';
import { writeEvent } from '../../contracts/sealed/event.js';
import type { IncidentText } from '../../contracts/sealed/incident.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import {
  alarmDue,
  alarmFor,
  concerns,
  isWaiting,
  type IncidentAlarm,
} from '../../domain/safety/incident-alarms.js';
import { triggersFor } from '../../domain/safety/incident.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { alarmStates, signAlarm } from '../../e2ee/circle/alarm.js';
import { kinds } from '../../e2ee/circle/header.js';
import { serverNow } from '../api/clock.js';
import { call } from '../api/call.js';
import { ApiRefused } from '../api/refused.js';
import { concernOf } from './concern.js';
import type { CircleAnswer } from './held-circle.js';
import { onceUnder, sealInto } from './seal-record.js';
import { unlocked } from './state.js';

/** Which alarms are set in each circle, by its id. */
export async function alarmsSet(
  circles: readonly CircleAnswer[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const read = circles.map(async ({ id }) => {
    const { alarms } = await call(readSchedule, { params: { id } });
    return [id, new Set(alarms.map((alarm) => alarm.id))] as const;
  });
  return new Map(await Promise.all(read));
}

/** What is sealed into whatever an incident concerns. */
export interface IncidentNotes {
  readonly case: string;
  readonly file: string;
}

/**
 * Moves every next review forward that the incident concerns and that waits for it. Each is tried, whatever became of the one before;
 * trying again changes nothing where it was done.
 *
 * @param circles in which I may write
 * @throws the first failure
 */
export async function moveReviews(
  incident: IncidentText,
  circles: readonly CircleAnswer[],
  notes: IncidentNotes,
): Promise<void> {
  const concerned = concernedBy([incident], circles);
  const waiting = circlesWaiting(incident, concerned, await alarmsSet(concerned));
  const moves = waiting.map((circle) => moveOne(incident, circle, notes));
  const failed = (await Promise.allSettled(moves)).find((move) => move.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Those that any of the incidents concerns and in which I can move the next review. */
export function concernedBy(
  incidents: readonly IncidentText[],
  circles: readonly CircleAnswer[],
): CircleAnswer[] {
  const me = idText(unlocked().user);
  return circles.filter((circle) => {
    const concern = concernOf(circle, me);
    return concern !== null && incidents.some((incident) => concerns(incident, concern));
  });
}

/** Those that an incident concerns and whose next review it has not moved. @param set see `alarmsSet` */
export function circlesWaiting(
  incident: IncidentText,
  circles: readonly CircleAnswer[],
  set: ReadonlyMap<string, ReadonlySet<string>>,
): CircleAnswer[] {
  const me = idText(unlocked().user);
  return circles.filter((circle) => {
    const [concern, known] = [concernOf(circle, me), set.get(circle.id)];
    return concern && known && isWaiting(incident, concern, known);
  });
}

async function moveOne(incident: IncidentText, circle: CircleAnswer, notes: IncidentNotes): Promise<void> {
  const { id } = circle;
  const { identity, user } = unlocked();
  const concern = concernOf(circle, idText(user));
  const order = concern && alarmFor(incident, concern);
  if (!order) return;
  const alarm = idBytes(order.alarm);
  const now = serverNow() as Instant;
  const text = eventOf(incident, order, notes, now);
  // The note's id is that of the alarm: who comes second finds it written.
  await sealInto(id, { kind: kinds.note, object: alarm, text, check: onceUnder(alarm) });
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

/** What the circle's readers hold the alarm against: the event that the incident is, the soonest where it is several. */
const eventOf = (incident: IncidentText, order: IncidentAlarm, notes: IncidentNotes, now: Instant): string =>
  writeEvent({
    form: 'event/1',
    trigger: triggersFor(incident, order)[0].id,
    happened: instant(Math.min(incident.occurredAt, now)),
    words: 'case' in order ? notes.case : notes.file,
    alarm: order.alarm.replaceAll('-', ''),
  });

/** A colleague, or we ourselves before an answer was lost, set it. */
function unlessSet(caught: unknown): void {
  if (!(caught instanceof ApiRefused) || caught.code !== 'alarm-superseded') throw caught;
}
