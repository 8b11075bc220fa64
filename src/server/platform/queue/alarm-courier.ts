import { z } from 'zod';
import { instant, seconds } from '../../../domain/shared/time.js';
import type { Transaction } from '../database/database.js';
import type { Courier, Delivery, Parcel } from '../outbox/courier.js';
import type { Outbox } from '../outbox/outbox.js';
import type { Alarm, AlarmQueue } from './alarm-queue.js';

const payloadShape = z.strictObject({ dueAt: z.number().int() });

/** Sets an alarm together with the change that needs it: it is in the queue only when the change is committed. */
export async function setAlarm(outbox: Outbox, tx: Transaction, alarm: Alarm): Promise<void> {
  await outbox.put(tx, {
    channel: 'alarm',
    topic: alarm.name,
    ref: alarm.ref,
    payload: { dueAt: alarm.dueAt },
  });
}

/** Carries alarms from the outbox into the queue. */
export class AlarmCourier implements Courier {
  readonly channel = 'alarm';

  constructor(private readonly queue: AlarmQueue) {}

  async deliver(parcel: Parcel): Promise<Delivery> {
    const { dueAt } = payloadShape.parse(parcel.payload);
    if (parcel.ref === null) return { result: 'dead', code: 'no-ref' };
    const set = this.queue.set({ name: parcel.topic, ref: parcel.ref, dueAt: instant(dueAt) }).then(
      () => 'set' as const,
      () => 'failed' as const,
    );
    const outcome = await Promise.race([set, patience()]);
    return outcome === 'set'
      ? { result: 'sent' }
      : { result: 'retry', after: seconds(2), code: `queue-${outcome}` };
  }
}

/** Redis commands wait for ever while Redis is down; the lease of a parcel does not. */
const patience = (): Promise<'silent'> =>
  new Promise((resolve) => setTimeout(() => resolve('silent'), 10_000).unref());
