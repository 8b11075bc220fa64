import { flagOf, integerOf, textOf, type Params } from '../params.js';
import { allowUpdates } from '../polling.js';
import { badRequest } from '../telegram-error.js';
import type { DeliveryError } from '../webhook-delivery.js';
import type { Method, MethodCall } from './method.js';

const DEFAULT_CONNECTIONS = 40;
const MOST_CONNECTIONS = 100;
const LONGEST_SECRET = 256;

/** Plain HTTP is accepted as well, since the bot under test runs on the same machine. */
const setWebhook: Method = (call) => {
  const { cloud, bot, params } = call;
  const url = textOf(params, 'url');
  if (url === '') return deleteWebhook(call);
  if (!/^https?:$/.test(protocolOf(url))) throw badRequest('invalid webhook URL specified');
  const secretToken = secretOf(params);
  const maxConnections = integerOf(params, 'max_connections', {
    min: 1,
    max: MOST_CONNECTIONS,
    otherwise: DEFAULT_CONNECTIONS,
  });
  allowUpdates(cloud, bot, params);
  dropPending(call);
  cloud.commit({ type: 'webhook', bot, webhook: { url, secretToken, maxConnections } });
  return true;
};

const deleteWebhook: Method = (call) => {
  dropPending(call);
  call.cloud.commit({ type: 'webhook', bot: call.bot, webhook: null });
  return true;
};

export const updateMethods: Readonly<Record<string, Method>> = {
  setwebhook: setWebhook,
  deletewebhook: deleteWebhook,
};

export function webhookInfo({ cloud, bot }: MethodCall, lastError: DeliveryError | undefined): unknown {
  const { webhook, queue, allowed } = cloud.bot(bot);
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: queue.size,
    ...(lastError
      ? { last_error_date: Math.floor(lastError.at / 1_000), last_error_message: lastError.message }
      : {}),
    ...(webhook ? { max_connections: webhook.maxConnections, ip_address: '127.0.0.1' } : {}),
    ...(allowed ? { allowed_updates: allowed } : {}),
  };
}

function dropPending({ cloud, bot, params }: MethodCall): void {
  if (flagOf(params, 'drop_pending_updates')) cloud.confirmBefore(bot, Number.POSITIVE_INFINITY);
}

function secretOf(params: Params): string {
  const secret = textOf(params, 'secret_token');
  if (secret.length > LONGEST_SECRET) throw badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  return secret;
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}
