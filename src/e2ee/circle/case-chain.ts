import type { Directory } from '../directory/directory.js';
import { hex } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import type { Pin } from '../shared/pin.js';
import { ChainWalk, soundRecords, type Place, type Row, type Standing } from './chain-walk.js';
import type { Envelope } from './envelope.js';
import { rights, type EpochRecord, type Member } from './epoch-record.js';
import { checkEpochRecord } from './judge-epoch.js';
import { checkCaseRecord, type ObjectState } from './judge-record.js';
import type { Head } from './position.js';

/**
 * One circle's chain, folded: who may read, write and grant at each place, and a verdict for every record. Needs no
 * secret, so the server folds it too.
 *
 * Gives: every sound record was signed by somebody who had the right at its place, in one order that nobody can change
 * above a pin. Does not give: that the content opens (see `openCircle`), nor that this is the newest state.
 */
export class CaseChain {
  readonly #walk: ChainWalk;
  readonly #epochs: EpochRecord[] = [];
  readonly #objects = new Map<string, ObjectState>();

  constructor(
    readonly caseId: Id,
    readonly directory: Directory,
    pin?: Pin,
  ) {
    this.#walk = new ChainWalk(
      directory,
      { judge: (row, position) => this.#judge(row, position), accept: (row) => this.#accept(row) },
      pin,
    );
  }

  /** @param pin what this person has verified of this chain before; its rows are then checked by hash alone */
  static read(caseId: Id, directory: Directory, rows: readonly Uint8Array[], pin?: Pin): CaseChain {
    const chain = new CaseChain(caseId, directory, pin);
    chain.#walk.read(rows);
    return chain;
  }

  /** Reads one more row that a server returned; a bad one becomes a failed place. */
  append(row: Uint8Array): Place {
    return this.#walk.append(row);
  }

  /** Adds a new row: the server before it stores, an author before sending. @throws ProtocolRefusal, changing nothing */
  admit(row: Uint8Array): Row {
    return this.#walk.admit(row);
  }

  get places(): readonly Place[] {
    return this.#walk.places;
  }

  get standing(): Standing {
    return this.#walk.standing;
  }

  get head(): Head {
    return this.#walk.head;
  }

  /** The pin to keep, or undefined while the chain is not whole. */
  settle(): Pin | undefined {
    return this.#walk.settle();
  }

  get inForce(): EpochRecord | undefined {
    return this.#epochs.at(-1);
  }

  epoch(number: number): EpochRecord | undefined {
    return this.#epochs[number - 1];
  }

  /** The newest sound version of an object. */
  object(id: Id): ObjectState | undefined {
    return this.#objects.get(hex(id));
  }

  /** Sound records in the chain's order, stubs included. */
  get records(): Envelope[] {
    return soundRecords(this.places);
  }

  /** Members of the epoch in force whose key is no longer: a new epoch is due, and the client says so before each write. */
  get staleMembers(): Member[] {
    const { members = [] } = this.inForce ?? {};
    return members.filter(({ user, kv }) => this.directory.keyOf(user)?.kv !== kv);
  }

  /** Persons who may still change the members; the screen warns when one is left. RECOVERY is not counted. */
  get grantorsLeft(): Member[] {
    const { members = [] } = this.inForce ?? {};
    return members.filter(
      ({ user, kv, rights: held }) =>
        (held & rights.grant) !== 0 &&
        this.directory.keyOf(user)?.kv === kv &&
        this.directory.keyOf(user)?.kind === 'person',
    );
  }

  #judge(row: Row, position: Parameters<typeof checkEpochRecord>[3]): number {
    return row.type === 'epoch'
      ? checkEpochRecord(row, this.caseId, this.inForce, position)
      : checkCaseRecord(row, this.caseId, this.inForce, this.object(row.header.object), position);
  }

  #accept(row: Row): void {
    if (row.type === 'epoch') this.#epochs.push(row);
    else this.#objects.set(hex(row.header.object), stateOf(row));
  }
}

const stateOf = ({ header, hash }: Envelope): ObjectState => ({
  version: header.version,
  hash,
  seq: header.seq,
});
