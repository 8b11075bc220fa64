import { equal, hex, zeros } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import type { Pin } from '../shared/pin.js';
import { authorityFor, checkSignatures, checkSubject } from './authority.js';
import { DirectoryRefused } from './directory-refused.js';
import { ops, parseEntry, type Entry } from './entry.js';
import { fingerprint } from './fingerprint.js';
import { KeyRing, type EnrolledKey } from './key-ring.js';

/**
 * Whose keys are whose: the organisation's signed, append-only chain, folded entry by entry.
 *
 * Gives: every key in it was signed in by root or an administrator, in an order nobody can change afterwards; possession
 * of each signing key; nothing older than the pin. Does not give: that an administrator enrolled a real person (the record
 * is permanent and announced instead), nor that this is the newest state if nobody pinned anything newer.
 */
export class Directory {
  readonly #ring = new KeyRing();
  readonly #entries: Entry[] = [];
  readonly #seqByHash = new Map<string, number>();
  readonly #anchor: Uint8Array;
  #signaturesKnownUpTo = 0;

  /** @param rootFingerprint from the invitation, the paper or the installation: the anchor that no server supplies */
  constructor(rootFingerprint: Uint8Array) {
    this.#anchor = rootFingerprint;
  }

  /**
   * Reads a whole directory.
   *
   * @param pin what this person has verified before. Entries up to it are checked by hash, because the pin covers them;
   *            signatures are checked above it.
   * @throws DirectoryRefused at the first entry that may not be there, and when the pin is not contained
   */
  static read(rootFingerprint: Uint8Array, entries: readonly Uint8Array[], pin?: Pin): Directory {
    const directory = new Directory(rootFingerprint);
    const parsed = entries.map(parseEntry);
    if (pin) directory.#signaturesKnownUpTo = provenBy(parsed, pin);
    for (const entry of parsed) directory.#append(entry);
    return directory;
  }

  /** @throws DirectoryRefused; the directory is then as it was */
  append(bytes: Uint8Array): Entry {
    return this.#append(parseEntry(bytes));
  }

  get seq(): number {
    return this.#entries.length;
  }

  /** Hash of the newest entry: what authors name as `dirHead`. Zeros while empty. */
  get head(): Uint8Array {
    return this.#entries.at(-1)?.hash ?? zeros(32);
  }

  get pin(): Pin {
    return { seq: this.seq, hash: this.head, dirSeq: 0 };
  }

  /** The place of the entry with this hash, or undefined: an unknown `dirHead`. */
  seqOf(hash: Uint8Array): number | undefined {
    return this.#seqByHash.get(hex(hash));
  }

  /** Entries above `seq`, so that a client can announce what is new to its user. */
  since(seq: number): readonly Entry[] {
    return this.#entries.slice(seq);
  }

  /** The key (user, kv) if it was in force right after entry `seq`. */
  keyAt(user: Id, kv: number, seq: number): EnrolledKey | undefined {
    return this.#ring.at(user, kv, seq);
  }

  /** Somebody's key in force now. */
  keyOf(user: Id): EnrolledKey | undefined {
    const newest = this.#ring.newest(user);
    return newest?.until === Infinity ? newest : undefined;
  }

  /** The organisation's recovery key in force right after entry `seq`. */
  recoveryAt(seq: number): EnrolledKey | undefined {
    return this.#ring.recoveryAt(seq);
  }

  /** Every key in force now, for the page that shows the directory to everybody. */
  get keysInForce(): EnrolledKey[] {
    return this.#ring.all().filter((key) => key.until === Infinity);
  }

  #append(entry: Entry): Entry {
    if (entry.seq !== this.seq + 1) throw new DirectoryRefused('gap');
    if (!equal(entry.prev, this.head)) throw new DirectoryRefused('fork');
    this.#checkGenesis(entry);
    checkSubject(entry, this.#ring);
    const signerKey = authorityFor(entry, this.#ring);
    if (entry.seq > this.#signaturesKnownUpTo) checkSignatures(entry, signerKey);
    this.#ring.apply(entry);
    this.#entries.push(entry);
    this.#seqByHash.set(hex(entry.hash), entry.seq);
    return entry;
  }

  #checkGenesis(entry: Entry): void {
    if ((entry.op === ops.genesis) !== (entry.seq === 1)) throw new DirectoryRefused('genesis');
    if (entry.seq !== 1) return;
    if (!equal(entry.subject, entry.signer) || entry.signerKv !== entry.kv)
      throw new DirectoryRefused('genesis');
    if (!equal(fingerprint({ ...entry, user: entry.subject }), this.#anchor))
      throw new DirectoryRefused('anchor');
  }
}

/** @returns how far the pin proves the entries by hash. @throws DirectoryRefused when it is not contained in them */
function provenBy(entries: readonly Entry[], pin: Pin): number {
  if (pin.seq === 0) return 0;
  const pinned = entries[pin.seq - 1];
  if (!pinned) throw new DirectoryRefused('rollback');
  if (!equal(pinned.hash, pin.hash)) throw new DirectoryRefused('fork');
  return pin.seq;
}
