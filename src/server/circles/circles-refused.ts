import type { CircleRefusal } from '../../contracts/circles/refusal-codes.js';
import type { Problem } from '../../contracts/shared/problem.js';
import { Refusal } from '../../domain/shared/refusal.js';

/** Circles refuse. `reason` is one of a few fixed words; neither ever holds what somebody sent. Nothing was saved. */
export class CirclesRefused extends Refusal {
  constructor(
    readonly code: CircleRefusal,
    readonly reason?: string,
    /** Where in the request it is, by its path. */
    readonly fields?: Problem['fields'],
  ) {
    super('Circles refused.');
  }
}
