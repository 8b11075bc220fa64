import type { StaffId } from '../../domain/shared/ids.js';
import { rows, type Transaction } from '../platform/database/database.js';

/** Remembers whether Telegram still lets us write to a person's phone. */
export class NoteReachability {
  /** @returns whether that is news */
  async run(tx: Transaction, staffId: StaffId, reachable: boolean): Promise<boolean> {
    const changed = await rows(
      tx,
      `update staff set telegram_reachable = $2
       where id = $1 and telegram_chat_hash is not null and telegram_reachable <> $2 returning id`,
      [staffId, reachable],
    );
    return changed.length > 0;
  }
}
