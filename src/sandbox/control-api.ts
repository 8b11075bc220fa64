import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Cloud } from './cloud.js';
import type { FaultBox, FaultRule } from './faults.js';
import type { SeenCall } from './call-log.js';
import type { UpdateKind } from './message-kinds.js';
import { isRecord, textOf, type Params } from './params.js';
import type { Phone } from './phone.js';
import type { RateGuard } from './rate-limits.js';
import { readParams } from './request-body.js';
import type { PhoneOptions } from './phone-options.js';
import { botNames, type BotName } from './telegram.js';
import type { WorldEvent } from './world.js';

const EVENT_PAUSE_MS = 50;
const MESSAGES_SHOWN = 100;

/** The request makes no sense; the sentence says why. */
class ControlRefusal extends Error {
  override readonly name = 'ControlRefusal';
}

/** What of a running sandbox can be used from outside. */
interface Controlled {
  phone(id: number): Phone;
  calls(bot: BotName, method?: string): SeenCall[];
  pending(bot: BotName): number;
  limitRates(limits: boolean): void;
  reset(): void;
}

type PhoneAction = (phone: Phone, bot: BotName, params: Params) => unknown;

/** `/sandbox/…`: what the programmatic interface offers, as JSON for the page and for other processes. */
export class ControlApi {
  private readonly listeners = new Set<ServerResponse>();
  private readonly dirty = new Set<number>();
  private timer: NodeJS.Timeout | undefined;
  private readonly unwatch: () => void;

  constructor(
    private readonly sandbox: Controlled,
    private readonly cloud: Cloud,
    private readonly faults: FaultBox,
    private readonly rates: RateGuard,
    private readonly phones: readonly PhoneOptions[],
  ) {
    this.unwatch = cloud.watch((event) => this.announce(event));
  }

  async answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    try {
      if (url.pathname === '/sandbox/events') return this.listen(response);
      const path = url.pathname.split('/').slice(2);
      if (request.method === 'POST') requireJson(request);
      const params = await readParams(request, url);
      const result = request.method === 'POST' ? this.change(path, params) : this.read(path, params);
      say(response, 200, result);
    } catch (error) {
      say(response, 400, { error: error instanceof Error ? error.message : 'Unknown request.' });
    }
  }

  stop(): void {
    this.unwatch();
    clearTimeout(this.timer);
    for (const listener of this.listeners) listener.end();
    this.listeners.clear();
  }

  private read([subject, id, detail]: readonly string[], params: Params): unknown {
    if (subject === 'state') return this.state();
    if (subject === 'calls') return this.sandbox.calls(botOf(params), textOf(params, 'method') || undefined);
    if (subject === 'phones' && id !== undefined) return this.readPhone(phoneIdOf(id), detail, params);
    throw new ControlRefusal('There is nothing to read here.');
  }

  private readPhone(id: number, detail: string | undefined, params: Params): unknown {
    const phone = this.sandbox.phone(id);
    if (detail === 'messages') return phone.messages(botOf(params));
    if (detail === 'lockscreen') return phone.lockScreen();
    return this.screen(phone, botOf(params));
  }

  private screen(phone: Phone, bot: BotName): unknown {
    const { name, description, shortDescription, commands } = this.cloud.bot(bot).profile;
    const all = phone.messages(bot);
    return {
      id: phone.id,
      bot: { name, description, shortDescription, commands: Object.values(commands).flat() },
      blocked: phone.isBlocked(bot),
      messages: all.slice(-MESSAGES_SHOWN),
      hidden: Math.max(0, all.length - MESSAGES_SHOWN),
      popUps: phone.popUps(bot).slice(-1),
      popUpCount: phone.popUps(bot).length,
      notices: phone.lockScreen().slice(-20),
    };
  }

  private state(): unknown {
    const bots = botNames.map((bot) => {
      const { profile, webhook } = this.cloud.bot(bot);
      return { bot, name: profile.name, pending: this.sandbox.pending(bot), webhook: webhook?.url ?? null };
    });
    return { phones: this.phones, bots, faults: this.faults.summary(), rateLimits: this.rates.on };
  }

  private change([subject, id, action]: readonly string[], params: Params): unknown {
    if (subject === 'phones' && id !== undefined && action !== undefined)
      return this.act(phoneIdOf(id), action, params);
    if (subject === 'faults') this.changeFaults(id, params);
    else if (subject === 'reset') this.sandbox.reset();
    else if (subject === 'rate-limits') this.sandbox.limitRates(params['on'] === true);
    else throw new ControlRefusal('There is nothing to change here.');
    this.tell({ state: true });
    return { ok: true };
  }

  private act(id: number, action: string, params: Params): unknown {
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!act) throw new ControlRefusal('A phone cannot do that.');
    const bot = action === 'unlock' ? 'intake' : botOf(params);
    return { ok: true, update_id: act(this.sandbox.phone(id), bot, params) ?? 0 };
  }

  private changeFaults(change: string | undefined, params: Params): void {
    if (change === undefined) return this.faults.next(ruleOf(params));
    if (change === 'clear') return this.faults.clear();
    const probability = Number(params['probability']);
    if (!(probability >= 0 && probability <= 1))
      throw new ControlRefusal('A probability is between 0 and 1.');
    if (change === 'duplicate') return this.faults.duplicateUpdates(probability);
    if (change === 'reorder') return this.faults.reorderUpdates(probability);
    throw new ControlRefusal('There is no such fault.');
  }

  private listen(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 1000\n\n');
    this.listeners.add(response);
    response.once('close', () => this.listeners.delete(response));
  }

  private announce(event: WorldEvent): void {
    if (this.listeners.size === 0) return;
    this.dirty.add(phoneOf(event));
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.tell({ phones: [...this.dirty] });
      this.dirty.clear();
    }, EVENT_PAUSE_MS);
  }

  private tell(news: unknown): void {
    for (const listener of this.listeners) listener.write(`data: ${JSON.stringify(news)}\n\n`);
  }
}

