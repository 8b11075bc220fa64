import type { Directory } from '../directory/directory.js';
import { equal, zeros } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import type { Pin } from '../shared/pin.js';
import { refusalOf, type ProtocolRefusal } from '../shared/refusal.js';
import { CircleRefused } from './circle-refused.js';
import { parseEnvelope, type Envelope } from './envelope.js';
import { isEpochRecord, parseEpochRecord, type EpochRecord } from './epoch-record.js';
import type { Claim, Head, Position } from './position.js';

export type Row = EpochRecord | Envelope;

export interface SoundPlace {
  readonly state: 'sound';
  readonly seq: number;
  readonly row: Row;
}

/** A place that failed, or, with the reason `missing`, places that the server did not return. */
export interface FailedPlace {
  readonly state: 'failed';
  readonly seq: number;
  /** The last place this verdict speaks of; `seq` itself but for several missing ones. */
  readonly through: number;
  readonly reason: string;
  /** Who wrote it by its own words, which nothing proves. */
  readonly claimed: { readonly author: Id; readonly authorKv: number; readonly ms: number } | undefined;
}

export type Place = SoundPlace | FailedPlace;

/** Sound records in order, stubs included, epochs left out. */
export const soundRecords = (places: readonly Place[]): Envelope[] =>
  places.flatMap((place) => (place.state === 'sound' && place.row.type === 'record' ? [place.row] : []));

/**
 * The verdict on a chain. `whole`: every place is there and sound. `damaged`: some are not, the others stand.
 * `rolled-back`: the server hides what this person has already seen. `forked`: it shows another history.
 */
export type Standing = 'whole' | 'damaged' | 'rolled-back' | 'forked';

/**
 * Nobody writes to a chain that contradicts what they have seen. Single damaged places do not stop a person, who sees them.
 *
 * @throws CircleRefused
 */
export function checkWritable({ standing }: { readonly standing: Standing }): void {
  if (standing === 'rolled-back' || standing === 'forked') throw new CircleRefused('standing');
}

/**
 * A program that nobody watches is stricter: a missing place might be the epoch that put somebody out.
 *
 * @throws CircleRefused
 */
export function checkWhole({ standing }: { readonly standing: Standing }): void {
  if (standing !== 'whole') throw new CircleRefused('standing');
}

/** What kind of chain is walked: its rules, and its memory of rows that were found sound. */
export interface ChainRules {
  /** @returns the directory place the row names. @throws ProtocolRefusal; changes nothing */
  judge(row: Row, position: Position): number;
  accept(row: Row): void;
}

/**
 * Walks rows in order, gives each a verdict and never throws the readable rest away. A row that fails leaves the state as
 * it was; the next sound one is linked to the last sound one, and what lies between is shown as failed or missing.
 */
export class ChainWalk {
  readonly #places: Place[] = [];
  readonly #directory: Directory;
  readonly #rules: ChainRules;
  readonly #hashes = new Map<number, Uint8Array>();
  #pin: Pin | undefined;
  #head: Head;
  #dirSeq = 0;
  #gapBefore = 0;
  #failedSince = 0;
  #provenUpTo = 0;

  constructor(directory: Directory, rules: ChainRules, pin?: Pin, start: Head = { seq: 0, hash: zeros(32) }) {
    this.#directory = directory;
    this.#rules = rules;
    this.#pin = pin;
    this.#head = start;
  }

  get places(): readonly Place[] {
    return this.#places;
  }

  get head(): Head {
    return this.#head;
  }

  /** Reads rows from the chain's beginning; below a pin that they contain, hashes stand for signatures. */
  read(rows: readonly Uint8Array[]): void {
    const parsed = rows.map(tryParse);
    this.#provenUpTo = provenBy(parsed, this.#pin);
    for (const row of parsed) this.#take(row);
  }

  /** Reads one more row that a server returned. A bad one becomes a failed place. */
  append(bytes: Uint8Array): Place {
    return this.#take(tryParse(bytes));
  }

  /**
   * Adds a row that is new: complete chain, keys in force in the directory as it is now. For the server before it stores,
   * and for an author before sending.
   *
   * @throws ProtocolRefusal; the chain is then as it was
   */
  admit(bytes: Uint8Array): Row {
    const row = parseRow(bytes);
    const position = {
      ...this.#position(row),
      adding: true,
      floor: this.#directory.seq,
      signatureKnown: false,
    };
    this.#keep(row, this.#rules.judge(row, position));
    return row;
  }

