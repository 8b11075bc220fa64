import { minus, type Duration, type Instant } from '../../domain/shared/time.js';
import type { Lateness } from '../escalation/lateness.port.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

/**
 * Contacts whom nobody answered and nobody was told of, silences that were not scored, messages that nobody can read because the
 * edge trusts no inbox, and replies that neither left nor failed.
 */
export class IntakeLateness implements Lateness {
  async late(tx: Transaction, now: Instant, grace: Duration): Promise<Readonly<Record<string, number>>> {
    const [found] = await rows<{ answers: number; silences: number; unread: number; replies: number }>(
      tx,
      `select
         (select count(*)::int from conversation
           where answer_due_at is not null and overdue_at is null and answer_due_at <= $1) as answers,
         (select count(*)::int from conversation
           where silence_due_at is not null and silence_due_at <= $1) as silences,
         (select count(*)::int from held_back_entry where received_at <= $1) as unread,
         (select count(*)::int from contact_reply
           where state = 'waiting' and (not_after <= $1 or (queued_at is null and not_before <= $1))) as replies`,
      [timestamp(minus(now, grace))],
    );
    return { answers: 0, silences: 0, unread: 0, replies: 0, ...found };
  }
}
