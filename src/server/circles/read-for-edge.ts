import type { CircleId } from '../../domain/circle/circle.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChainRepository } from './chain.repository.js';
import type { CircleRepository } from './circle.repository.js';

/**
 * The bytes of an inbox and of its conversations, for the edge in this process. It verifies every one of them from its own
 * anchor and can open none, so no right is asked for and no opening is written down.
 */
export class ReadForEdge {
  constructor(
    private readonly chains: ChainRepository,
    private readonly circles: CircleRepository,
  ) {}

  /** Who is in an inbox by the tables: for events, which tell nothing. */
  async members(tx: Transaction, inbox: CircleId): Promise<readonly string[]> {
    return (await this.circles.members(tx, inbox)).map(({ userId }) => userId);
  }

  inbox(tx: Transaction, inbox: CircleId): Promise<Uint8Array[]> {
    return this.chains.all(tx, { circle: inbox, channel: null });
  }

  channel(tx: Transaction, inbox: CircleId, channel: string): Promise<Uint8Array[]> {
    return this.chains.all(tx, { circle: inbox, channel });
  }
}
