import type { Audience } from '../../domain/escalation/ladder.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Transaction } from '../platform/database/database.js';

export interface CalledUp {
  /** Each person once; empty only when nobody works here. */
  readonly staff: readonly StaffId[];
  /** Nobody of the audience was there, so it is everyone. */
  readonly fellThrough: boolean;
}

/** Who is meant by "the focal point on duty" at a moment. */
export interface DutyBoard {
  resolve(tx: Transaction, audiences: readonly Audience[], now: Instant): Promise<CalledUp>;
}
