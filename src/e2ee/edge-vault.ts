import { sodium } from './hazmat/sodium.js';

/** The sealed bytes are not what was sealed for this purpose and context, or the secret is another one. */
export class VaultRefusal extends Error {
  readonly code = 'vault-refused';

  constructor() {
    super('Sealed bytes were refused.');
    this.name = 'VaultRefusal';
  }
}

const secretBytes = 32;
const nonceBytes = 24;
const utf8 = new TextEncoder();

/**
 * What the Telegram edge must remember but the database must not know: chat ids, unfinished scripts, messages that wait to
 * be sent. The secret lives outside the database. Gives confidentiality and integrity against whoever holds a dump; gives
 * nothing against whoever holds the running process.
 */
export class EdgeVault {
  readonly #secret: Uint8Array;

  /** @throws RangeError unless `secret` has 32 bytes */
  constructor(secret: Uint8Array) {
    if (secret.length !== secretBytes) throw new RangeError('The edge secret has 32 bytes.');
    this.#secret = secret;
  }

  /**
   * @param purpose what kind of thing this is; each purpose has its own key
   * @param context what the bytes belong to (ids, a version): they open in no other place
   * @returns nonce(24) followed by XChaCha20-Poly1305 ciphertext
   */
  seal(purpose: string, context: string, plain: Uint8Array): Uint8Array {
    const nonce = sodium.randombytes_buf(nonceBytes);
    const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
      plain,
      utf8.encode(context),
      null,
      nonce,
      this.#key('seal', purpose),
    );
    return concat(nonce, sealed);
  }

  /** @throws VaultRefusal when purpose, context, secret or bytes are not those of `seal` */
  open(purpose: string, context: string, sealed: Uint8Array): Uint8Array {
    try {
      return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        null,
        sealed.subarray(nonceBytes),
        utf8.encode(context),
        sealed.subarray(0, nonceBytes),
        this.#key('seal', purpose),
      );
    } catch {
      throw new VaultRefusal();
    }
  }

  /** A keyed hash (BLAKE2b-256): finds the same text again, and says nothing to whoever lacks the secret. */
  fingerprint(purpose: string, text: string): Uint8Array {
    return sodium.crypto_generichash(32, utf8.encode(text), this.#key('find', purpose));
  }

  #key(use: 'seal' | 'find', purpose: string): Uint8Array {
    return sodium.crypto_generichash(32, utf8.encode(`HL1/edge\0${use}\0${purpose}`), this.#secret);
  }
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
