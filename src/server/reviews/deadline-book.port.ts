import type { DeadlineStep } from '../../domain/review/overdue.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { Transaction } from '../platform/database/database.js';

/** A deadline of something that has no level: a measure, a task. */
export interface HeldDeadline {
  readonly id: string;
  readonly circle: CircleId;
  readonly number: number;
  readonly from: Instant;
  readonly due: Instant;
  readonly taken: DeadlineStep | null;
  /** Who is reminded. */
  readonly holders: readonly StaffId[];
}

/** Where deadlines are kept. Every one is a column; when to look at it again is another. */
export interface DeadlineBook {
  /** Those to look at now; rows that another worker has in hand are left to it. */
  due(tx: Transaction, now: Instant, seen: readonly string[], limit: number): Promise<string[]>;
  /** Null when it is done with. */
  lock(tx: Transaction, id: string): Promise<HeldDeadline | null>;
  settle(tx: Transaction, id: string, taken: DeadlineStep | null, nextAt: Instant | null): Promise<void>;
}
