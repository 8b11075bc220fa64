import type { Courier, Delivery, Parcel } from '../../src/server/platform/outbox/courier.js';
import type { OutboxChannel } from '../../src/server/platform/outbox/outbox.js';

/** Takes everything and remembers it; answers `sent` unless told otherwise. */
export class RecordingCourier implements Courier {
  readonly parcels: Parcel[] = [];
  answer: (parcel: Parcel) => Delivery | Promise<Delivery> = () => ({ result: 'sent' });

  constructor(readonly channel: OutboxChannel) {}

  async deliver(parcel: Parcel): Promise<Delivery> {
    this.parcels.push(parcel);
    return this.answer(parcel);
  }
}
