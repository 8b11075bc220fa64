import { tooManyRequests } from './telegram-error.js';
import type { BotName } from './telegram.js';

/** Messages within a span; Telegram's own figures are in `telegramLimits`. */
export interface RateLimits {
  perChatPerSecond: number;
  perGroupPerMinute: number;
  overallPerSecond: number;
}

/** Source: Bots FAQ, "My bot is hitting limits, how do I avoid this?". */
export const telegramLimits: RateLimits = {
  perChatPerSecond: 1,
  perGroupPerMinute: 20,
  overallPerSecond: 30,
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** Counts what each bot sends; off until limits are set. */
export class RateGuard {
  private limits: RateLimits | undefined;
  private readonly sent = new Map<string, number[]>();

  constructor(private readonly now: () => number) {}

  set(limits: RateLimits | undefined): void {
    this.limits = limits;
    this.sent.clear();
  }

  get on(): boolean {
    return this.limits !== undefined;
  }

  /** @throws TelegramError 429 with the whole seconds after which the same message would pass; it then counts nothing. */
  admit(bot: BotName, chatId: number): void {
    if (!this.limits) return;
    const windows: [key: string, limit: number, span: number][] = [
      [bot, this.limits.overallPerSecond, SECOND_MS],
      chatId < 0
        ? [`${bot} ${chatId}`, this.limits.perGroupPerMinute, MINUTE_MS]
        : [`${bot} ${chatId}`, this.limits.perChatPerSecond, SECOND_MS],
    ];
    for (const [key, limit, span] of windows) this.refuseBeyond(this.recent(key, span), limit, span);
    for (const [key] of windows) this.sent.get(key)?.push(this.now());
  }

  private recent(key: string, span: number): number[] {
    const recent = (this.sent.get(key) ?? []).filter((at) => at > this.now() - span);
    this.sent.set(key, recent);
    return recent;
  }

  private refuseBeyond(recent: readonly number[], limit: number, span: number): void {
    const oldest = recent[0];
    if (oldest === undefined || recent.length < limit) return;
    throw tooManyRequests(Math.max(1, Math.ceil((oldest + span - this.now()) / SECOND_MS)));
  }
}
