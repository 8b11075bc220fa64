import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { takesContent, type CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Envelope } from '../../e2ee/circle/envelope.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { kinds, type RecordKind } from '../../e2ee/circle/header.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import { equal } from '../../e2ee/shared/bytes.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChainRepository } from './chain.repository.js';
import { checkWrap } from './check-wrap.js';
import type { ChainHead, Circle } from './circle.js';
import type { CircleAccess, Entered } from './circle-access.js';
import type { CircleRepository } from './circle.repository.js';
import { CirclesRefused } from './circles-refused.js';
import { foldEpochs, judgeInChannel, judgeRecord, readEnvelope, readEpoch } from './judge-row.js';
import type { KeyRepository } from './key.repository.js';
import type { TellCircle } from './tell-circle.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

/** A sealed record on its way into a chain. */
export interface NewRecord {
  readonly circle: CircleId;
  /** The conversation of an inbox that it belongs to; null for the circle's own chain. */
  readonly channel: string | null;
  readonly row: Uint8Array;
  /** Its DEK under the secret of the epoch in force. */
  readonly wrap: Uint8Array;
}

export interface Written extends Entered {
  readonly envelope: Envelope;
  readonly directory: Directory;
}

/**
 * Puts a judged record at the end of a chain: one compare-and-swap on (case, seq, prev) under the circle's lock. Every use
 * case that writes records goes through here, so that there is one place where a record is believed.
 */
export class RecordDesk {
  constructor(
    private readonly clock: Clock,
    private readonly directory: TrustedDirectory,
    private readonly access: CircleAccess,
    private readonly circles: CircleRepository,
    private readonly chains: ChainRepository,
    private readonly keys: KeyRepository,
    private readonly tell: TellCircle,
  ) {}

  /**
   * @param allowed the kinds that the caller's use case stands for
   * @throws CirclesRefused `chain-superseded` when somebody else was first: nothing was saved, read again and apply anew
   */
  async write(
    tx: Transaction,
    record: NewRecord,
    allowed: readonly RecordKind[],
    caller: StaffId,
  ): Promise<Written> {
    const directory = await this.directory.hold(tx);
    const envelope = readEnvelope(record.row);
    const entered = await this.access.enter(tx, record.circle, caller, {
      wanted: rights.write,
      lock: record.channel === null ? 'for update' : 'for share',
    });
    checkCaller(envelope, allowed, caller);
    if (envelope.header.kind !== kinds.erase && !takesContent(entered.circle.facts?.state ?? null))
      throw new CirclesRefused('case-closed');
    checkWrap(record.wrap, entered.circle.epoch);
    await this.#append(tx, record, envelope, entered.circle, directory);
    await this.#tellOf(tx, record, entered);
    return { ...entered, envelope, directory };
  }

  async #append(
    tx: Transaction,
    record: NewRecord,
    envelope: Envelope,
    circle: Circle,
    directory: Directory,
  ) {
    const dirSeq = await this.#judge(tx, record, envelope, circle, directory);
    const head: ChainHead = { seq: envelope.header.seq, hash: envelope.hash, dirSeq };
    const { channel } = record;
    await this.chains.insert(
      tx,
      { circle: circle.id, channel },
      envelope,
      record.row,
      dirSeq,
      this.clock.now(),
    );
    await this.keys.addWrap(tx, circle.id, { record: envelope.hash, wrap: record.wrap });
    if (channel === null) await this.circles.moveHead(tx, circle.id, head);
    else await this.circles.moveChannelHead(tx, circle.id, channel, head);
  }

  async #judge(
    tx: Transaction,
    { channel, row }: NewRecord,
    envelope: Envelope,
    circle: Circle,
    directory: Directory,
  ): Promise<number> {
    if (channel !== null) {
      if (circle.kind !== 'inbox') throw new CirclesRefused('circle-unknown');
      const head = await this.circles.lockChannel(tx, circle.id, channel);
      const epochs = await this.chains.epochs(tx, circle.id);
      const inbox = foldEpochs(
        circle,
        directory,
        epochs.map(({ bytes }) => bytes),
      );
      return judgeInChannel(envelope, row, inbox, channel, head);
    }
    const inForce = await this.chains.epochInForce(tx, circle.id);
    if (!inForce) throw new CirclesRefused('circle-unknown');
    const object = await this.chains.object(tx, circle.id, idText(envelope.header.object));
    return judgeRecord(envelope, directory, circle, { inForce: readEpoch(inForce), object });
  }

  #tellOf(tx: Transaction, { circle, channel }: NewRecord, { members }: Entered): Promise<void> {
    return this.tell.run(tx, channel === null ? 'circle-chain' : 'circle-channel', circle, members);
  }
}

function checkCaller({ header }: Envelope, allowed: readonly RecordKind[], caller: StaffId): void {
  if (!allowed.includes(header.kind)) throw new CirclesRefused('chain-record-refused', 'kind');
  if (!equal(header.author, idBytes(caller))) throw new CirclesRefused('chain-record-refused', 'author');
}
