import type { Parcel } from '../../src/server/platform/outbox/courier.js';

/** A parcel on its first try. */
export const aParcel = (given: Partial<Parcel> & Pick<Parcel, 'channel' | 'payload'>): Parcel => ({
  id: '17',
  topic: 'alert-delivery',
  ref: '7d0c3c0e-6a53-4a53-9a4e-6a2f5b1f2b11',
  mayBeRepeat: false,
  attempt: 1,
  ...given,
});
