import type { InboxRefusal } from '../../contracts/inbox/refusal-codes.js';
import { Refusal } from '../../domain/shared/refusal.js';

/** The inbox refuses. `reason` is one of a few fixed words. Nothing was saved. */
export class InboxRefused extends Refusal {
  constructor(
    readonly code: InboxRefusal,
    readonly reason?: string,
  ) {
    super('The inbox refused.');
  }
}
