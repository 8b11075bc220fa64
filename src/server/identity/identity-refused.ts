import type { IdentityRefusal } from '../../contracts/shared/refusal-codes.js';
import { Refusal } from '../../domain/shared/refusal.js';

/** Identity refuses. `reason` is one of a few fixed words of the protocol; neither ever holds what somebody sent. */
export class IdentityRefused extends Refusal {
  constructor(
    readonly code: IdentityRefusal,
    readonly reason?: string,
  ) {
    super('Identity refused.');
  }
}
