import { instant, type Duration, type Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { Lateness } from './lateness.port.js';

/**
 * Alerts whose ladder climbs as it should, and that woke nobody: no message to a phone and no webhook call of the present round
 * arrived. A mail alone does not wake; a silent policy and a test wake nobody on purpose.
 */
export class UnheardAlerts implements Lateness {
  async late(tx: Transaction, now: Instant, grace: Duration): Promise<Record<string, number>> {
    const [found] = await rows<{ unheard: number }>(
      tx,
      `select count(*)::int as unheard from alert a
       where resolved_at is null and acknowledged_at is null and kind <> 'test'
         and not (policy->>'silent')::boolean and began_at < $1
         and not exists (
           select from alert_delivery d where d.alert_id = a.id and d.round = a.round
             and d.channel in ('telegram', 'webhook') and d.status = 'sent')`,
      [timestamp(instant(now - grace))],
    );
    return { alertsUnheard: found?.unheard ?? 0 };
  }
}
