import { deriveKey, hash256 } from '../hazmat/hash.js';
import { signingPair, type KeyPair } from '../hazmat/key-pairs.js';
import { sign, verify } from '../hazmat/signature.js';
import { concat, utf8 } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import { labels } from '../shared/labels.js';
import { AccountRefused } from './account-refused.js';

/** What a sign-in signature speaks about. */
export interface SignInClaim {
  /** Scheme, host and port of the console as the browser sees it: a signature made on a copied site is useless here. */
  readonly origin: string;
  readonly user: Id;
  /** 32 random bytes of the server. */
  readonly challenge: Uint8Array;
  /** What the signature is for, such as `sign-in`; one for signing in cannot change a passphrase. */
  readonly action: string;
}

/** The pair that signs in. The server keeps only its public half, so its database lets nobody sign in. */
export const deriveLoginPair = (masterKey: Uint8Array): KeyPair =>
  signingPair(deriveKey(masterKey, 1, 'HL1login'));

/** The key that wraps the account secret. It shares no bits with the login pair. */
export const deriveKek = (masterKey: Uint8Array): Uint8Array => deriveKey(masterKey, 2, 'HL1unwrp');

export const signLogin = (pair: KeyPair, claim: SignInClaim): Uint8Array =>
  sign(pair.privateKey, signedBytes(claim));

/**
 * Proves possession of the login key for this origin, user, challenge and action. Says nothing about freshness: that is
 * the challenge book's part.
 *
 * @throws AccountRefused
 */
export function checkLogin(loginKey: Uint8Array, claim: SignInClaim, signature: Uint8Array): void {
  if (!verify(loginKey, signedBytes(claim), signature)) throw new AccountRefused('login-signature');
}

const signedBytes = ({ origin, user, challenge, action }: SignInClaim): Uint8Array =>
  concat(labels.login, hash256(utf8(origin)), user, challenge, utf8(action));
