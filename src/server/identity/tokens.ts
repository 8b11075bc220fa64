import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes: nobody guesses them, so a plain hash is enough to find them again. */
export const makeToken = (): Uint8Array => new Uint8Array(randomBytes(32));

export const hashOf = (token: Uint8Array | string): Buffer => createHash('sha256').update(token).digest();
