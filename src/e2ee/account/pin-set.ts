import { ProtocolRefusal } from '../shared/refusal.js';
import { concat, equal, hex } from '../shared/bytes.js';
import { FieldReader, FieldWriter } from '../shared/fields.js';
import type { Id } from '../shared/identity.js';
import type { Pin } from '../shared/pin.js';
import { AccountRefused } from './account-refused.js';

/** Which chain a pin belongs to: the directory, a case, or a channel of an inbox. Ids are zeros where they do not apply. */
export interface PinnedChain {
  readonly kind: 'directory' | 'case' | 'channel';
  readonly caseId: Id;
  readonly channel: Id;
}

/** The same place of one chain with two contents: somebody keeps two histories. Neither side is dropped silently. */
export class ForkSeen extends ProtocolRefusal<'fork'> {}

const none = new Uint8Array(16);
const kinds = ['directory', 'case', 'channel'] as const;
const pinBytes = 81;

export const directoryChain: PinnedChain = { kind: 'directory', caseId: none, channel: none };
export const caseChain = (caseId: Id): PinnedChain => ({ kind: 'case', caseId, channel: none });
export const channelChain = (inbox: Id, channel: Id): PinnedChain => ({
  kind: 'channel',
  caseId: inbox,
  channel,
});

/**
 * A person's memory of what she has seen, so that a server cannot take her back. Pins only grow; two devices merge by
 * taking the higher. Gives nothing to a browser that has never seen anything newer.
 */
export class PinSet {
  readonly #pins = new Map<string, { chain: PinnedChain; pin: Pin }>();

  get(chain: PinnedChain): Pin | undefined {
    return this.#pins.get(keyOf(chain))?.pin;
  }

  /**
   * Keeps the higher of the pin held and `pin`.
   *
   * @throws ForkSeen when both are of one place and differ
   */
  raise(chain: PinnedChain, pin: Pin): void {
    const held = this.get(chain);
    const next = held ? higher(held, pin) : pin;
    this.#pins.set(keyOf(chain), { chain, pin: next });
  }

  /** @throws ForkSeen; pins merged before that stay merged */
  merge(other: PinSet): void {
    for (const { chain, pin } of other.#pins.values()) this.raise(chain, pin);
  }

  /** Forgets a chain because its case was erased. @param confirmedBy the person who said yes; a server's word is not enough */
  drop(chain: PinnedChain, confirmedBy: Id): boolean {
    if (confirmedBy.length !== 16) throw new RangeError('A named person confirms.');
    return this.#pins.delete(keyOf(chain));
  }

  encode(): Uint8Array {
    const sorted = [...this.#pins.keys()].sort().flatMap((key) => this.#pins.get(key) ?? []);
    return concat(...sorted.map(({ chain, pin }) => encodePin(chain, pin)));
  }

  /** @throws AccountRefused for bytes that `encode` did not make */
  static decode(bytes: Uint8Array): PinSet {
    if (bytes.length % pinBytes !== 0) throw new AccountRefused('pins');
    const set = new PinSet();
    for (let at = 0; at < bytes.length; at += pinBytes)
      set.#read(new FieldReader(bytes.subarray(at, at + pinBytes)));
    return set;
  }

  #read(reader: FieldReader): void {
    const kind = kinds[reader.number(1)];
    if (!kind) throw new AccountRefused('pins');
    const chain = { kind, caseId: reader.take(16), channel: reader.take(16) };
    this.raise(chain, { seq: reader.u64(), hash: reader.take(32), dirSeq: reader.u64() });
  }
}

/** @throws ForkSeen when both are of one place and differ */
function higher(held: Pin, pin: Pin): Pin {
  if (held.seq > pin.seq) return held;
  if (held.seq < pin.seq) return pin;
  if (!equal(held.hash, pin.hash)) throw new ForkSeen('fork');
  return { ...held, dirSeq: Math.max(held.dirSeq, pin.dirSeq) };
}

const keyOf = ({ kind, caseId, channel }: PinnedChain): string => `${kind} ${hex(caseId)} ${hex(channel)}`;

const encodePin = (chain: PinnedChain, pin: Pin): Uint8Array =>
  new FieldWriter(pinBytes)
    .u8(kinds.indexOf(chain.kind))
    .put(chain.caseId, 16)
    .put(chain.channel, 16)
    .u64(pin.seq)
    .put(pin.hash, 32)
    .u64(pin.dirSeq)
    .done();
