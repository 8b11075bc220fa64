import type { Duration } from '../../../domain/shared/time.js';
import type { Transaction } from '../database/database.js';
import type { Json, OutboxChannel } from './outbox.js';

/** One message on its way out. */
export interface Parcel {
  readonly id: string;
  readonly channel: OutboxChannel;
  readonly topic: string;
  readonly ref: string | null;
  readonly payload: Json;
  /** An earlier try may have arrived (the connection broke, or the process died, after it was handed over). */
  readonly mayBeRepeat: boolean;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** How a try ended. `code` is a stable word for logs and for the timeline, never a text from outside. */
export type Delivery =
  | { readonly result: 'sent'; readonly receipt?: Json }
  | {
      readonly result: 'retry';
      readonly after: Duration;
      readonly code: string;
      readonly mayHaveArrived?: boolean;
    }
  | { readonly result: 'dead'; readonly code: string };

/** Carries parcels of one channel. Must not throw for an expected failure: it answers with a `Delivery`. */
export interface Courier {
  readonly channel: OutboxChannel;
  deliver(parcel: Parcel): Promise<Delivery>;
}

/**
 * Told, in the transaction that settles the parcel, how it went. `retry` is told too (the message stays), so that a
 * channel which is down can be passed over.
 */
export interface DeliveryListener {
  readonly topic: string;
  settled(tx: Transaction, parcel: Parcel, delivery: Delivery): Promise<void>;
}
