import { randomInt } from 'node:crypto';
import { minutes, type Duration } from '../../domain/shared/time.js';

/** Crockford's alphabet: no I, L, O or U, so that a code read over the phone is typed as it was meant. */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;

export const LINK_CODE_LIFE: Duration = minutes(15);

/** Eight symbols, 40 bits: with five tries in a quarter of an hour nobody guesses one while it lives. */
export function makeLinkCode(): string {
  return Array.from({ length }, () => symbols[randomInt(symbols.length)]).join('');
}

/** Reads a code as people type it: small letters, dashes, O for 0, I and L for 1. @returns null when it can be no code */
export function readLinkCode(typed: string): string | null {
  const code = typed
    .slice(0, 40)
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return code.length === length && [...code].every((symbol) => symbols.includes(symbol)) ? code : null;
}
