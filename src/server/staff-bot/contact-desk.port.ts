import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import type { AlertOutcome } from '../escalation/alert.js';
import type { Transaction } from '../platform/database/database.js';

/** What staff do about a contact from an alert's buttons. Every answer is final for its tap; doing it twice changes nothing. */
export interface ContactDesk {
  /** Somebody writes or speaks with the contact: the answer clock stops. */
  inContact(
    tx: Transaction,
    conversationId: ConversationId,
    staffId: StaffId,
  ): Promise<'stopped' | 'already-stopped'>;
  /** It would endanger her to write: the answer clock stops, and the reply box is locked. */
  unsafeToWrite(
    tx: Transaction,
    conversationId: ConversationId,
    staffId: StaffId,
  ): Promise<'stopped' | 'already-stopped'>;
  close(
    tx: Transaction,
    conversationId: ConversationId,
    staffId: StaffId,
    outcome: AlertOutcome,
  ): Promise<unknown>;
}
