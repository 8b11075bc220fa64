import { hash128, keyedHash128 } from '../hazmat/hash.js';
import { concat } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import { labels } from '../shared/labels.js';

/** Argon2id's salt: bound to the user, so that two accounts with one seed and one passphrase still differ. */
export const deriveSalt = (user: Id, seed16: Uint8Array): Uint8Array =>
  hash128(concat(labels.salt, user, seed16));

/**
 * The seed that the server shows for a user that does not exist: always the same for the same name, so asking twice tells
 * nobody that the account is missing.
 *
 * @param serverSecret 32 bytes that only the server knows
 */
export const deriveFakeSeed = (serverSecret: Uint8Array, user: Id): Uint8Array =>
  keyedHash128(serverSecret, concat(labels.fakeSeed, user));
