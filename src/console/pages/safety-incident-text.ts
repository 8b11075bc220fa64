import type { IncidentText } from '../../contracts/sealed/incident.js';
import { triggersOf } from '../../domain/safety/incident.js';
import type { Say } from '../i18n/language.js';
import type { CircleAnswer } from '../keeper/held-circle.js';
import type { SafetyCircles } from '../keeper/safety.js';
import { keeper } from '../session/keeper.js';

const hourMs = 3_600_000;

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
});

/** Only what was changed is kept as a draft, so that a colleague's newer version shows through. */
export function changesIn(draft: string): Partial<IncidentText> {
  try {
    return JSON.parse(draft) as Partial<IncidentText>;
  } catch {
    return {};
  }
}

export const casesWith = (cases: readonly CircleAnswer[], numbers: readonly number[]): CircleAnswer[] =>
  cases.filter(({ facts }) => facts !== null && numbers.includes(facts.number));

/** Moves the next review of each case forward, by the soonest trigger that the incident is. */
export async function triggerReviews(
  say: Say,
  incident: IncidentText,
  cases: readonly CircleAnswer[],
): Promise<void> {
  const triggers = triggersOf(incident.kind, incident.target);
  const within = Math.min(...triggers.map((each) => each.within));
  const note = say('consoleSafety.trigger.note', {
    number: incident.number,
    triggers: triggers.map((each) => each.id).join(', '),
    hours: within / hourMs,
  });
  for (const { id } of cases) await keeper.ask('triggerCase', id, within, note);
}
