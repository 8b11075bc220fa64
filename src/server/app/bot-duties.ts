import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hours, minutes, seconds } from '../../domain/shared/time.js';
import { NoticeListener, RefreshListener } from '../escalation/delivery-listeners.js';
import { EdgeMemory } from '../edge/edge-memory.js';
import { TellInbox } from '../edge/tell-inbox.js';
import { ChatRepository } from '../intake/chat.repository.js';
import { IntakeCourier } from '../intake/intake-courier.js';
import { IntakeListener } from '../intake/intake-listener.js';
import { MessageRepository } from '../intake/message.repository.js';
import { ReplyListener } from '../intake/reply-listener.js';
import type { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { Leadership } from '../platform/database/leadership.js';
import type { Log } from '../platform/logging/log.js';
import { Sweeper, type Sweep } from '../platform/queue/sweeper.js';
import { makeBotApi, type BotName } from '../platform/telegram/bot-api.js';
import { PollRecord } from '../platform/telegram/poll-record.js';
import { pollPatience, UpdatePoller, wantedUpdates } from '../platform/telegram/update-poller.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { StaffCourier } from '../staff-bot/staff-courier.js';
import { showMenu } from './bot-menus.js';
import type { Config } from './config.js';
import type { Duties, Part } from './parts.js';
import { RECEIVERS, type Receivers } from './receivers.js';

const bots: readonly BotName[] = ['intake', 'staff'];

/** The role that owns both Telegram channels: it takes updates in and sends what the others put into the outbox. */
export function botDuties(app: NestFastifyApplication, config: Config, log: Log): Duties {
  const receivers = app.get<Receivers>(RECEIVERS);
  const sweeps: Sweep[] = bots.map((bot) => ({
    name: `quarantine-${bot}`,
    every: minutes(1),
    run: () => receivers[bot].retryQuarantined(),
  }));
  sweeps.push(...bots.map((bot) => menuSweep(bot, config)));
  sweeps.push({
    name: 'edge-memory',
    every: hours(6),
    run: async () => app.get(EdgeMemory).forgetOld(app.get<Clock>(CLOCK).now()),
  });
  const webhooks = bots.filter((bot) => config.telegram[bot].webhookSecret !== undefined);
  sweeps.push(...webhooks.map((bot) => webhookSweep(bot, config)));
  const sweeper = new Sweeper(sweeps, log);
  return {
    couriers: [app.get(IntakeCourier), app.get(StaffCourier)],
    listeners: [
      ...intakeListeners(app),
      app.get(ReplyListener),
      app.get(NoticeListener),
      app.get(RefreshListener),
    ],
    parts: [
      { name: 'bot-sweeps', start: () => sweeper.start(), stop: () => sweeper.stop() },
      ...bots.filter((bot) => !webhooks.includes(bot)).map((bot) => pollerOf(bot, app, config, log)),
    ],
  };
}

function intakeListeners(app: NestFastifyApplication): IntakeListener[] {
  const topics = ['intake-screen', 'intake-note', 'intake-leave'] as const;
  const [chats, messages] = [app.get(ChatRepository), app.get(MessageRepository)];
  const tell = app.get(TellInbox);
  return topics.map((topic) => new IntakeListener(topic, chats, messages, app.get(CLOCK), tell));
}

function pollerOf(bot: BotName, app: NestFastifyApplication, config: Config, log: Log): Part {
  const receivers = app.get<Receivers>(RECEIVERS);
  const record = new PollRecord(app.get(Database), app.get<Clock>(CLOCK), bot);
  const api = makeBotApi(config.telegram[bot].token.reveal(), config.telegram.apiRoot, pollPatience);
  const leadership = new Leadership(config.databaseUrl.reveal(), `zaklon-poller-${bot}`, log);
  const poller = new UpdatePoller(api, receivers[bot], leadership, log, record);
  return { name: `updates-${bot}`, start: () => poller.start(), stop: () => poller.stop() };
}

/** Asserted again and again, so that a webhook that somebody else set or removed does not silence the hotline. */
function webhookSweep(bot: BotName, config: Config): Sweep {
  const { token, webhookSecret } = config.telegram[bot];
  const api = makeBotApi(token.reveal(), config.telegram.apiRoot);
  return {
    name: `webhook-${bot}`,
    every: seconds(60),
    run: async () => {
      await api.setWebhook(`${config.publicUrl ?? ''}/telegram/${bot}`, {
        secret_token: webhookSecret?.reveal() ?? '',
        allowed_updates: wantedUpdates,
      });
    },
  };
}

function menuSweep(bot: BotName, config: Config): Sweep {
  const api = makeBotApi(config.telegram[bot].token.reveal(), config.telegram.apiRoot);
  return { name: `menu-${bot}`, every: hours(6), run: () => showMenu(api, bot) };
}
