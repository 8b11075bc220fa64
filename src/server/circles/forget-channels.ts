import type { Transaction } from '../platform/database/database.js';
import type { ChainRepository } from './chain.repository.js';

/**
 * Erases conversations whose time is over: records, wraps, head. What a case cites of one stays, because it belongs to the case
 * now; what was said before and after goes. Nobody's signature is needed to forget: a client that has pinned one asks its user.
 */
export class ForgetChannels {
  constructor(private readonly chains: ChainRepository) {}

  run(tx: Transaction, channels: readonly string[]): Promise<void> {
    return this.chains.eraseChannels(tx, channels);
  }
}
