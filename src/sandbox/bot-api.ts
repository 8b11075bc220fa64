import type { Cloud } from './cloud.js';
import type { FaultBox } from './faults.js';
import { chatMethods } from './methods/chats.js';
import { messageMethods } from './methods/messages.js';
import type { Method, MethodCall } from './methods/method.js';
import { profileMethods } from './methods/profile.js';
import { Session } from './methods/session.js';
import { updateMethods, webhookInfo } from './methods/updates.js';
import type { Params } from './params.js';
import { Polling } from './polling.js';
import type { RateGuard } from './rate-limits.js';
import { TelegramError } from './telegram-error.js';
import type { BotName } from './telegram.js';
import { WebhookDelivery } from './webhook-delivery.js';

const methods: Readonly<Record<string, Method>> = {
  ...messageMethods,
  ...chatMethods,
  ...profileMethods,
  ...updateMethods,
};

/** Every method of the Bot API that the sandbox knows, for one bot. */
export class BotApi {
  private readonly polling: Polling;
  private readonly delivery: WebhookDelivery;
  private readonly session: Session;

  constructor(
    private readonly bot: BotName,
    private readonly cloud: Cloud,
    private readonly rates: RateGuard,
    faults: FaultBox,
    firstBackoffMs: number,
  ) {
    this.polling = new Polling(bot, cloud, faults);
    this.session = new Session(cloud.now);
    this.delivery = new WebhookDelivery(bot, cloud, faults, firstBackoffMs, (method, params) => {
      // Telegram tells nobody how a call in an answer to a webhook went, so neither do we
      this.call(method, params, new AbortController().signal).catch(() => undefined);
    });
  }

  /**
   * @param method in lower case: Telegram does not mind the case
   * @param gone   aborted when the bot hangs up
   * @throws TelegramError whenever Telegram would answer `ok: false`
   */
  async call(method: string, params: Params, gone: AbortSignal): Promise<unknown> {
    this.session.requireLogin();
    const call: MethodCall = { cloud: this.cloud, bot: this.bot, params, rates: this.rates };
    if (method === 'getupdates') return this.polling.getUpdates(params, gone);
    if (method === 'getwebhookinfo') return webhookInfo(call, this.delivery.lastError);
    if (method === 'logout') return this.session.logOut();
    if (method === 'close') return this.session.close();
    const known = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!known) throw new TelegramError(404, 'Not Found: method not found');
    return known(call);
  }

  reset(): void {
    this.session.reset();
  }

  stop(): void {
    this.polling.stop();
    this.delivery.stop();
  }
}
