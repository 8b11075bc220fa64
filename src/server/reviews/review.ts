import type { CircleId, CircleKind } from '../../domain/circle/circle.js';
import type { LevelNumber } from '../../domain/circle/level-rules.js';
import type { ReviewCause } from '../../domain/review/due-date.js';
import type { DeadlineStep } from '../../domain/review/overdue.js';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';

/** A circle as reviews know it. */
export interface ReviewedCircle {
  readonly id: CircleId;
  readonly kind: CircleKind;
  /** A case's number; files have numbers of their own. */
  readonly number: number;
  readonly open: boolean;
  readonly openedAt: Instant;
  /** For which level tasks were opened: 0 none, 3 high, 4 extreme. */
  readonly taskLevel: 0 | 3 | 4;
  /** The alert that told of that level. */
  readonly levelAlert: AlertId | null;
}

/** What is planned for one instrument of a circle. */
export interface PlannedReview {
  readonly circle: CircleId;
  readonly instrument: string;
  /** In force; null while nothing was assessed. */
  readonly level: LevelNumber | null;
  /** What holds again when an override downwards ends; both or none. */
  readonly levelAfter: LevelNumber | null;
  readonly loweredUntil: Instant | null;
  readonly awaitsSignOff: boolean;
  readonly assessed: Instant | null;
  readonly from: Instant;
  readonly due: Instant;
  readonly latest: Instant;
  /** Of what people are told now: of the further date, if there is one. */
  readonly because: ReviewCause;
  /** A later date of which people are told although the review is late already; null: they are told of `due`. */
  readonly further: { readonly due: Instant; readonly from: Instant } | null;
  /** When the next such date comes: it is planned anew then. */
  readonly furtherAt: Instant | null;
  readonly holder: StaffId | null;
}

export interface Review extends PlannedReview {
  readonly id: string;
  /** The last step that was done about this date. */
  readonly taken: DeadlineStep | null;
  readonly nextAt: Instant | null;
  /** The alert that calls for it. */
  readonly alertId: AlertId | null;
  readonly version: number;
}

/** With the number by which people speak of it. */
export interface NumberedReview extends Review {
  readonly kind: CircleKind;
  readonly number: number;
}