const actions: Readonly<Record<string, PhoneAction>> = {
  send: (phone, bot, params) => phone.send(bot, textOf(params, 'text')),
  kind: (phone, bot, params) =>
    phone.sendKind(
      bot,
      textOf(params, 'kind') as UpdateKind,
      isRecord(params['extra']) ? params['extra'] : {},
    ),
  tap: (phone, bot, params) => phone.tap(bot, Number(params['messageId']), textOf(params, 'data')),
  tapLabel: (phone, bot, params) => phone.tapLabel(bot, textOf(params, 'label')),
  group: (phone, bot, params) => phone.sendToGroup(bot, Number(params['groupId']), textOf(params, 'text')),
  open: (phone, bot) => phone.open(bot),
  block: (phone, bot) => phone.block(bot),
  unblock: (phone, bot) => phone.unblock(bot),
  unlock: (phone) => phone.unlock(),
};

/** The phone whose screen an event may change; 0: all of them. */
function phoneOf(event: WorldEvent): number {
  if (event.type === 'message' || event.type === 'edited') return event.message.chat.id;
  if (event.type === 'unlocked') return event.phone;
  if (event.type === 'opened') return event.chat.id;
  return 'chatId' in event ? event.chatId : 0;
}

function requireJson(request: IncomingMessage): void {
  // a form on a web page elsewhere can post, but not JSON without asking first
  if (request.headers['content-type']?.startsWith('application/json')) return;
  throw new ControlRefusal('Send JSON.');
}

function phoneIdOf(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new ControlRefusal('A phone has a positive number.');
}

function botOf(params: Params): BotName {
  const bot = botNames.find((name) => name === params['bot']);
  if (!bot) throw new ControlRefusal('bot is "intake" or "staff".');
  return bot;
}

function ruleOf(params: Params): FaultRule {
  const fault = params['fault'];
  const kinds = ['429', '5xx', 'timeout', 'reset', '403'];
  if (!isRecord(fault) || !kinds.includes(String(fault['kind'])))
    throw new ControlRefusal('There is no such fault.');
  return params as unknown as FaultRule;
}

function say(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
