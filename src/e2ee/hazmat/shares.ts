import { combine, split } from 'shamir-secret-sharing';

/**
 * Shamir's sharing over GF(2^8), by an independently audited library without dependencies. Fewer shares than `threshold`
 * say nothing about the secret. There is no integrity: wrong shares combine to a wrong secret without a word, so whoever
 * combines must check the result against something.
 */
export const splitSecret = (secret: Uint8Array, shares: number, threshold: number): Promise<Uint8Array[]> =>
  split(secret, shares, threshold);

/** @returns undefined when the library refuses the shares (unequal lengths, one twice, too few) */
export async function combineShares(shares: readonly Uint8Array[]): Promise<Uint8Array | undefined> {
  try {
    return await combine([...shares]);
  } catch {
    return undefined;
  }
}
