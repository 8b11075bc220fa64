import type { DeadlineStep, StepAt } from '../../domain/review/overdue.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Transaction } from '../platform/database/database.js';

/** Something that is due, as it stands under its lock. */
export interface HeldDeadline {
  readonly id: string;
  readonly due: Instant;
  /** What is done about it, in time's order. */
  readonly steps: readonly StepAt[];
  /** The last step that was done about this date. */
  readonly taken: DeadlineStep | null;
}

/** Where deadlines are kept. Every one is a column; when to look at it again is another. */
export interface DeadlineBook<Held extends HeldDeadline = HeldDeadline> {
  /** Those to look at now; rows that another worker has in hand are left to it. */
  due(tx: Transaction, now: Instant, seen: readonly string[], limit: number): Promise<string[]>;
  /** Null when there is nothing to do: it is done with, or gone. */
  lock(tx: Transaction, id: string, now: Instant): Promise<Held | null>;
  /** Does one step, which nobody has done about this date before. @returns how it stands afterwards */
  take(tx: Transaction, held: Held, step: DeadlineStep): Promise<Held>;
  /** Writes how far it came. @returns when to look again; null: never, unless it changes */
  settle(tx: Transaction, held: Held): Promise<Instant | null>;
}
