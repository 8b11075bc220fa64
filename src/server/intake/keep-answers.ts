import type { Instant } from '../../domain/shared/time.js';
import type { Triage } from '../../domain/triage/priority.js';
import { VaultRefusal, type EdgeVault } from '../../e2ee/edge-vault.js';
import type { Transaction } from '../platform/database/database.js';
import type { ConversationRow } from './conversation.row.js';
import type { MessageRepository } from './message.repository.js';

const purpose = 'answers';

/**
 * A channel forgets nothing, so answers enter it only when the questions are over and she did not say that none is to be kept.
 * Until then they are in the conversation's row under the edge secret, where they can be replaced and erased.
 */
export class KeepAnswers {
  constructor(
    private readonly vault: EdgeVault,
    private readonly messages: MessageRepository,
  ) {}

  /** The newest word takes the place of the one before; the caller saves the row. */
  hold(row: ConversationRow, triage: Triage): void {
    const json = new TextEncoder().encode(JSON.stringify(triage));
    row.answersSealed = Buffer.from(this.vault.seal(purpose, row.id, json));
  }

  /** She does not want her answers kept: only priority and deadlines remain. */
  forget(row: ConversationRow): void {
    row.answersSealed = null;
  }

  /** The questions are over: into the channel. */
  async settle(tx: Transaction, row: ConversationRow, now: Instant): Promise<void> {
    const triage = this.soFar(row);
    row.answersSealed = null;
    if (triage) await this.messages.append(tx, row, { kind: 'answers', triage }, now);
  }

  /** @returns null when there are none, or when they cannot be opened */
  soFar({ id, answersSealed }: ConversationRow): Triage | null {
    if (answersSealed === null) return null;
    try {
      return JSON.parse(new TextDecoder().decode(this.vault.open(purpose, id, answersSealed))) as Triage;
    } catch (error) {
      if (error instanceof VaultRefusal) return null;
      throw error;
    }
  }
}
