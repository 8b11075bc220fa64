import { openBoxed, sealBoxed } from '../shared/boxed.js';
import { concat } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import { labels } from '../shared/labels.js';
import { AccountRefused } from './account-refused.js';

/**
 * What lets a tab survive a reload: the account secret under a random key that only the server's session holds. The blob
 * lies in sessionStorage, the key on the server, so neither alone unlocks anything; ending the session ends the blob.
 *
 * @param sessionKey 32 random bytes, forgotten by the server at sign-out, revocation and expiry
 */
export const sealForReload = (sessionKey: Uint8Array, user: Id, accountSecret: Uint8Array): Uint8Array =>
  sealBoxed(sessionKey, accountSecret, concat(labels.reload, user));

/** @throws AccountRefused for another session's key or another user */
export function openAfterReload(sessionKey: Uint8Array, user: Id, blob: Uint8Array): Uint8Array {
  const secret = openBoxed(sessionKey, blob, concat(labels.reload, user));
  if (!secret) throw new AccountRefused('reload');
  return secret;
}
