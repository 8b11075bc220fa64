import { ChainWalk, soundRecords, type Place, type Row, type Standing } from '../circle/chain-walk.js';
import type { CaseChain } from '../circle/case-chain.js';
import { CircleRefused } from '../circle/circle-refused.js';
import type { Envelope } from '../circle/envelope.js';
import type { EpochRecord } from '../circle/epoch-record.js';
import { kinds, type Header } from '../circle/header.js';
import { checkAuthor, mayWrite } from '../circle/judge-record.js';
import { checkDirectoryHead, checkPlace, keyInForce, type Head, type Position } from '../circle/position.js';
import { equal, isZero } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import type { Pin } from '../shared/pin.js';

const channelKinds: ReadonlySet<number> = new Set([kinds.inbound, kinds.reply, kinds.erase]);

/**
 * One conversation: a chain of its own in an inbox, written by the edge (inbound) and by operators (replies, erasures).
 *
 * Gives: who wrote what, in one order, with the right it had in an epoch of the inbox. Does not give: that the edge passed
 * on what the contact wrote, for the text was readable to the messenger and to the edge.
 */
export class Channel {
  readonly #walk: ChainWalk;
  #epoch = 0;

  /** @param start the place before a linked range; the chain's own beginning when absent */
  constructor(
    readonly inbox: CaseChain,
    readonly id: Id,
    pin?: Pin,
    start?: Head,
  ) {
    const rules = {
      judge: (row: Row, position: Position) => this.#judge(row, position),
      accept: (row: Row) => {
        this.#epoch = row.type === 'record' ? row.header.epoch : this.#epoch;
      },
    };
    this.#walk = new ChainWalk(inbox.directory, rules, pin, start);
  }

  /** Reads a whole channel. @param pin what this person has verified of it before */
  static read(inbox: CaseChain, id: Id, rows: readonly Uint8Array[], pin?: Pin): Channel {
    const channel = new Channel(inbox, id, pin);
    channel.#walk.read(rows);
    return channel;
  }

  /** Reads a range that begins at `first`; what is before it is vouched for only by the hash that its first record names. */
  static readRange(inbox: CaseChain, id: Id, first: number, rows: readonly Uint8Array[]): Channel {
    const start = first === 1 ? undefined : { seq: first - 1, hash: undefined };
    const channel = new Channel(inbox, id, undefined, start);
    for (const row of rows) channel.append(row);
    return channel;
  }

  append(row: Uint8Array): Place {
    return this.#walk.append(row);
  }

  /** Adds a new row, in the inbox's newest epoch only. @throws ProtocolRefusal, changing nothing */
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

  settle(): Pin | undefined {
    return this.#walk.settle();
  }

  /** Sound records in order, stubs included. */
  get records(): Envelope[] {
    return soundRecords(this.places);
  }

  #judge(row: Row, position: Position): number {
    if (row.type === 'epoch' || !channelKinds.has(row.header.kind)) throw new CircleRefused('kind');
    const { header } = row;
    if (!equal(header.caseId, this.inbox.caseId)) throw new CircleRefused('case');
    if (!equal(header.object, this.id)) throw new CircleRefused('object');
    checkPlace(header, position);
    const epoch = this.#epochOf(header, position);
    const dirSeq = checkDirectoryHead(header, position);
    if (!isAllowed(header, epoch, dirSeq, position)) throw new CircleRefused('right');
    checkAuthor(row, dirSeq, position);
    if (header.version !== 1 || !isZero(header.prevVersion)) throw new CircleRefused('version');
    return dirSeq;
  }

  #epochOf({ epoch }: Header, { adding }: Position): EpochRecord {
    const record = this.inbox.epoch(epoch);
    const isNewest = record === this.inbox.inForce;
    if (!record || epoch < this.#epoch || (adding && !isNewest)) throw new CircleRefused('epoch');
    return record;
  }
}

/** Inbound records are an edge's; everything else an operator's who may write (and grant, to erase) in this epoch. */
function isAllowed(header: Header, epoch: EpochRecord, dirSeq: number, position: Position): boolean {
  if (header.kind !== kinds.inbound) return mayWrite(header, epoch);
  return keyInForce(header.author, header.authorKv, dirSeq, position)?.kind === 'edge';
}
