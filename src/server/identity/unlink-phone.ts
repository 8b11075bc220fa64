import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';

/** Forgets a person's phone. She is called on her other channels only, until she links one again. */
export class UnlinkPhone {
  async run(tx: Transaction, staffId: StaffId): Promise<void> {
    await tx.query(
      `update staff set telegram_chat_sealed = null, telegram_chat_hash = null, telegram_reachable = false where id = $1`,
      [staffId],
    );
  }
}
