import type { ConversationId } from '../../domain/shared/ids.js';
import type { Priority } from '../../domain/triage/instrument.js';
import type { Transaction } from '../platform/database/database.js';

/** Why staff are told about a contact; each has a policy of its own. */
export type ContactAlertPolicy =
  'contact-RED' | 'contact-ORANGE' | 'contact-quiet' | 'answer-overdue' | 'answer-overdue-quiet';

/** Raises an alert in the transaction of its cause: both happen, or neither. */
export interface AlertDesk {
  run(
    tx: Transaction,
    request: {
      readonly kind: 'contact';
      readonly level: Priority;
      readonly policyId: ContactAlertPolicy;
      readonly subject: { readonly id: ConversationId; readonly number: number };
    },
  ): Promise<unknown>;
}
