import type { CircleRefusal } from '../../contracts/circles/refusal-codes.js';
import type { ReviewRefusal } from '../../contracts/reviews/refusal-codes.js';
import { Refusal } from '../../domain/shared/refusal.js';

/** Reviews refuse. `reason` names the field, or is one of a few fixed words. Nothing was saved. */
export class ReviewsRefused extends Refusal {
  constructor(
    readonly code:
      ReviewRefusal | Extract<CircleRefusal, 'circle-unknown' | 'circle-right-missing' | 'case-closed'>,
    readonly reason?: string,
  ) {
    super('Reviews refused.');
  }
}
