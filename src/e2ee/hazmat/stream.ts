import { sodium } from './sodium.js';

export const streamHeaderBytes = 24;
/** What each chunk grows by: one tag byte and a MAC. */
export const chunkOverhead = 17;

/** Seals chunks in order with secretstream (XChaCha20-Poly1305); `last` marks the end inside the authenticated part. */
export class StreamSealer {
  readonly header: Uint8Array;
  readonly #state;

  constructor(key: Uint8Array) {
    const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
    this.#state = state;
    this.header = header;
  }

  push(chunk: Uint8Array, aad: Uint8Array, last: boolean): Uint8Array {
    const { crypto_secretstream_xchacha20poly1305_TAG_FINAL: final } = sodium;
    const { crypto_secretstream_xchacha20poly1305_TAG_MESSAGE: message } = sodium;
    return sodium.crypto_secretstream_xchacha20poly1305_push(this.#state, chunk, aad, last ? final : message);
  }
}

/** Opens chunks in the order in which they were sealed, and only in that order. */
export class StreamOpener {
  readonly #state;

  constructor(key: Uint8Array, header: Uint8Array) {
    this.#state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
  }

  /** @returns undefined for a chunk that is changed, foreign or out of order */
  pull(chunk: Uint8Array, aad: Uint8Array): { plain: Uint8Array; last: boolean } | undefined {
    if (chunk.length < chunkOverhead) return undefined;
    const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(this.#state, chunk, aad);
    if (pulled === false) return undefined;
    return {
      plain: pulled.message,
      last: pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    };
  }
}
