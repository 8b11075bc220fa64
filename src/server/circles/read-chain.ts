import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Database, Transaction } from '../platform/database/database.js';
import type { ChainRepository, StoredRow } from './chain.repository.js';
import type { CircleAccess } from './circle-access.js';
import type { KeyRepository, Wrap } from './key.repository.js';
import type { OpeningLog } from './opening-log.js';

export interface ChainPage {
  readonly records: readonly StoredRow[];
  /** Wraps of these records under the epoch in force; those of linked or erased records are not here. */
  readonly wraps: readonly Wrap[];
  readonly epoch: number;
  /** The newest place of the circle's own chain. */
  readonly head: number;
}

export interface ChainPlace {
  readonly circle: CircleId;
  readonly channel: string | null;
  /** The last place that the reader has; 0 for none. With a pin: the pinned place. */
  readonly above: number;
  readonly limit: number;
}

/**
 * Hands out a chain and its wraps to a member, and writes down that she opened the circle. What is handed out is of one moment: a
 * change of members in between would bring wraps that the epoch told with them cannot open.
 */
export class ReadChain {
  constructor(
    private readonly database: Database,
    private readonly access: CircleAccess,
    private readonly chains: ChainRepository,
    private readonly keys: KeyRepository,
    private readonly openings: OpeningLog,
  ) {}

  /** @throws CirclesRefused */
  async run(place: ChainPlace, caller: StaffId): Promise<ChainPage> {
    const page = await this.database.snapshot((tx) => this.#page(tx, place, caller));
    await this.openings.note(this.database.reader, place.circle, caller);
    return page;
  }

  async #page(tx: Transaction, place: ChainPlace, caller: StaffId): Promise<ChainPage> {
    const { circle } = await this.access.enter(tx, place.circle, caller);
    const chain = { circle: place.circle, channel: place.channel };
    const records = await this.chains.page(tx, chain, place.above, place.limit);
    const last = records.at(-1)?.seq ?? place.above;
    const wraps = await this.keys.wrapsOfRange(tx, circle.id, chain, [place.above, last]);
    return { records, wraps, epoch: circle.epoch, head: circle.head.seq };
  }
}
