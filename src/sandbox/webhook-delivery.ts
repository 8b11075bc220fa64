import type { Cloud } from './cloud.js';
import type { FaultBox } from './faults.js';
import { isRecord, type Params } from './params.js';
import { kindOf, type BotName, type TelegramUpdate, type Webhook } from './telegram.js';

const WAIT_FOR_ANSWER_MS = 60_000;
const LONGEST_BACKOFF_MS = 60_000;
const REORDER_DELAY_MS = 40;

export interface DeliveryError {
  readonly at: number;
  readonly message: string;
}

/**
 * Posts one bot's updates to its webhook: those of one chat one after another, those of different chats side by side
 * up to `max_connections`. An update is confirmed by any 2xx; anything else is tried again at once and then with
 * doubling pauses until it passes.
 */
export class WebhookDelivery {
  lastError: DeliveryError | undefined;
  /** Waiting updates by chat, oldest first; a scan of the whole queue for each of 10,000 messages would take seconds. */
  private readonly lanes = new Map<number, TelegramUpdate[]>();
  /** Chats with something waiting and nothing under way. */
  private readonly ready = new Set<number>();
  /** Chats with an update under way or in a pause. */
  private readonly busy = new Set<number>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private stopped = false;
  private underWay = new AbortController();
  private readonly unwatch: () => void;

  constructor(
    private readonly bot: BotName,
    private readonly cloud: Cloud,
    private readonly faults: FaultBox,
    private readonly firstBackoffMs: number,
    private readonly carryOut: (method: string, params: Params) => void,
  ) {
    this.unwatch = cloud.watch((event) => {
      if (event.type === 'update' && event.bot === bot) this.admit(event.update);
      if (event.type === 'reset' || (event.type === 'webhook' && event.bot === bot)) this.restart();
    });
    this.restart();
  }

  stop(): void {
    this.stopped = true;
    this.unwatch();
    this.abandon();
  }

  private restart(): void {
    this.abandon();
    this.underWay = new AbortController();
    this.lastError = undefined;
    if (!this.cloud.bot(this.bot).webhook) return;
    for (const { update } of this.cloud.bot(this.bot).queue.values()) this.admit(update);
  }

  private abandon(): void {
    this.underWay.abort();
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.busy.clear();
    this.ready.clear();
    this.lanes.clear();
  }

  private admit(update: TelegramUpdate): void {
    if (!this.cloud.bot(this.bot).webhook || this.stopped) return;
    const lane = laneOf(update);
    const waiting = this.lanes.get(lane);
    if (waiting) waiting.push(update);
    else this.lanes.set(lane, [update]);
    if (!this.busy.has(lane)) this.ready.add(lane);
    this.deliver();
  }

  private deliver(): void {
    const webhook = this.cloud.bot(this.bot).webhook;
    if (!webhook) return;
    for (const lane of this.ready) {
      if (this.busy.size >= webhook.maxConnections) return;
      this.ready.delete(lane);
      const update = this.lanes.get(lane)?.shift();
      if (!update) continue;
      this.busy.add(lane);
      const delay = this.faults.delays() ? REORDER_DELAY_MS : 0;
      this.later(delay, () => void this.attempt(webhook, update, lane, 0));
    }
  }

  private release(lane: number): void {
    this.busy.delete(lane);
    if (this.lanes.get(lane)?.length) this.ready.add(lane);
    else this.lanes.delete(lane);
    this.deliver();
  }

  private async attempt(
    webhook: Webhook,
    update: TelegramUpdate,
    lane: number,
    failures: number,
  ): Promise<void> {
    const { signal } = this.underWay;
    const outcome = await this.post(webhook, update, signal);
    if (signal.aborted) return;
    if (outcome !== 'delivered') {
      this.lastError = { at: this.cloud.now(), message: outcome.reason };
      const backoff =
        failures === 0 ? 0 : Math.min(this.firstBackoffMs * 2 ** (failures - 1), LONGEST_BACKOFF_MS);
      const pause = outcome.retryAfterMs ?? backoff;
      return this.later(pause, () => void this.attempt(webhook, update, lane, failures + 1));
    }
    this.cloud.confirm(this.bot, [update]);
    if (this.faults.doubles()) await this.post(webhook, update, signal);
    if (signal.aborted) return;
    this.release(lane);
  }

  private async post(
    webhook: Webhook,
    update: TelegramUpdate,
    signal: AbortSignal,
  ): Promise<'delivered' | { reason: string; retryAfterMs?: number }> {
    const secret = webhook.secretToken ? { 'x-telegram-bot-api-secret-token': webhook.secretToken } : {};
    try {
      const response = await fetch(webhook.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...secret },
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(WAIT_FOR_ANSWER_MS)]),
      });
      const answer = await response.text();
      if (!response.ok) return refusal(response);
      this.obey(answer);
      return 'delivered';
    } catch {
      return { reason: 'Connection failed or timed out' };
    }
  }

  /** A bot may put one method call into its answer; it never learns the outcome. */
  private obey(answer: string): void {
    const params = readJson(answer);
    const method = typeof params?.['method'] === 'string' ? params['method'].toLowerCase() : '';
    const forbidden =
      ['', 'setwebhook', 'deletewebhook', 'logout', 'close'].includes(method) || method.startsWith('get');
    if (params && !forbidden) this.carryOut(method, params);
  }

  private later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, ms);
    this.timers.add(timer);
  }
}

function refusal(response: Response): { reason: string; retryAfterMs?: number } {
  const reason = `Wrong response from the webhook: ${response.status} ${response.statusText}`;
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return seconds > 0 ? { reason, retryAfterMs: Math.min(seconds, 3_600) * 1_000 } : { reason };
}

function readJson(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The chat that an update belongs to; 0 for updates without one. */
function laneOf(update: TelegramUpdate): number {
  const content = update[kindOf(update)];
  if (!isRecord(content)) return 0;
  const message = isRecord(content['message']) ? content['message'] : content;
  const chat = isRecord(message['chat']) ? message['chat'] : content['from'];
  return isRecord(chat) && typeof chat['id'] === 'number' ? chat['id'] : 0;
}
