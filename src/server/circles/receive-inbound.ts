import { idText } from '../../contracts/shared/scalars.js';
import type { CaseChain } from '../../e2ee/circle/case-chain.js';
import { kinds } from '../../e2ee/circle/header.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';
import type { ChainRepository } from './chain.repository.js';
import { checkSealedWrap, checkWrap } from './check-wrap.js';
import type { ChainHead } from './circle.js';
import type { CircleAccess } from './circle-access.js';
import type { CircleRepository } from './circle.repository.js';
import { CirclesRefused } from './circles-refused.js';
import { judgeInChannel, readEnvelope } from './judge-row.js';
import type { KeyRepository, Wrap } from './key.repository.js';
import type { NewRecord } from './record-desk.js';

/** Where an inbox and one of its conversations stand, as the tables say. */
export interface InboxPlace {
  readonly epoch: number;
  readonly head: Pick<ChainHead, 'seq' | 'hash'>;
  readonly channelHead: ChainHead;
}

/**
 * Takes what the edge has sealed to an inbox. For this process only: no address of the API leads here. One statement each to
 * look and to write, because every message of every contact goes this way.
 */
export class ReceiveInbound {
  constructor(
    private readonly clock: Clock,
    private readonly circles: CircleRepository,
    private readonly chains: ChainRepository,
    private readonly announce: Announce,
  ) {}

  /**
   * Locks an inbox against a change of its members, and one of its conversations against other writers.
   *
   * @returns null when there is no such inbox
   */
  enter(tx: Transaction, inbox: CircleId, channel: string): Promise<InboxPlace | null> {
    return this.circles.lockConversation(tx, inbox, channel);
  }

  /** Where an inbox stands; null when there is no such inbox. */
  async look(tx: Transaction, inbox: CircleId): Promise<Pick<InboxPlace, 'head'> | null> {
    const found = await this.circles.find(tx, inbox, 'for share');
    return found?.kind === 'inbox' ? found : null;
  }

  /**
   * @param place where `enter` found it, in this transaction
   * @param inbox the inbox as the edge has verified it, with the directory that it holds
   * @throws CirclesRefused
   */
  async run(
    tx: Transaction,
    record: NewRecord & { readonly channel: string },
    place: InboxPlace,
    inbox: CaseChain,
  ): Promise<{ readonly seq: number }> {
    checkSealedWrap(record.wrap);
    const envelope = readEnvelope(record.row);
    if (envelope.header.kind !== kinds.inbound) throw new CirclesRefused('chain-record-refused', 'kind');
    if (place.epoch !== inbox.inForce?.epoch) throw new CirclesRefused('chain-superseded');
    const { circle, channel, row, wrap } = record;
    const dirSeq = judgeInChannel(envelope, row, inbox, channel, place.channelHead);
    await this.chains.extendChannel(
      tx,
      { circle, channel },
      envelope,
      { row, wrap },
      dirSeq,
      this.clock.now(),
    );
    const members = inbox.inForce.members.map(({ user }) => idText(user) as StaffId);
    await this.announce.run(tx, { kind: 'inbox-conversation', subjectId: channel, for: members });
    return { seq: envelope.header.seq };
  }
}

/** An operator who has opened what the edge sealed wraps its keys under the epoch's secret, so that the sealed wraps go. */
export class RewrapInbound {
  constructor(
    private readonly access: CircleAccess,
    private readonly keys: KeyRepository,
  ) {}

  /** Who comes second changes nothing. @throws CirclesRefused */
  async run(
    tx: Transaction,
    inbox: CircleId,
    wraps: readonly Wrap[],
    caller: StaffId,
  ): Promise<{ replaced: number }> {
    const { circle } = await this.access.enter(tx, inbox, caller, {
      wanted: rights.write,
      lock: 'for share',
    });
    for (const { wrap } of wraps) checkWrap(wrap, circle.epoch);
    return { replaced: await this.keys.replaceSealed(tx, circle.id, wraps) };
  }
}
