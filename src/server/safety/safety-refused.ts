import type { SafetyRefusal } from '../../contracts/safety/refusal-codes.js';
import { Refusal } from '../../domain/shared/refusal.js';

/** Field visits and incidents refuse. `reason` is a fixed word. Nothing was saved. */
export class SafetyRefused extends Refusal {
  constructor(
    readonly code: Exclude<SafetyRefusal, 'visit-refused'>,
    readonly reason?: string,
  ) {
    super('Safety refused.');
  }
}
