import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BotApi } from './bot-api.js';
import type { CallLog } from './call-log.js';
import type { BotIdentity } from './cloud.js';
import { errorOf, type FaultBox, type FaultRule } from './faults.js';
import { chatIdOf } from './methods/method.js';
import type { Params } from './params.js';
import { readParams, UnreadableBody } from './request-body.js';
import { badRequest, TelegramError } from './telegram-error.js';
import type { BotName } from './telegram.js';

/** Answers `/bot<token>/<method>` in HTTP, faults included. */
export class BotEndpoint {
  constructor(
    private readonly identities: readonly BotIdentity[],
    private readonly apis: Readonly<Record<BotName, BotApi>>,
    private readonly faults: FaultBox,
    private readonly calls: CallLog,
    private readonly now: () => number,
  ) {}

  async answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [, token = '', method = ''] = /^\/bot([^/]*)\/(?:test\/)?([^/]*)$/.exec(url.pathname) ?? [];
    try {
      const identity = this.authenticate(decodeURIComponent(token));
      const params = await readBody(request, url);
      this.calls.note({ bot: identity.name, method, at: this.now(), payload: params });
      const call = { bot: identity.name, method: method.toLowerCase(), chatId: chatIdOf(params) };
      const rule = this.faults.strike(call);
      if (rule) return await this.fail(rule, call, params, response);
      say(response, 200, { ok: true, result: await this.carryOut(call, params, response) });
    } catch (error) {
      refuse(response, error);
    }
  }

  private authenticate(token: string): BotIdentity {
    const identity = this.identities.find((each) => each.token === token);
    if (!identity) throw new TelegramError(401, 'Unauthorized');
    return identity;
  }

  private carryOut(
    call: { bot: BotName; method: string },
    params: Params,
    response: ServerResponse,
  ): Promise<unknown> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    return this.apis[call.bot].call(call.method, params, gone.signal);
  }

  private async fail(
    { fault, after }: FaultRule,
    call: { bot: BotName; method: string },
    params: Params,
    response: ServerResponse,
  ): Promise<void> {
    if (after === 'after-effect') await this.carryOut(call, params, response);
    if (fault.kind === 'timeout') return;
    if (fault.kind === 'reset') return void response.socket?.resetAndDestroy();
    const error = errorOf(fault);
    if (error && fault.kind === '5xx' && fault.html) return sayHtml(response, error);
    refuse(response, error);
  }
}

async function readBody(request: IncomingMessage, url: URL): Promise<Params> {
  try {
    return await readParams(request, url);
  } catch (error) {
    throw error instanceof UnreadableBody ? badRequest(error.message) : error;
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  if (!(error instanceof TelegramError)) return void response.destroy();
  const headers = error.retryAfter === undefined ? {} : { 'retry-after': String(error.retryAfter) };
  say(response, error.code, error.body(), headers);
}

function sayHtml(response: ServerResponse, { code, description }: TelegramError): void {
  response.writeHead(code, { 'content-type': 'text/html' });
  response.end(`<html><head><title>${code} ${description}</title></head><body></body></html>`);
}

function say(
  response: ServerResponse,
  code: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed) return;
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
