import type { IncidentText } from '../../contracts/sealed/incident.js';
import { hoursWithin, withAlarms } from '../../domain/safety/incident-alarms.js';
import { triggersFor, type Concern } from '../../domain/safety/incident.js';
import type { Say } from '../i18n/language.js';
import { concernOf } from '../keeper/concern.js';
import type { IncidentNotes } from '../keeper/incident-alarms.js';
import type { SafetyCircles } from '../keeper/safety.js';

interface Reported {
  readonly number: number;
  readonly reportedAt: number;
  readonly circles: SafetyCircles;
}

/** Logs first: who looks after safety writes there; everybody else in her own book. */
export const placesOf = ({ logs, book }: SafetyCircles, say: Say): (readonly [string, string])[] => [
  ...logs.map(({ id }) => [id, say('consoleSafety.incident.whereLog')] as const),
  ...(book ? [[book.id, say('consoleSafety.incident.whereBook')] as const] : []),
];

/** Whatever happens concerns the organisation, until whoever writes says that it does not. */
export const blank = ({ number, reportedAt, circles }: Reported, me: string): IncidentText => ({
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
  files: circles.files
    .filter((file) => file.kind === 'organisation-file' && concernOf(file, me) !== null)
    .map(({ id }) => id),
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

/** With an alarm for each of my cases and files that it concerns. */
export const withAlarmsFor = (
  incident: IncidentText,
  { cases, files }: SafetyCircles,
  me: string,
): IncidentText => {
  const mine = [...cases, ...files].flatMap((circle) => concernOf(circle, me) ?? []);
  return { ...incident, alarms: [...withAlarms(incident, mine, () => crypto.randomUUID())] };
};

/** What a case and a file are told of an incident that concerns them: a number, and how soon. */
export function notesFor(say: Say, incident: IncidentText): IncidentNotes {
  const params = (concern: Concern) => ({
    number: incident.number,
    triggers: triggersFor(incident, concern)
      .map(({ id }) => id)
      .join(', '),
    hours: hoursWithin(incident, concern),
  });
  return {
    case: say('consoleSafety.trigger.note', params({ case: 0 })),
    file: say('consoleSafety.trigger.note.file', params({ file: '' })),
  };
}
