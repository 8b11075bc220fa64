import type { AlertRefusal } from '../../contracts/escalation/refusal-codes.js';
import { Refusal } from '../../domain/shared/refusal.js';

/** An alert cannot be dealt with in this way, or not by this person. Nothing was changed. */
export class AlertRefused extends Refusal {
  constructor(readonly code: AlertRefusal) {
    super('Not with this alert.');
  }
}
