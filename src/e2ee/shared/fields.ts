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
  readonly #view: DataView;
  #at = 0;

  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
    this.#view = new DataView(this.#bytes.buffer);
  }

  put(field: Uint8Array, length: number = field.length): this {
    if (field.length !== length)
      throw new RangeError(`A field of ${length} bytes was given ${field.length}.`);
    this.#bytes.set(field, this.#at);
    this.#at += length;
    return this;
  }

  u8(value: number): this {
    this.#view.setUint8(this.#advance(1), inRange(value, 0xff));
    return this;
  }

  u16(value: number): this {
    this.#view.setUint16(this.#advance(2), inRange(value, 0xffff));
    return this;
  }

  u32(value: number): this {
    this.#view.setUint32(this.#advance(4), inRange(value, 0xffff_ffff));
    return this;
  }

  u64(value: number): this {
    inRange(value, Number.MAX_SAFE_INTEGER);
    this.#view.setUint32(this.#advance(4), Math.floor(value / twoTo32));
    this.#view.setUint32(this.#advance(4), value % twoTo32);
    return this;
  }

  done(): Uint8Array {
    if (this.#at !== this.#bytes.length) throw new RangeError('A structure was left unfinished.');
    return this.#bytes;
  }

  #advance(length: number): number {
    const at = this.#at;
    this.#at += length;
    return at;
  }
}

function inRange(value: number, max: number): number {
  if (!Number.isSafeInteger(value) || value < 0 || value > max)
    throw new RangeError('A number does not fit its field.');
  return value;
}
