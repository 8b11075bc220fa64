import type { LevelNumber } from '../circle/level-rules.js';
import { days, hours, minus, plus, type Duration, type Instant } from '../shared/time.js';
import { halfway, isWorking, lastWorking, nextWorking, type WorkingHours } from './working-hours.js';

/**
 * What is done about a deadline, in this order. `remind` and `due` tell whoever holds it, `overdue` those who coordinate (the
 * instruments: "escalate to supervisor at due time, again at +24 h"). Nothing of it ever changes a level.
 */
export const DEADLINE_STEPS = ['remind', 'due', 'overdue', 'overdue-again'] as const;

export type DeadlineStep = (typeof DEADLINE_STEPS)[number];

export interface Deadline {
  readonly due: Instant;
  /** Since when the time runs. */
  readonly from: Instant;
  /** Only an extreme level wakes people; null for what has no level. */
  readonly level: LevelNumber | null;
}

export interface StepAt {
  readonly step: DeadlineStep;
  readonly at: Instant;
}

/** An overdue review wakes somebody at this level and at no other. */
export const wakes = (level: LevelNumber | null): boolean => level === 4;

const usualLead: Duration = days(1);
const extremeLead: Duration = hours(4);
const again: Duration = days(1);

/**
 * The steps that a deadline has, in time's order. Paperwork waits for working hours; what is extreme does not. There is no reminder
 * when it would come within the first half of the time, or could only come at night.
 */
export function stepsOf(deadline: Deadline, working: WorkingHours): readonly StepAt[] {
  const { due, level } = deadline;
  const when = (at: Instant): Instant => (wakes(level) ? at : nextWorking(working, at));
  const overdueAt = when(due);
  const remindAt = reminderOf(deadline, working);
  return [
    ...(remindAt === null ? [] : [{ step: 'remind', at: remindAt } as const]),
    { step: 'due', at: overdueAt },
    { step: 'overdue', at: overdueAt },
    { step: 'overdue-again', at: when(plus(overdueAt, again)) },
  ];
}

function reminderOf({ due, from, level }: Deadline, working: WorkingHours): Instant | null {
  const ahead = minus(due, wakes(level) ? extremeLead : usualLead);
  const at = lastWorking(working, ahead);
  return at !== null && at > halfway(from, due) && isWorking(working, at) ? at : null;
}

/**
 * The steps to take now, none of which was taken before. After an outage what is left behind by a later step is left out: no
 * reminder of what is overdue, and one call instead of two.
 *
 * @param all   in time's order
 * @param taken the last step that was taken; null: none
 */
export function stepsToTake(
  all: readonly StepAt[],
  taken: DeadlineStep | null,
  now: Instant,
): readonly DeadlineStep[] {
  const come = all.filter(({ step, at }) => at <= now && isAfter(step, taken)).map(({ step }) => step);
  return come.filter((step) => !come.some((other) => replaces(other, step)));
}

/** When to look again; null when every step was taken. */
export const nextStepAt = (all: readonly StepAt[], taken: DeadlineStep | null): Instant | null =>
  all.find(({ step }) => isAfter(step, taken))?.at ?? null;

const isAfter = (step: DeadlineStep, taken: DeadlineStep | null): boolean =>
  taken === null || DEADLINE_STEPS.indexOf(step) > DEADLINE_STEPS.indexOf(taken);

const replaces = (later: DeadlineStep, earlier: DeadlineStep): boolean =>
  (earlier === 'remind' && later !== 'remind') || (later === 'overdue-again' && earlier === 'overdue');
