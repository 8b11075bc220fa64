import type { Params } from './params.js';
import type { BotName } from './telegram.js';

export interface SeenCall {
  readonly bot: BotName;
  /** As the bot wrote it. */
  readonly method: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly payload: Params;
}

const CALLS_KEPT = 50_000;

/** What bots asked for, polls excepted; also calls that a fault struck. */
export class CallLog {
  private seen: SeenCall[] = [];

  note(call: SeenCall): void {
    if (call.method.toLowerCase() === 'getupdates') return;
    this.seen.push(call);
    if (this.seen.length > CALLS_KEPT) this.seen = this.seen.slice(CALLS_KEPT / 2);
  }

  of(bot: BotName, method?: string): SeenCall[] {
    const wanted = method?.toLowerCase();
    return this.seen.filter(
      (call) => call.bot === bot && (wanted === undefined || call.method.toLowerCase() === wanted),
    );
  }

  clear(): void {
    this.seen = [];
  }
}
