import { rows, type Transaction } from '../platform/database/database.js';
import type { Lateness } from './lateness.port.js';

/** What came from Telegram and could not be taken in: anybody may have said anything in it. */
export class QuarantinedUpdates implements Lateness {
  async late(tx: Transaction): Promise<Record<string, number>> {
    const [found] = await rows<{ waiting: number }>(
      tx,
      `select count(*)::int as waiting from telegram_quarantine`,
    );
    return { updatesQuarantined: found?.waiting ?? 0 };
  }
}
