import type { Transaction } from '../platform/database/database.js';
import type { ChainRepository } from './chain.repository.js';

/**
 * Erases conversations whose time is over, as wholes: records, wraps, head. One that a case cites stays, because its records
 * belong to the case now. Nobody's signature is needed to forget: a client that has pinned one asks its user.
 */
export class ForgetChannels {
  constructor(private readonly chains: ChainRepository) {}

  run(tx: Transaction, channels: readonly string[]): Promise<void> {
    return this.chains.eraseChannels(tx, channels);
  }
}
