import { earliest, minutes, plus, type Instant } from '../shared/time.js';
import type { TriageInstrument } from './instrument.js';
import { isOpen, nextOpening, type OpeningHours } from './opening-hours.js';
import type { Triage } from './priority.js';

export type { OpeningHours } from './opening-hours.js';

/** By when a human must reply to the contact. Only a reply, or a recorded "unsafe to write", stops this clock. */
export interface AnswerDue {
  readonly dueAt: Instant;
  /** Somebody is on shift at `at`: false means that the honest "nobody is free" text must be shown to who asks for a person. */
  readonly humanAvailable: boolean;
  /** When the hotline opens next; null while it is open, or when it never opens. */
  readonly opensAt: Instant | null;
}

/** Who asks for a person has one within this time, while somebody is on shift (conduct.person_wanted). */
const PERSON_WITHIN = minutes(15);

/**
 * When the answer is due: RED 2 min, ORANGE 15 min, YELLOW 4 h, BLUE 24 h after `at` (scoring.levels of the instrument). A wish for a
 * person keeps the priority and has a deadline of its own, which counts from the opening time when the hotline is closed;
 * the earlier of the two holds. Opening hours never put off a level's own deadline: danger does not keep them.
 *
 * @param hours null: always open
 */
export function answerDueAt(
  hit: TriageInstrument,
  triage: Pick<Triage, 'priority' | 'personWanted'>,
  at: Instant,
  hours: OpeningHours | null,
): AnswerDue {
  const humanAvailable = hours === null || isOpen(hours, at);
  const next = hours === null || humanAvailable ? null : nextOpening(hours, at);
  const byLevel = plus(at, minutes(hit.levels[triage.priority].humanWithinMinutes));
  const from = humanAvailable ? at : next;
  const dueAt = triage.personWanted && from !== null ? earliest(byLevel, plus(from, PERSON_WITHIN)) : byLevel;
  return { dueAt, humanAvailable, opensAt: next };
}
