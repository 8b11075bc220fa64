import { EncodingRefused } from './refusal.js';

/** Crockford's base 32: no I, L, O or U, so a printed code is hard to misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsEach = 5;

/** Highest bit first; the last symbol is filled up with zero bits. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((value) => value.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => alphabet[Number.parseInt(group.padEnd(bitsEach, '0'), 2)]).join('');
}

/**
 * Reads what a person typed from paper: any case, with spaces or dashes anywhere, O for 0, I and L for 1.
 *
 * @throws EncodingRefused for other symbols, another length than `length` bytes need, or filling that is not zero
 */
export function fromBase32(text: string, length: number): Uint8Array {
  const symbols = [...text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')];
  const values = symbols.map((symbol) => alphabet.indexOf(symbol));
  if (values.includes(-1) || symbols.length !== Math.ceil((length * 8) / bitsEach)) {
    throw new EncodingRefused('symbols');
  }
  const bits = values.map((value) => value.toString(2).padStart(bitsEach, '0')).join('');
  if (bits.slice(length * 8).includes('1')) throw new EncodingRefused('symbols');
  return Uint8Array.from({ length }, (_, index) => Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2));
}
