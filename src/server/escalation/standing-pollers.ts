import { instant, minutes, type Duration, type Instant } from '../../domain/shared/time.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { Lateness } from './lateness.port.js';

/** A poll ends after 25 seconds at most, so several of them in a row failed. */
export const POLLER_PATIENCE: Duration = minutes(3);

/**
 * Bots whose updates nobody fetches, while everything else works: contacts write and staff tap, and nothing comes in. A poller
 * is given its time after this process began to look, so that a start after an outage is no fault.
 */
export class StandingPollers implements Lateness {
  #since: Instant | null = null;

  /** @param bots those that are polled; a bot with a webhook has no poller */
  constructor(private readonly bots: readonly string[]) {}

  async late(tx: Transaction, now: Instant): Promise<Readonly<Record<string, number>>> {
    this.#since ??= now;
    const found = await rows<{ bot: string; answered_at: Date }>(
      tx,
      `select bot, answered_at from telegram_poll where bot = any($1)`,
      [this.bots],
    );
    const answered = new Map(found.map(({ bot, answered_at }) => [bot, instant(answered_at.getTime())]));
    const since = this.#since;
    const still = this.bots.filter((bot) => now - Math.max(since, answered.get(bot) ?? 0) > POLLER_PATIENCE);
    return { pollersStandingStill: still.length };
  }
}
