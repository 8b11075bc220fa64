import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Database, Transaction } from '../platform/database/database.js';
import type { ChainRepository, StoredRow } from './chain.repository.js';
import type { CircleAccess } from './circle-access.js';
import { CirclesRefused } from './circles-refused.js';
import type { KeyRepository, Wrap } from './key.repository.js';
import type { LinkRepository } from './link.repository.js';
import type { OpeningLog } from './opening-log.js';

/** Every wrap that a circle holds, linked conversations included: what a change of members must wrap anew. */
export class ReadWraps {
  constructor(
    private readonly database: Database,
    private readonly access: CircleAccess,
    private readonly keys: KeyRepository,
    private readonly openings: OpeningLog,
  ) {}

  /** @param after the last record's hash of the page before. @throws CirclesRefused */
  async run(
    place: { readonly circle: CircleId; readonly after: Uint8Array | null; readonly limit: number },
    caller: StaffId,
  ): Promise<{ readonly epoch: number; readonly wraps: Wrap[] }> {
    const page = await this.database.snapshot(async (tx) => {
      const { circle } = await this.access.enter(tx, place.circle, caller);
      const wraps = await this.keys.wrapPage(tx, circle.id, place.after, place.limit);
      return { epoch: circle.epoch, wraps };
    });
    await this.openings.note(this.database.reader, place.circle, caller);
    return page;
  }
}

const conversationPage = 200;

/** The records behind those wraps that are not in the circle's own chain: whoever changes the members needs their places. */
export class ReadConversations {
  constructor(
    private readonly access: CircleAccess,
    private readonly chains: ChainRepository,
    private readonly openings: OpeningLog,
  ) {}

  /** @param after the last record's hash of the page before. @throws CirclesRefused */
  async run(
    tx: Transaction,
    id: CircleId,
    after: Uint8Array | null,
    caller: StaffId,
  ): Promise<{ readonly record: Uint8Array; readonly bytes: Uint8Array }[]> {
    const { circle } = await this.access.enter(tx, id, caller);
    await this.openings.note(tx, circle.id, caller);
    return this.chains.conversationPage(tx, circle.id, after, conversationPage);
  }
}

/** What a LINK record cites. */
export interface LinkedConversation {
  readonly inbox: CircleId;
  readonly channel: string;
  /** The inbox's epoch records: who could write in it, and when. */
  readonly epochs: readonly StoredRow[];
  readonly records: readonly StoredRow[];
  /** Under the secret of the case that cites them. */
  readonly wraps: readonly Wrap[];
}

/** The conversation that a case cites, for members of the case who need not be in the inbox. */
export class ReadLinked {
  constructor(
    private readonly database: Database,
    private readonly access: CircleAccess,
    private readonly chains: ChainRepository,
    private readonly keys: KeyRepository,
    private readonly links: LinkRepository,
    private readonly openings: OpeningLog,
  ) {}

  /** @param record the LINK record's hash. @throws CirclesRefused */
  async run(id: CircleId, record: Uint8Array, caller: StaffId): Promise<LinkedConversation> {
    const cited = await this.database.snapshot((tx) => this.#cited(tx, id, record, caller));
    await this.openings.note(this.database.reader, id, caller);
    return cited;
  }

  async #cited(
    tx: Transaction,
    id: CircleId,
    record: Uint8Array,
    caller: StaffId,
  ): Promise<LinkedConversation> {
    const { circle } = await this.access.enter(tx, id, caller);
    const link = await this.links.find(tx, circle.id, record);
    if (!link) throw new CirclesRefused('record-unknown');
    const chain = { circle: link.inbox, channel: link.channel };
    return {
      inbox: link.inbox,
      channel: link.channel,
      epochs: await this.chains.epochs(tx, link.inbox),
      records: await this.chains.range(tx, chain, link.first, link.last),
      wraps: await this.keys.wrapsOfRange(tx, circle.id, chain, [link.first - 1, link.last]),
    };
  }
}
