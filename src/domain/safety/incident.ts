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

/** What an incident concerns: a case, which people know by its number, or the file of an organisation or a worker, which has none. */
export type Concern = { readonly case: number } | { readonly file: string };

/** A trigger of an instrument and how soon the reassessment is due. */
export interface RaisedTrigger {
  readonly id: string;
  readonly within: Duration;
}

type Triggers = readonly [RaisedTrigger, ...RaisedTrigger[]];

/** The parts of an incident that say how grave it is. */
export interface Severity {
  readonly kind: IncidentKind;
  readonly target: readonly IncidentTarget[];
}

/**
 * Which of the instrument's triggers an incident is for something that it concerns: of the victim instrument for a case, of the
 * provider instrument for a file.
 *
 * @returns the soonest first; at least one, because an incident is a reason to look again at whatever it concerns
 */
export const triggersFor = (incident: Severity, concern: Concern): Triggers =>
  'case' in concern ? triggersOfCase(incident) : triggersOfFile(incident);

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
const isClose = ({ kind, target }: Severity): boolean =>
  close.includes(kind) && (target.length === 0 || target.some((each) => near.includes(each)));

const isLeak = ({ kind, target }: Severity): boolean => kind === 'data_leak' || target.includes('data');

/** VSRA 0.1.0, `event_triggers`. What fits nothing else counts as pressure (T02). */
function triggersOfCase(incident: Severity): Triggers {
  const { kind, target } = incident;
  return whichApply(
    [
      [isClose(incident), 'T01', hours(1)],
      [pressing.includes(kind), 'T02', hours(4)],
      [isLeak(incident), 'T06', hours(4)],
      [kind === 'smear', 'T07', hours(24)],
      [target.includes('family'), 'T13', hours(24)],
      [target.includes('worker'), 'T14', hours(24)],
    ],
    { id: 'T02', within: hours(4) },
  );
}

/** PSRA 0.1.0, `event_triggers`, the same for both parts. What fits nothing else counts as a threat (E01). */
const triggersOfFile = (incident: Severity): Triggers =>
  whichApply(
    [
      [close.includes(incident.kind) || pressing.includes(incident.kind), 'E01', hours(4)],
      [isLeak(incident), 'E02', hours(4)],
      [incident.kind === 'smear', 'E04', hours(24)],
    ],
    { id: 'E01', within: hours(4) },
  );

function whichApply(
  all: readonly (readonly [applies: boolean, id: string, within: Duration])[],
  otherwise: RaisedTrigger,
): Triggers {
  const [first, ...others] = all.flatMap(([applies, id, within]) => (applies ? [{ id, within }] : []));
  return first ? [first, ...others] : [otherwise];
}
