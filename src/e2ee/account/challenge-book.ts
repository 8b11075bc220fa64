import { randomBytes } from '../hazmat/chance.js';
import { hex } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import { AccountRefused } from './account-refused.js';

const lifeMs = 60_000;

/**
 * The challenges that the server has handed out. Each lives 60 s, belongs to one user and works once, so a signature that
 * was overheard opens nothing. Kept in memory: a restart makes people sign in again, which is harmless.
 */
export class ChallengeBook {
  readonly #issued = new Map<string, { user: string; at: number }>();

  /** @param now Unix milliseconds */
  issue(user: Id, now: number): Uint8Array {
    this.#forgetExpired(now);
    const challenge = randomBytes(32);
    this.#issued.set(hex(challenge), { user: hex(user), at: now });
    return challenge;
  }

  /**
   * Uses a challenge up, whether the signature that came with it is good or not.
   *
   * @throws AccountRefused when it was not issued to this user, was used before, or is older than 60 s
   */
  spend(user: Id, challenge: Uint8Array, now: number): void {
    const key = hex(challenge);
    const found = this.#issued.get(key);
    this.#issued.delete(key);
    if (found?.user !== hex(user)) throw new AccountRefused('challenge-unknown');
    if (expired(found.at, now)) throw new AccountRefused('challenge-expired');
  }

  /** How many wait for an answer. */
  get open(): number {
    return this.#issued.size;
  }

  #forgetExpired(now: number): void {
    for (const [key, { at }] of this.#issued) if (expired(at, now)) this.#issued.delete(key);
  }
}

const expired = (at: number, now: number): boolean => now - at > lifeMs;
