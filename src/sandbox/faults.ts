import { blockedByUser, TelegramError, tooManyRequests } from './telegram-error.js';
import type { BotName, TelegramUpdate } from './telegram.js';

export type Fault =
  /** Seconds. */
  | { kind: '429'; retryAfter: number }
  /** `html`: what a proxy in front of Telegram answers instead of JSON. */
  | { kind: '5xx'; code: number; html?: boolean }
  /** The connection stays open and nothing is ever said. */
  | { kind: 'timeout' }
  /** The connection is cut without an answer. */
  | { kind: 'reset' }
  | { kind: '403' };

export interface FaultRule {
  /** `*`: every method; absent: every method but getUpdates, so that the bot still hears. */
  method?: string;
  bot?: BotName;
  chatId?: number;
  /** How many calls are struck; absent: 1, or no end when `probability` is given. */
  times?: number;
  /** 0 to 1; absent: always. */
  probability?: number;
  fault: Fault;
  /** `after-effect`: the call is carried out and the bot is not told: whoever repeats it sends twice. */
  after?: 'before-effect' | 'after-effect';
}

/** How to make Telegram fail. Rules apply in the order they were made; the first that fits strikes. */
export interface Faults {
  next(rule: FaultRule): void;
  /** The share of updates, 0 to 1, that is delivered once more after it was confirmed or within the same batch. */
  duplicateUpdates(probability: number): void;
  /** The share of updates, 0 to 1, that changes places with its predecessor. */
  reorderUpdates(probability: number): void;
  /** Ends every rule, duplication and reordering. */
  clear(): void;
}

interface ActiveRule extends FaultRule {
  left: number;
}

export interface Call {
  readonly bot: BotName;
  readonly method: string;
  readonly chatId: number | undefined;
}

export class FaultBox implements Faults {
  private rules: ActiveRule[] = [];
  private duplication = 0;
  private reordering = 0;

  /** @param chance from 0 up to but not including 1 */
  constructor(private readonly chance: () => number) {}

  next(rule: FaultRule): void {
    const left = rule.times ?? (rule.probability === undefined ? 1 : Number.POSITIVE_INFINITY);
    this.rules.push({ ...rule, left });
  }

  duplicateUpdates(probability: number): void {
    this.duplication = probability;
  }

  reorderUpdates(probability: number): void {
    this.reordering = probability;
  }

  clear(): void {
    this.rules = [];
    this.duplication = 0;
    this.reordering = 0;
  }

  /** The fault that strikes this call, if any; counts it. */
  strike(call: Call): FaultRule | undefined {
    const rule = this.rules.find((each) => fits(each, call) && this.chance() < (each.probability ?? 1));
    if (!rule) return undefined;
    rule.left -= 1;
    if (rule.left <= 0) this.rules = this.rules.filter((each) => each !== rule);
    return rule;
  }

  doubles(): boolean {
    return this.duplication > 0 && this.chance() < this.duplication;
  }

  delays(): boolean {
    return this.reordering > 0 && this.chance() < this.reordering;
  }

  /**
   * The batch as a bad day would deliver it: some twice, some out of order. It is cut to `limit` before it is
   * reordered: what is cut off is then always the newest, which a bot has not confirmed when it confirms the rest.
   */
  shuffle(updates: readonly TelegramUpdate[], limit: number): TelegramUpdate[] {
    const batch = updates.flatMap((update) => (this.doubles() ? [update, update] : [update])).slice(0, limit);
    for (let index = 1; index < batch.length; index += 1) {
      if (this.delays()) batch.splice(index - 1, 2, batch[index]!, batch[index - 1]!);
    }
    return batch;
  }

  /** What is in force, for whoever looks at the page. */
  summary(): { rules: (FaultRule & { left: number | null })[]; duplication: number; reordering: number } {
    const rules = this.rules.map((rule) => ({
      ...rule,
      left: Number.isFinite(rule.left) ? rule.left : null,
    }));
    return { rules, duplication: this.duplication, reordering: this.reordering };
  }
}

function fits(rule: ActiveRule, call: Call): boolean {
  if (!fitsMethod(rule.method?.toLowerCase(), call.method)) return false;
  if (rule.bot !== undefined && rule.bot !== call.bot) return false;
  return rule.chatId === undefined || rule.chatId === call.chatId;
}

function fitsMethod(wanted: string | undefined, method: string): boolean {
  if (wanted === undefined) return method !== 'getupdates';
  return wanted === '*' || wanted === method;
}

/** The error that a fault answers with; undefined for faults that do not answer. */
export function errorOf(fault: Fault): TelegramError | undefined {
  switch (fault.kind) {
    case '429':
      return tooManyRequests(fault.retryAfter);
    case '403':
      return blockedByUser();
    case '5xx':
      return new TelegramError(fault.code, serverErrors[fault.code] ?? 'Internal Server Error');
    case 'timeout':
    case 'reset':
      return undefined;
  }
}

const serverErrors: Readonly<Record<number, string>> = {
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
