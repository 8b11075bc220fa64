import { hours, type Duration } from '../shared/time.js';

/** What the alert of a report may know: three coarse words and how soon somebody must act. */
export const INCIDENT_ABOUT = ['client', 'staff', 'place'] as const;
export type IncidentAbout = (typeof INCIDENT_ABOUT)[number];

export const INCIDENT_URGENCIES = ['now', 'today', 'later'] as const;
export type IncidentUrgency = (typeof INCIDENT_URGENCIES)[number];

// The enumerations of `incident_log` of the provider instrument 0.1.0.
export const INCIDENT_KINDS = [
  'threat_verbal',
  'threat_written',
  'threat_online',
  'surveillance',
  'visit',
  'attack',
  'property_damage',
  'intrusion',
  'data_leak',
  'legal_pressure',
  'smear',
  'approach_with_bribe',
  'other',
] as const;
export const INCIDENT_TARGETS = [
  'victim',
  'family',
  'worker',
  'office',
  'shelter',
  'lawyer',
  'interpreter',
  'data',
] as const;
export const INCIDENT_CHANNELS = [
  'phone',
  'message',
  'in_person',
  'lawyer',
  'relative',
  'online',
  'unknown',
] as const;
export const INCIDENT_PATTERNS = ['first', 'repeated', 'escalating', 'unknown'] as const;
export const INCIDENT_CONCLUSIONS = ['unlikely', 'possible', 'likely', 'imminent'] as const;
export const INCIDENT_REPORTED_TO = [
  'none',
  'police',
  'prosecutor',
  'court',
  'commissioner_data_protection',
  'cptv',
  'donor',
  'partner',
] as const;

export type IncidentKind = (typeof INCIDENT_KINDS)[number];
export type IncidentTarget = (typeof INCIDENT_TARGETS)[number];

/** The five steps in which a threat is thought through (Front Line Defenders, as in the provider instrument). */
export const INCIDENT_STEPS = ['facts', 'pattern', 'aim', 'source', 'conclusion'] as const;
export type IncidentStep = (typeof INCIDENT_STEPS)[number];

/** The parts of an incident that say which steps were taken. */
export interface IncidentSteps {
  readonly facts: string;
  readonly pattern: string | null;
  readonly aim: string;
  readonly source: string;
  readonly conclusion: string | null;
}

/** The steps not yet taken, in their order; empty: thought through. */
export const openSteps = (incident: IncidentSteps): IncidentStep[] =>
  INCIDENT_STEPS.filter((step) => (incident[step] ?? '').trim() === '');

/** A trigger of the victim instrument and how soon the reassessment is due. */
export interface RaisedTrigger {
  readonly id: string;
  readonly within: Duration;
}

const close: readonly IncidentKind[] = ['surveillance', 'visit', 'attack', 'intrusion'];
/** Whom it is aimed at when what comes close is danger to the victim. */
const near: readonly IncidentTarget[] = ['victim', 'family', 'shelter'];

const pressing: readonly IncidentKind[] = [
  'threat_verbal',
  'threat_written',
  'threat_online',
  'legal_pressure',
  'approach_with_bribe',
];

/** A target that nobody has ticked is unknown, and unknown is not no. */
const isClose = (kind: IncidentKind, targets: readonly IncidentTarget[]): boolean =>
  close.includes(kind) && (targets.length === 0 || targets.some((target) => near.includes(target)));

/**
 * Which of the victim instrument's triggers an incident is, for the cases that it concerns (VSRA 0.1.0, `event_triggers`).
 *
 * @returns the soonest first; at least one, because an incident that concerns a case is a reason to look at it again: what fits
 *          nothing else counts as pressure (T02)
 */
export function triggersOf(kind: IncidentKind, targets: readonly IncidentTarget[]): RaisedTrigger[] {
  const raised: RaisedTrigger[] = [];
  const add = (applies: boolean, id: string, within: Duration): void => {
    if (applies) raised.push({ id, within });
  };
  add(isClose(kind, targets), 'T01', hours(1));
  add(pressing.includes(kind), 'T02', hours(4));
  add(kind === 'data_leak' || targets.includes('data'), 'T06', hours(4));
  add(kind === 'smear', 'T07', hours(24));
  add(targets.includes('family'), 'T13', hours(24));
  add(targets.includes('worker'), 'T14', hours(24));
  return raised.length > 0 ? raised : [{ id: 'T02', within: hours(4) }];
}
