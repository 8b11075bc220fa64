import { createHash } from 'node:crypto';
import { z } from 'zod';
import { seconds, type Duration } from '../../../domain/shared/time.js';
import type { Clock } from '../clock/clock.js';
import type { Log } from '../logging/log.js';
import { backoff } from '../outbox/backoff.js';
import type { Courier, Delivery, Parcel } from '../outbox/courier.js';
import { signWebhook, unixSeconds, webhookKey } from './signature.js';

export interface WebhookAddress {
  readonly url: string;
  readonly secret: string;
}

/** The network, so that a test can take its place. */
export type Fetch = typeof fetch;

const usualPatience = seconds(10);

/** What a parcel must say. Whatever else somebody may put into the payload one day stays in the house. */
const noticeShape = z.object({
  kind: z.string(),
  level: z.string(),
  number: z.number().int(),
  rung: z.number().int(),
});
type WebhookNotice = z.infer<typeof noticeShape>;

/**
 * Posts to one address, for gateways that ring through Do-Not-Disturb. Signed as Standard Webhooks describes; `webhook-id` is
 * the same for every try of one message, so that the receiver can drop doubles. Follows no redirect: only the configured
 * host is trusted with what we say.
 *
 * @param address null: none is configured; each parcel is dead at once (`no-webhook`), so that it falls through
 */
export class WebhookCourier implements Courier {
  readonly channel = 'webhook';

  constructor(
    private readonly address: WebhookAddress | null,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly fetch: Fetch = globalThis.fetch,
    private readonly patience: Duration = usualPatience,
  ) {}

  async deliver(parcel: Parcel): Promise<Delivery> {
    if (!this.address) return { result: 'dead', code: 'no-webhook' };
    const notice = noticeShape.safeParse(parcel.payload);
    if (!notice.success) return { result: 'dead', code: 'bad-payload' };
    const delivery = await this.#post(this.address, parcel, notice.data);
    if (delivery.result !== 'sent')
      this.log.warn('webhook-failed', { outbox: parcel.id, code: delivery.code, attempt: parcel.attempt });
    return delivery;
  }

  async #post(address: WebhookAddress, parcel: Parcel, notice: WebhookNotice): Promise<Delivery> {
    const id = messageIdOf(parcel);
    const body = JSON.stringify(this.#body(id, notice));
    try {
      const response = await this.fetch(address.url, {
        method: 'POST',
        body,
        headers: this.#headers(address.secret, id, body),
        redirect: 'manual',
        signal: AbortSignal.timeout(this.patience),
      });
      await response.body?.cancel();
      return deliveryOf(response.status, parcel.attempt);
    } catch (error) {
      return {
        result: 'retry',
        after: backoff(parcel.attempt),
        code: 'no-answer',
        mayHaveArrived: !neverConnected(error),
      };
    }
  }

  /** `at` is when this try was made, ISO 8601 in UTC. */
  #body(id: string, { kind, level, number, rung }: WebhookNotice): Record<string, string | number> {
    return { id, kind, level, number, rung, at: new Date(this.clock.now()).toISOString() };
  }

  #headers(secret: string, id: string, body: string): Record<string, string> {
    const timestamp = unixSeconds(this.clock.now());
    return {
      'content-type': 'application/json',
      'user-agent': 'alert-webhook',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signWebhook(webhookKey(secret), id, timestamp, body),
    };
  }
}

/** 410: the receiver wants no more of these. Anything else may mend itself, and an alert is worth asking again. */
function deliveryOf(status: number, attempt: number): Delivery {
  if (status >= 200 && status < 300) return { result: 'sent' };
  if (status === 410) return { result: 'dead', code: 'gone' };
  return {
    result: 'retry',
    after: backoff(attempt),
    code: `answered-${status}`,
    mayHaveArrived: status >= 500,
  };
}

/**
 * One id for one parcel. From all of the parcel: its number alone comes again when the database is restored from a backup,
 * and the id in the payload may be shared by several rungs of one alert; the receiver would drop what it must not.
 */
function messageIdOf(parcel: Parcel): string {
  const digest = createHash('sha256').update(JSON.stringify([parcel.id, parcel.ref, parcel.payload]));
  return `msg_${digest.digest('hex').slice(0, 32)}`;
}

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

function neverConnected(error: unknown): boolean {
  const cause = partOf(error, 'cause');
  return unreachable.has(String(partOf(cause, 'code')));
}

const partOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
