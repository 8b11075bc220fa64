import { randomBytes } from '../hazmat/chance.js';
import { keyedHash256 } from '../hazmat/hash.js';
import { concat } from '../shared/bytes.js';
import { base32, fromBase32 } from '../shared/base32.js';
import type { Id } from '../shared/identity.js';
import { labels } from '../shared/labels.js';

const codeBytes = 16;

/** 16 random bytes that are printed once and unlock the account without the passphrase. */
export const makeRecoveryCode = (): Uint8Array => randomBytes(codeBytes);

/** 26 symbols for paper. */
export const recoveryCodeText = (code: Uint8Array): string => base32(code);

/** @throws EncodingRefused when `text` is not such a code */
export const readRecoveryCode = (text: string): Uint8Array => fromBase32(text, codeBytes);

/** The master key of a recovery code. Fast on purpose: 128 random bits need no stretching. */
export const deriveCodeKey = (code: Uint8Array, user: Id): Uint8Array =>
  keyedHash256(code, concat(labels.code, user));
