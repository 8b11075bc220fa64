import { instant, type Duration, type Instant } from '../../../domain/shared/time.js';
import { timestamp } from '../database/columns.js';
import { rows, type Transaction } from '../database/database.js';
import type { OutboxChannel } from './outbox.js';

const channels: readonly OutboxChannel[] = ['telegram-intake', 'telegram-staff', 'mail', 'webhook', 'alarm'];

/**
 * How many parcels of each channel wait for longer than `grace`: due and not taken up, or tried at least twice and still
 * not delivered, whose next try always lies just ahead. A parcel that waits behind another of its lane is as late as that one is.
 * Channels without any are left out.
 */
export async function outboxBacklog(
  tx: Transaction,
  now: Instant,
  grace: Duration,
): Promise<ReadonlyMap<OutboxChannel, number>> {
  const found = await rows<{ channel: OutboxChannel; waiting: number }>(
    tx,
    `select channel, count(*)::int as waiting from (
       select id, channel from outbox o
       where settled_at is null and channel = any($1) and not_before < $2
         and (lane is null or not exists (
           select 1 from outbox e where e.lane = o.lane and e.settled_at is null and e.id < o.id))
       union
       select id, channel from outbox
       where settled_at is null and attempts > 1 and created_at < $2
     ) late
     group by channel order by channel`,
    [channels, timestamp(instant(now - grace))],
  );
  return new Map(found.map(({ channel, waiting }) => [channel, waiting]));
}
