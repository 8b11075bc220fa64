import { plus, seconds, type Duration, type Instant } from '../../../domain/shared/time.js';
import type { Clock } from '../clock/clock.js';
import { timestamp } from '../database/columns.js';
import { rows, type Database } from '../database/database.js';
import type { Log } from '../logging/log.js';
import type { Courier, Delivery, DeliveryListener, Parcel } from './courier.js';
import type { Outbox, OutboxChannel } from './outbox.js';

interface ClaimedRow {
  readonly id: string;
  readonly channel: OutboxChannel;
  readonly topic: string;
  readonly ref: string | null;
  readonly payload_sealed: Buffer;
  readonly give_up_at: Date | null;
  readonly may_be_repeat: boolean;
  readonly attempts: number;
}

/** Renewed while a courier is at work; a parcel whose relay died is taken up again after it. */
const lease: Duration = seconds(15);
/** How often leases must be renewed. */
export const renewEvery: Duration = seconds(5);
/** For each channel by itself, so that a flood on one leaves the others free. */
const mostUnderWay = 40;

/**
 * Takes due parcels of the channels it has couriers for and hands them over, at least once. Several relays may run: rows
 * are leased with `skip locked`. Work grows with what is due, not with what is stored.
 */
export class OutboxRelay {
  readonly #couriers: ReadonlyMap<OutboxChannel, Courier>;
  readonly #inHand = new Set<string>();
  readonly #underWay = new Map<OutboxChannel, Set<Promise<void>>>();
  readonly #listeners: ReadonlyMap<string, DeliveryListener>;

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Log,
    couriers: readonly Courier[],
    listeners: readonly DeliveryListener[],
  ) {
    this.#couriers = new Map(couriers.map((courier) => [courier.channel, courier]));
    this.#listeners = new Map(listeners.map((listener) => [listener.topic, listener]));
  }

  /**
   * Claims what is due and hands it over, beside what is under way already: a slow answer holds up only its own lane, and a
   * full channel only itself.
   *
   * @param settled called whenever a parcel is settled or put back; the next of its lane may be due then
   * @returns how many it took
   */
  async take(settled: () => void = () => undefined): Promise<number> {
    let taken = 0;
    for (const channel of this.#couriers.keys()) {
      const underWay = this.#underWay.get(channel) ?? new Set();
      this.#underWay.set(channel, underWay);
      const claimed = await this.#claim(channel, mostUnderWay - underWay.size);
      for (const row of claimed) {
        const carrying = this.#carry(row).finally(() => {
          underWay.delete(carrying);
          settled();
        });
        underWay.add(carrying);
      }
      taken += claimed.length;
    }
    return taken;
  }

  /** Keeps what is under way leased. A process that dies renews nothing, so its parcels are free within seconds. */
  async renew(): Promise<void> {
    if (this.#inHand.size === 0) return;
    await this.database.reader.query(
      `update outbox set leased_until = $2 where id = any($1) and settled_at is null and leased_until is not null`,
      [[...this.#inHand], timestamp(plus(this.clock.now(), lease))],
    );
  }

  /** Resolves when everything that was under way is settled or put back. */
  async idle(): Promise<void> {
    await Promise.all([...this.#underWay.values()].flatMap((parcels) => [...parcels]));
  }

  /** Takes what is due and waits for it. @returns how many it took */
  async round(): Promise<number> {
    const taken = await this.take();
    await this.idle();
    return taken;
  }

  /** Rounds until nothing is due. */
  async drain(): Promise<void> {
    while ((await this.round()) > 0);
  }

  /**
   * A leased row whose lease ran out was handed over by a relay that died: it may have arrived. The oldest unsettled
   * parcel of a lane blocks the others of the lane.
   */
  async #claim(channel: OutboxChannel, room: number): Promise<ClaimedRow[]> {
    if (room <= 0) return [];
    const now = this.clock.now();
    return this.database.transaction((tx) =>
      rows<ClaimedRow>(
        tx,
        `update outbox o set leased_until = $3, attempts = attempts + 1,
           may_be_repeat = may_be_repeat or leased_until is not null
         from (
           select id from outbox c
           where channel = $1 and settled_at is null and not_before <= $2
             and (leased_until is null or leased_until < $2)
             and (lane is null or not exists (
               select 1 from outbox e where e.lane = c.lane and e.settled_at is null and e.id < c.id))
           order by not_before, id limit $4 for update skip locked
         ) due
         where o.id = due.id
         returning o.id, channel, topic, ref, payload_sealed, give_up_at, may_be_repeat, attempts`,
        [channel, timestamp(now), timestamp(plus(now, lease)), room],
      ),
    );
  }

  async #carry(row: ClaimedRow): Promise<void> {
    this.#inHand.add(row.id);
    try {
      const parcel = this.#parcel(row);
      const delivery = this.#orGivenUp(row, await this.#deliver(parcel));
      await this.#settle(parcel, delivery);
    } catch (error) {
      // The lease runs out and the parcel is tried again; losing it is the one thing that must not happen.
      this.log.error('outbox-settle-failed', error, { outbox: row.id, topic: row.topic });
    } finally {
      this.#inHand.delete(row.id);
    }
  }

  #parcel(row: ClaimedRow): Parcel {
    return {
      id: row.id,
      channel: row.channel,
      topic: row.topic,
      ref: row.ref,
      payload: this.outbox.open(row.channel, row.topic, row.payload_sealed),
      mayBeRepeat: row.may_be_repeat,
      attempt: row.attempts,
    };
  }

  async #deliver(parcel: Parcel): Promise<Delivery> {
    const courier = this.#couriers.get(parcel.channel);
    if (!courier) return { result: 'dead', code: 'no-courier' };
    try {
      return await courier.deliver(parcel);
    } catch (error) {
      this.log.error('courier-fault', error, { outbox: parcel.id, topic: parcel.topic });
      return {
        result: 'retry',
        after: seconds(Math.min(60, 2 ** parcel.attempt)),
        code: 'fault',
        mayHaveArrived: true,
      };
    }
  }

  #orGivenUp(row: ClaimedRow, delivery: Delivery): Delivery {
    if (delivery.result !== 'retry' || row.give_up_at === null) return delivery;
    const next: Instant = plus(this.clock.now(), delivery.after);
    return next > row.give_up_at.getTime() ? { result: 'dead', code: delivery.code } : delivery;
  }

  #settle(parcel: Parcel, delivery: Delivery): Promise<void> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      if (delivery.result === 'retry') {
        await tx.query(
          `update outbox set leased_until = null, not_before = $2, may_be_repeat = may_be_repeat or $3, code = $4
           where id = $1`,
          [parcel.id, timestamp(plus(now, delivery.after)), delivery.mayHaveArrived ?? false, delivery.code],
        );
      } else {
        await tx.query(
          `update outbox set settled_at = $2, result = $3, code = $4, payload_sealed = null where id = $1`,
          [parcel.id, timestamp(now), delivery.result, delivery.result === 'dead' ? delivery.code : null],
        );
      }
      await this.#listeners.get(parcel.topic)?.settled(tx, parcel, delivery);
    });
  }
}
