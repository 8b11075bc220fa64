import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import type { EdgeVault } from '../../../e2ee/edge-vault.js';
import { PlatformRefused } from './platform-refused.js';

/** How many tries, in how many seconds from the first. */
interface Limit {
  readonly points: number;
  readonly duration: number;
}

/**
 * Guessing is hopeless against 77 bits; these limits keep it from being tried in earnest. A name alone is counted loosely,
 * because whoever floods a colleague's name from elsewhere must not lock her out in an emergency.
 */
const limits = {
  'sign-in-name-from-address': { points: 10, duration: 900 },
  'sign-in-address': { points: 100, duration: 900 },
  'sign-in-name': { points: 300, duration: 900 },
  'open-door': { points: 60, duration: 900 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

/** Counts tries in PostgreSQL, so that processes count together. Names and addresses are stored as keyed hashes. */
export class Tries {
  readonly #limiters: ReadonlyMap<LimitName, RateLimiterPostgres>;

  constructor(
    source: DataSource,
    private readonly vault: EdgeVault,
  ) {
    const make = (name: LimitName) =>
      new RateLimiterPostgres({
        storeClient: source,
        storeType: 'typeorm',
        tableName: 'try_count',
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix: name,
        ...limits[name],
      });
    this.#limiters = new Map((Object.keys(limits) as LimitName[]).map((name) => [name, make(name)]));
  }

  /** Counts one try. @throws PlatformRefused with the seconds to wait */
  async count(name: LimitName, whose: string): Promise<void> {
    try {
      await this.#limiters.get(name)!.consume(this.#key(name, whose));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new PlatformRefused('too-many-tries', { retryAfter: Math.ceil(refused.msBeforeNext / 1_000) });
    }
  }

  /** It was the right person after all. */
  async forget(name: LimitName, whose: string): Promise<void> {
    await this.#limiters.get(name)!.delete(this.#key(name, whose));
  }

  #key(name: LimitName, whose: string): string {
    return Buffer.from(this.vault.fingerprint(`try-${name}`, whose)).toString('base64url');
  }
}
