import { EncodingRefused } from './refusal.js';

const twoTo32 = 2 ** 32;

/** Reads big-endian fields one after the other. */
export class FieldReader {
  #at = 0;

  constructor(readonly bytes: Uint8Array) {}

  /** @throws EncodingRefused when fewer than `length` bytes are left. The result shares memory with the source. */
  take(length: number): Uint8Array {
    const from = this.#advance(length);
    return this.bytes.subarray(from, this.#at);
  }

  /** @throws EncodingRefused when fewer than `length` bytes are left */
  number(length: 1 | 2 | 4): number {
    let value = 0;
    for (let at = this.#advance(length); at < this.#at; at += 1) value = value * 256 + (this.bytes[at] ?? 0);
    return value;
  }

  /** @throws EncodingRefused for 2^53 and above, which JavaScript cannot count exactly */
  u64(): number {
    const high = this.number(4);
    const low = this.number(4);
    const value = high * twoTo32 + low;
    if (!Number.isSafeInteger(value)) throw new EncodingRefused('number');
    return value;
  }

  get left(): number {
    return this.bytes.length - this.#at;
  }

  #advance(length: number): number {
    if (length > this.left) throw new EncodingRefused('too-short');
    const from = this.#at;
    this.#at += length;
    return from;
  }
}

/** Writes big-endian fields into a buffer of exactly `size` bytes. Misuse by our own code is a RangeError, not a refusal. */
export class FieldWriter {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
  }

  put(field: Uint8Array, length: number = field.length): this {
    if (field.length !== length)
      throw new RangeError(`A field of ${length} bytes was given ${field.length}.`);
    this.#bytes.set(field, this.#at);
    this.#at += length;
    return this;
  }

  u8(value: number): this {
    return this.#number(value, 1);
  }

  u16(value: number): this {
    return this.#number(value, 2);
  }

  u32(value: number): this {
    return this.#number(value, 4);
  }

  u64(value: number): this {
    return this.#number(value, 8);
  }

  done(): Uint8Array {
    if (this.#at !== this.#bytes.length) throw new RangeError('A structure was left unfinished.');
    return this.#bytes;
  }

  /** From the last byte to the first, by arithmetic: a DataView would move a short array out of V8's own memory. */
  #number(value: number, length: number): this {
    if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** length)
      throw new RangeError('A number does not fit its field.');
    let rest = value;
    for (let at = this.#at + length - 1; at >= this.#at; at -= 1) {
      this.#bytes[at] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    this.#at += length;
    return this;
  }
}
