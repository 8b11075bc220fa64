import { minus, type Duration, type Instant } from '../../domain/shared/time.js';
import type { Lateness } from '../escalation/lateness.port.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

/** Contacts whom nobody answered and nobody was told of, and silences that were not scored: both are the sweeps' work. */
export class IntakeLateness implements Lateness {
  async late(tx: Transaction, now: Instant, grace: Duration): Promise<Readonly<Record<string, number>>> {
    const [found] = await rows<{ answers: number; silences: number }>(
      tx,
      `select
         (select count(*)::int from conversation
           where answer_due_at is not null and overdue_at is null and answer_due_at <= $1) as answers,
         (select count(*)::int from conversation
           where silence_due_at is not null and silence_due_at <= $1) as silences`,
      [timestamp(minus(now, grace))],
    );
    return { answers: found?.answers ?? 0, silences: found?.silences ?? 0 };
  }
}
