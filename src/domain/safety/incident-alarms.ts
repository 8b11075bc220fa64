import { triggersFor, type Concern, type Severity } from './incident.js';
import { hours, plus, type Instant } from '../shared/time.js';

const hour = hours(1);

/**
 * What has its next review moved forward by an incident, and the alarm that does it. The id is chosen before the incident is sealed and
 * lies in it, so that whoever tries again sets the same alarm: once, however often it is tried.
 */
export type IncidentAlarm = Concern & {
  readonly alarm: string;
  readonly withinHours: number;
};

/** The part of an incident that says which reviews it moves. */
export interface MovingIncident extends Severity {
  readonly occurredAt: Instant;
  /** Numbers of cases. */
  readonly cases: readonly number[];
  /** Ids of files of organisations and workers. */
  readonly files: readonly string[];
  readonly alarms: readonly IncidentAlarm[];
}

/** How soon it must be looked at: by the soonest trigger that the incident is for it. */
export const hoursWithin = (incident: Severity, concern: Concern): number =>
  Math.min(...triggersFor(incident, concern).map(({ within }) => within)) / hour;

export const concerns = ({ cases, files }: MovingIncident, concern: Concern): boolean =>
  'case' in concern ? cases.includes(concern.case) : files.includes(concern.file);

const isOf = (alarm: IncidentAlarm, concern: Concern): boolean =>
  'case' in alarm
    ? 'case' in concern && alarm.case === concern.case
    : 'file' in concern && alarm.file === concern.file;

/** The alarms that are soon enough for what the incident is now: it may have turned out to be worse. */
const alarmsFor = (incident: MovingIncident, concern: Concern): IncidentAlarm[] =>
  incident.alarms.filter(
    (alarm) => isOf(alarm, concern) && alarm.withinHours <= hoursWithin(incident, concern),
  );

/**
 * Its alarms, with one more for each of `mine` that it concerns and that has none that is soon enough.
 *
 * @param mine the cases and files in which the caller may write
 */
export function withAlarms(
  incident: MovingIncident,
  mine: readonly Concern[],
  makeId: () => string,
): readonly IncidentAlarm[] {
  const lacking = mine.filter(
    (concern) => concerns(incident, concern) && alarmsFor(incident, concern).length === 0,
  );
  const chosen = lacking.map((concern) => ({
    ...concern,
    alarm: makeId(),
    withinHours: hoursWithin(incident, concern),
  }));
  return [...incident.alarms, ...chosen];
}

/**
 * Whether it concerns something whose next review it has not moved yet.
 *
 * @param set the alarms that are set there
 */
export const isWaiting = (incident: MovingIncident, concern: Concern, set: ReadonlySet<string>): boolean =>
  concerns(incident, concern) && !alarmsFor(incident, concern).some(({ alarm }) => set.has(alarm));

/** The alarm to set; undefined: none was chosen for what the incident is now. */
export const alarmFor = (incident: MovingIncident, concern: Concern): IncidentAlarm | undefined =>
  alarmsFor(incident, concern)[0];

/** Time runs from when it happened, not from when somebody wrote it down; what is over already is due at once. */
export function alarmDue({ occurredAt }: MovingIncident, withinHours: number, now: Instant): Instant {
  const happened = occurredAt < now ? occurredAt : now;
  const due = plus(happened, hours(withinHours));
  return due > now ? due : now;
}