  get standing(): Standing {
    if (this.#pin && !this.#contains(this.#pin))
      return this.#head.seq < this.#pin.seq ? 'rolled-back' : 'forked';
    return this.#places.some(({ state }) => state === 'failed') ? 'damaged' : 'whole';
  }

  /**
   * The pin to keep from here on; later rows must know the directory of this moment.
   *
   * @returns undefined unless the chain is whole: a doubtful history never replaces a good memory
   */
  settle(): Pin | undefined {
    if (this.standing !== 'whole' || !this.#head.hash) return undefined;
    this.#pin = { seq: this.#head.seq, hash: this.#head.hash, dirSeq: this.#directory.seq };
    this.#provenUpTo = this.#head.seq;
    return this.#pin;
  }

  #take(parsed: Parsed): Place {
    try {
      if (parsed.refusal) throw parsed.refusal;
      return this.#keep(parsed.row, this.#rules.judge(parsed.row, this.#position(parsed.row)));
    } catch (caught) {
      return this.#fail(refusalOf(caught).reason, parsed.row);
    }
  }

  #position(row: Row): Position {
    const { seq } = claimOf(row);
    const known = seq <= this.#provenUpTo;
    return {
      directory: this.#directory,
      head: this.#head,
      dirSeq: this.#dirSeq,
      floor: known ? 0 : (this.#pin?.dirSeq ?? 0),
      adding: false,
      gapBefore: seq > this.#head.seq + 1 ? seq : this.#gapBefore,
      signatureKnown: known,
    };
  }

  #keep(row: Row, dirSeq: number): SoundPlace {
    const { seq } = claimOf(row);
    this.#noteGap(seq);
    const place: SoundPlace = { state: 'sound', seq, row };
    this.#rules.accept(row);
    this.#places.push(place);
    this.#hashes.set(seq, row.hash);
    this.#head = { seq, hash: row.hash };
    this.#dirSeq = dirSeq;
    this.#failedSince = 0;
    return place;
  }

  #noteGap(seq: number): void {
    const firstMissing = this.#head.seq + 1 + this.#failedSince;
    if (seq > this.#head.seq + 1) this.#gapBefore = seq;
    if (firstMissing >= seq) return;
    this.#places.push({
      state: 'failed',
      seq: firstMissing,
      through: seq - 1,
      reason: 'missing',
      claimed: undefined,
    });
  }

  #fail(reason: string, row: Row | undefined): FailedPlace {
    this.#failedSince += 1;
    const seq = this.#head.seq + this.#failedSince;
    const place: FailedPlace = { state: 'failed', seq, through: seq, reason, claimed: row && claimedBy(row) };
    this.#places.push(place);
    return place;
  }

  #contains(pin: Pin): boolean {
    const hash = this.#hashes.get(pin.seq);
    return pin.seq === 0 || (hash !== undefined && equal(hash, pin.hash));
  }
}

type Parsed =
  | { readonly row: Row; readonly refusal: undefined }
  | { readonly row: undefined; readonly refusal: ProtocolRefusal };

function tryParse(bytes: Uint8Array): Parsed {
  try {
    return { row: parseRow(bytes), refusal: undefined };
  } catch (caught) {
    return { row: undefined, refusal: refusalOf(caught) };
  }
}

const parseRow = (bytes: Uint8Array): Row =>
  isEpochRecord(bytes) ? parseEpochRecord(bytes) : parseEnvelope(bytes);

/**
 * How far the pin proves these rows: when each names the one before and the pinned place has the pinned hash, they are bit
 * by bit the rows that were verified when the pin was taken.
 */
function provenBy(rows: readonly Parsed[], pin: Pin | undefined): number {
  if (!pin) return 0;
  let before = zeros(32);
  for (const { row } of rows.slice(0, pin.seq)) {
    if (!row || !equal(claimOf(row).prev, before)) return 0;
    before = row.hash;
  }
  return equal(before, pin.hash) ? pin.seq : 0;
}

export const claimOf = (row: Row): Claim =>
  row.type === 'record' ? row.header : { ...row, author: row.grantor, authorKv: row.grantorKv };

const claimedBy = (row: Row): NonNullable<FailedPlace['claimed']> => {
  const { author, authorKv } = claimOf(row);
  return { author, authorKv, ms: row.type === 'record' ? row.header.ms : row.ms };
};
