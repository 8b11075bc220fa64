export const ALERT_KINDS = ['contact', 'incident', 'check-in', 'review', 'test', 'duty'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** The most urgent first. */
export const ALERT_LEVELS = ['RED', 'ORANGE', 'YELLOW', 'BLUE'] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/** What somebody says of an alert that she ends. */
export const ALERT_OUTCOMES = ['resolved', 'false-alarm'] as const;
export type AlertOutcome = (typeof ALERT_OUTCOMES)[number];

/** Every alert ends as one of these; `folded`: a more urgent one about the same contact took its place. */
export const ALERT_ENDS = [...ALERT_OUTCOMES, 'folded'] as const;
export type AlertEnd = (typeof ALERT_ENDS)[number];

/** Stable words of the timeline. */
export const ALERT_EVENTS = [
  'opened',
  'climbed',
  'fell-through',
  'nobody-reachable',
  'everybody-declined',
  'told',
  'not-told',
  'acknowledged',
  'also-acknowledged',
  'not-me',
  'woken',
  'given-back',
  'in-contact',
  'unsafe-to-write',
  'offered',
  'offer-declined',
  'offer-withdrawn',
  'handed-over',
  'resolved',
  'folded',
] as const;
export type AlertEventWhat = (typeof ALERT_EVENTS)[number];
