import { createHmac } from 'node:crypto';
import { between, instant, type Instant } from '../../../domain/shared/time.js';

const prefix = 'whsec_';

/**
 * The key that a webhook secret stands for: `whsec_` and base64 as the Standard Webhooks tools make it, or else any other
 * text, whose UTF-8 bytes are the key (the `raw` format of their libraries).
 */
export function webhookKey(secret: string): Buffer {
  return secret.startsWith(prefix)
    ? Buffer.from(secret.slice(prefix.length), 'base64')
    : Buffer.from(secret, 'utf8');
}

/** Whole seconds since 1970, as the header wants them. */
export const unixSeconds = (at: Instant): number => Math.floor(between(instant(0), at) / 1_000);

/**
 * The value of `webhook-signature` (standardwebhooks.com, symmetric scheme): `v1,` and the base64 of
 * HMAC-SHA256 over `id.timestamp.body`.
 */
export function signWebhook(key: Uint8Array, id: string, timestamp: number, body: string): string {
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`, 'utf8');
  return `v1,${mac.digest('base64')}`;
}
