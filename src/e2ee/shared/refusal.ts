/**
 * The base of everything this folder refuses. To the outside every refusal is the same: one name, one message, one `code`,
 * and no property that a logger or JSON would print, so an attacker learns nothing from which check stopped him. The
 * `reason` is for tests and for a verdict that a person reads; it is one of a few fixed words and never holds content.
 */
export abstract class ProtocolRefusal<Reason extends string = string> extends Error {
  readonly #reason: Reason;

  constructor(reason: Reason) {
    super('Refused.');
    this.#reason = reason;
  }

  override get name(): string {
    return 'ProtocolRefusal';
  }

  get code(): 'refused' {
    return 'refused';
  }

  get reason(): Reason {
    return this.#reason;
  }
}

/** Bytes that cannot be read as the fields they should be. */
export class EncodingRefused extends ProtocolRefusal<
  'too-short' | 'number' | 'symbols' | 'checksum' | 'box-key'
> {}

/** The refusal that was caught. Anything else is a fault of ours and is thrown on. */
export function refusalOf(caught: unknown): ProtocolRefusal {
  if (caught instanceof ProtocolRefusal) return caught as ProtocolRefusal;
  throw caught;
}
