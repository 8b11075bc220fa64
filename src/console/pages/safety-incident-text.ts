import type { IncidentText } from '../../contracts/sealed/incident.js';
import { hoursWithin, withAlarms } from '../../domain/safety/incident-alarms.js';
import { triggersOf } from '../../domain/safety/incident.js';
import type { Say } from '../i18n/language.js';
import type { CircleAnswer } from '../keeper/held-circle.js';
import type { SafetyCircles } from '../keeper/safety.js';

interface Reported {
  readonly number: number;
  readonly reportedAt: number;
}

/** Logs first: who looks after safety writes there; everybody else in her own book. */
export const placesOf = ({ logs, book }: SafetyCircles, say: Say): (readonly [string, string])[] => [
  ...logs.map(({ id }) => [id, say('consoleSafety.incident.whereLog')] as const),
  ...(book ? [[book.id, say('consoleSafety.incident.whereBook')] as const] : []),
];

export const blank = ({ number, reportedAt }: Reported): IncidentText => ({
  form: 'incident/1',
  number,
  occurredAt: reportedAt as IncidentText['occurredAt'],
  reportedAt: reportedAt as IncidentText['reportedAt'],
  kind: 'other',
  target: [],
  channel: 'unknown',
  facts: '',
  pattern: null,
  aim: '',
  source: '',
  conclusion: null,
  reportedTo: [],
  actionTaken: '',
  closedAt: null,
  cases: [],
  alarms: [],
});

/** Only what was changed is kept as a draft, so that a colleague's newer version shows through. */
export function changesIn(draft: string): Partial<IncidentText> {
  try {
    return JSON.parse(draft) as Partial<IncidentText>;
  } catch {
    return {};
  }
}

/** With an alarm for each of my cases that it concerns. */
export const withAlarmsFor = (incident: IncidentText, cases: readonly CircleAnswer[]): IncidentText => {
  const mine = cases.flatMap(({ facts }) =>
    facts !== null && facts.state !== 'closed' ? [facts.number] : [],
  );
  return { ...incident, alarms: [...withAlarms(incident, mine, () => crypto.randomUUID())] };
};

/** What a case is told of an incident that concerns it: a number, and how soon. */
export const noteFor = (say: Say, incident: IncidentText): string =>
  say('consoleSafety.trigger.note', {
    number: incident.number,
    triggers: triggersOf(incident.kind, incident.target)
      .map(({ id }) => id)
      .join(', '),
    hours: hoursWithin(incident),
  });
