import { triggersOf, type IncidentKind, type IncidentTarget } from './incident.js';
import { hours, plus, type Instant } from '../shared/time.js';

const hour = hours(1);

/**
 * A case whose next review an incident moves forward, and the alarm that does it. The id is chosen before the incident is sealed and
 * lies in it, so that whoever tries again sets the same alarm: once, however often it is tried.
 */
export interface IncidentAlarm {
  readonly case: number;
  readonly alarm: string;
  readonly withinHours: number;
}

/** The part of an incident that says which reviews it moves. */
export interface MovingIncident {
  readonly kind: IncidentKind;
  readonly target: readonly IncidentTarget[];
  readonly occurredAt: Instant;
  readonly cases: readonly number[];
  readonly alarms: readonly IncidentAlarm[];
}

/** How soon the cases that it concerns must be looked at: by the soonest trigger that it is. */
export const hoursWithin = ({ kind, target }: Pick<MovingIncident, 'kind' | 'target'>): number =>
  Math.min(...triggersOf(kind, target).map(({ within }) => within)) / hour;

/** The alarms for a case that are soon enough for what the incident is now: it may have turned out to be worse. */
const alarmsFor = (incident: MovingIncident, number: number): IncidentAlarm[] =>
  incident.alarms.filter((alarm) => alarm.case === number && alarm.withinHours <= hoursWithin(incident));

/**
 * Its alarms, with one more for each of `mine` that it concerns and that has none that is soon enough.
 *
 * @param mine numbers of the cases in which the caller may write
 */
export function withAlarms(
  incident: MovingIncident,
  mine: readonly number[],
  makeId: () => string,
): readonly IncidentAlarm[] {
  const withinHours = hoursWithin(incident);
  const lacking = mine.filter(
    (number) => incident.cases.includes(number) && alarmsFor(incident, number).length === 0,
  );
  return [...incident.alarms, ...lacking.map((number) => ({ case: number, alarm: makeId(), withinHours }))];
}

/**
 * Cases that it concerns and whose next review it has not moved yet.
 *
 * @param set the alarms that are set, for each case that can be asked; the others are somebody else's to see
 */
export const casesWaiting = (
  incident: MovingIncident,
  set: ReadonlyMap<number, ReadonlySet<string>>,
): number[] =>
  incident.cases.filter((number) => {
    const known = set.get(number);
    return known !== undefined && !alarmsFor(incident, number).some(({ alarm }) => known.has(alarm));
  });

/** The alarm to set for a case; undefined: none was chosen for what the incident is now. */
export const alarmFor = (incident: MovingIncident, number: number): IncidentAlarm | undefined =>
  alarmsFor(incident, number)[0];

/** Time runs from when it happened, not from when somebody wrote it down; what is over already is due at once. */
export function alarmDue({ occurredAt }: MovingIncident, withinHours: number, now: Instant): Instant {
  const happened = occurredAt < now ? occurredAt : now;
  const due = plus(happened, hours(withinHours));
  return due > now ? due : now;
}
