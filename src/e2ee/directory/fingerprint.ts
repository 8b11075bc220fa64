import { hash256 } from '../hazmat/hash.js';
import { FieldWriter } from '../shared/fields.js';
import type { Id } from '../shared/identity.js';
import { labels } from '../shared/labels.js';

/** What two people compare, in person or by voice, before an administrator signs a key in. Shown as six words. */
export const fingerprint = (key: {
  readonly user: Id;
  readonly kv: number;
  readonly ed25519: Uint8Array;
  readonly x25519: Uint8Array;
}): Uint8Array =>
  hash256(
    new FieldWriter(labels.fingerprint.length + 84)
      .put(labels.fingerprint)
      .put(key.user, 16)
      .u32(key.kv)
      .put(key.ed25519, 32)
      .put(key.x25519, 32)
      .done(),
  );
