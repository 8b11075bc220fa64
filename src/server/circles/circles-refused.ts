import type { CircleRefusal } from '../../contracts/circles/refusal-codes.js';
import { Refusal } from '../../domain/shared/refusal.js';

/** Circles refuse. `reason` is one of a few fixed words; neither ever holds what somebody sent. Nothing was saved. */
export class CirclesRefused extends Refusal {
  constructor(
    readonly code: CircleRefusal,
    readonly reason?: string,
  ) {
    super('Circles refused.');
  }
}
