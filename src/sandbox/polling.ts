import type { Cloud } from './cloud.js';
import type { FaultBox } from './faults.js';
import { integerOf, structureOf, type Params } from './params.js';
import { TelegramError } from './telegram-error.js';
import type { BotName, TelegramUpdate } from './telegram.js';

const LONGEST_POLL_SECONDS = 50;
const CONFLICT_PAUSE_MS = 3_000;

const conflicts = {
  webhook:
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  poller: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  setWebhook: 'Conflict: terminated by setWebhook request',
} as const;

interface LongPoll {
  readonly limit: number;
  readonly answer: (updates: TelegramUpdate[]) => void;
  readonly refuse: (error: TelegramError) => void;
}

/** getUpdates for one bot, with the manners of the public Bot API server. */
export class Polling {
  private waiting: LongPoll | undefined;
  /** Confirmed updates that the fault box wants delivered once more. */
  private echoes: TelegramUpdate[] = [];
  private quietUntil = 0;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly unwatch: () => void;

  constructor(
    private readonly bot: BotName,
    private readonly cloud: Cloud,
    private readonly faults: FaultBox,
  ) {
    this.unwatch = cloud.watch((event) => {
      if (event.type === 'reset') this.echoes = [];
      if (event.type === 'update' && event.bot === bot) this.wake();
      if (event.type === 'webhook' && event.bot === bot && event.webhook)
        this.interrupt(conflicts.setWebhook);
    });
  }

  /**
   * @param gone aborted when the client hangs up: the updates then stay unconfirmed
   * @returns at most `limit` (1 to 100) updates; an empty list after `timeout` seconds (at most 50)
   * @throws TelegramError 409 when a webhook is set, or when another getUpdates or setWebhook takes over
   */
  async getUpdates(params: Params, gone: AbortSignal): Promise<TelegramUpdate[]> {
    if (this.cloud.bot(this.bot).webhook) return this.conflict(conflicts.webhook);
    const offset = integerOf(params, 'offset', { min: -(2 ** 31), max: 2 ** 31 - 1, otherwise: 0 });
    const limit = integerOf(params, 'limit', { min: 1, max: 100, otherwise: 100 });
    const timeout = integerOf(params, 'timeout', { min: 0, max: LONGEST_POLL_SECONDS, otherwise: 0 });
    allowUpdates(this.cloud, this.bot, params);
    this.forget(offset);
    const ready = this.take(limit, offset);
    if (ready.length > 0 || timeout === 0) return ready;
    this.interrupt(conflicts.poller);
    return this.wait(limit, timeout * 1_000, gone);
  }

  /** Answers whoever waits with nothing and lets go of every timer. */
  stop(): void {
    this.unwatch();
    this.waiting?.answer([]);
    this.waiting = undefined;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private forget(offset: number): void {
    if (offset < 0) {
      const newest = [...this.cloud.bot(this.bot).queue.keys()].at(offset);
      if (newest !== undefined) this.cloud.confirmBefore(this.bot, newest);
      return;
    }
    const confirmed = this.cloud.confirmBefore(this.bot, offset);
    this.echoes.push(...confirmed.filter(() => this.faults.doubles()));
  }

  private take(limit: number, offset = 0): TelegramUpdate[] {
    const echoes = this.echoes.splice(0, limit);
    const fresh = limit > echoes.length ? this.cloud.pending(this.bot, limit - echoes.length, offset) : [];
    return this.faults.shuffle([...echoes, ...fresh], limit);
  }

  private wait(limit: number, ms: number, gone: AbortSignal): Promise<TelegramUpdate[]> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        this.timers.delete(timer);
        if (this.waiting === poll) this.waiting = undefined;
        act();
      };
      const poll: LongPoll = {
        limit,
        answer: (updates) => settle(() => resolve(updates)),
        refuse: (error) => settle(() => reject(error)),
      };
      const timer = setTimeout(() => poll.answer([]), ms);
      this.timers.add(timer);
      this.waiting = poll;
      gone.addEventListener('abort', () => poll.answer([]), { once: true });
    });
  }

  private wake(): void {
    const waiting = this.waiting;
    if (waiting) waiting.answer(this.take(waiting.limit));
  }

  private interrupt(reason: string): void {
    const interrupted = this.waiting;
    if (!interrupted) return;
    this.waiting = undefined;
    this.conflict(reason).catch((error: unknown) => interrupted.refuse(error as TelegramError));
  }

  /** The first 409 comes at once, further ones within three seconds come late, so that two pollers do not spin. */
  private async conflict(reason: string): Promise<never> {
    const late = this.cloud.now() < this.quietUntil;
    if (late) await this.pause(CONFLICT_PAUSE_MS);
    else this.quietUntil = this.cloud.now() + CONFLICT_PAUSE_MS;
    throw new TelegramError(409, reason);
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        resolve();
      }, ms);
      this.timers.add(timer);
    });
  }
}

/** Keeps the bot's choice of updates; absent: the last choice stays; an empty list: the default. */
export function allowUpdates(cloud: Cloud, bot: BotName, params: Params): void {
  const wanted = structureOf(params, 'allowed_updates', "can't parse allowed_updates JSON object");
  if (!Array.isArray(wanted)) return;
  const kinds = wanted.filter((kind) => typeof kind === 'string');
  const allowed = kinds.length === 0 ? null : kinds;
  if (JSON.stringify(allowed) === JSON.stringify(cloud.bot(bot).allowed ?? null)) return;
  cloud.commit({ type: 'allowed', bot, allowed });
}
