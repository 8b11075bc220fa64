import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhookCallback } from 'grammy';
import { aBot, eventually, refusal, useSandbox } from './a-bot.js';

interface Received {
  readonly updateId: number;
  readonly text: string | undefined;
  readonly secret: string | undefined;
}

/** A webhook that answers each post with the next of its codes, the last one from there on. */
class ScriptedHook {
  readonly received: Received[] = [];
  readonly server: Server;
  answer: { code: number; body?: string; headers?: Record<string, string> }[] = [{ code: 200 }];
  concurrent = 0;
  mostConcurrent = 0;
  /** Until so many posts have come, none is answered. */
  holdsUntil = 0;

  constructor() {
    this.server = createServer((request, response) => {
      this.concurrent += 1;
      this.mostConcurrent = Math.max(this.mostConcurrent, this.concurrent);
      void this.note(request).then(() => {
        this.concurrent -= 1;
        const next = this.answer.length > 1 ? this.answer.shift()! : this.answer[0]!;
        response.writeHead(next.code, { 'content-type': 'application/json', ...next.headers });
        response.end(next.body);
      });
    });
  }

  private async note(request: IncomingMessage): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const update = JSON.parse(Buffer.concat(chunks).toString()) as {
      update_id: number;
      message?: { text?: string };
    };
    const secret = request.headers['x-telegram-bot-api-secret-token'];
    this.received.push({
      updateId: update.update_id,
      text: update.message?.text,
      secret: secret as string | undefined,
    });
    await eventually(() => this.received.length >= this.holdsUntil);
  }
}

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    ),
  );

describe('an unmodified grammY bot with a webhook', () => {
  const running = useSandbox();

  it('hears and answers; a wrong secret reaches nobody', async () => {
    const sandbox = running.get();
    const bot = aBot(sandbox);
    bot.on('message:text', (ctx) => ctx.reply(`You said ${ctx.message.text}`));
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- grammY's own adapter for node:http
    const server = createServer(webhookCallback(bot, 'http', { secretToken: 's3cret' }));
    const url = await listen(server);
    const phone = sandbox.phone(1001);

    await bot.api.setWebhook(url, { secret_token: 'other' });
    phone.send('intake', 'hello');
    await eventually(async () => (await bot.api.getWebhookInfo()).last_error_message);
    expect(phone.messages('intake')).toHaveLength(1);
    await bot.api.setWebhook(url, { secret_token: 's3cret' });

    await eventually(() => phone.messages('intake').find(({ text }) => text === 'You said hello'));
    await eventually(() => sandbox.pending('intake') === 0);
    server.close();
    server.closeAllConnections();
  });
});

describe('posting updates to a webhook', () => {
  const running = useSandbox({ webhookBackoffMs: 20 });
  let hook: ScriptedHook;
  let url: string;

  beforeEach(async () => {
    hook = new ScriptedHook();
    url = await listen(hook.server);
  });
  afterEach(() => {
    hook.server.close();
    hook.server.closeAllConnections();
  });

  it('shows the secret token, and only if there is one', async () => {
    const { api } = aBot(running.get());
    await api.setWebhook(url, { secret_token: 'abc_-9' });
    running.get().phone(1001).send('intake', 'one');
    await eventually(() => running.get().pending('intake') === 0);
    await api.setWebhook(url);
    running.get().phone(1001).send('intake', 'two');
    await eventually(() => running.get().pending('intake') === 0);

    expect(hook.received.map(({ secret }) => secret)).toEqual(['abc_-9', undefined]);
  });

  it('delivers what was waiting before, unless told to drop it', async () => {
    const { api } = aBot(running.get());
    running.get().phone(1001).send('intake', 'dropped');
    await api.setWebhook(url, { drop_pending_updates: true });
    await api.deleteWebhook();
    running.get().phone(1001).send('intake', 'kept');
    await api.setWebhook(url);

    await eventually(() => running.get().pending('intake') === 0);

    expect(hook.received.map(({ text }) => text)).toEqual(['kept']);
  });

  it('repeats the same update until it is taken, and keeps the order of one chat', async () => {
    hook.answer = [{ code: 500 }, { code: 503 }, { code: 401 }, { code: 200 }];
    await aBot(running.get()).api.setWebhook(url);
    const first = running.get().phone(1001).send('intake', 'one');
    const second = running.get().phone(1001).send('intake', 'two');

    await eventually(() => running.get().pending('intake') === 0);

    expect(hook.received.map(({ updateId }) => updateId)).toEqual([first, first, first, first, second]);
  });

  it('tells in getWebhookInfo what went wrong and how much is waiting', async () => {
    hook.answer = [{ code: 500, headers: { 'retry-after': '60' } }];
    const { api } = aBot(running.get());
    await api.setWebhook(url, { allowed_updates: ['message'], max_connections: 7 });
    running.get().phone(1001).send('intake', 'one');
    await eventually(async () => (await api.getWebhookInfo()).last_error_message);

    expect(await api.getWebhookInfo()).toMatchObject({
      url,
      has_custom_certificate: false,
      pending_update_count: 1,
      max_connections: 7,
      allowed_updates: ['message'],
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    });
    expect(hook.received).toHaveLength(1);
  });

  it('goes on when the bot comes back after having been away', async () => {
    const { api } = aBot(running.get());
    await api.setWebhook('http://127.0.0.1:9/');
    running.get().phone(1001).send('intake', 'one');
    await eventually(async () => (await api.getWebhookInfo()).last_error_message);
    await api.setWebhook(url);

    await eventually(() => hook.received.length === 1);
  });

  it('serves chats side by side up to max_connections', async () => {
    hook.holdsUntil = 3;
    await aBot(running.get()).api.setWebhook(url, { max_connections: 3 });
    for (let id = 1; id <= 9; id += 1) running.get().phone(id).send('intake', 'x');

    await eventually(() => running.get().pending('intake') === 0);

    expect(hook.mostConcurrent).toBe(3);
    expect(hook.received).toHaveLength(9);
  });

  it('obeys one call in the answer, but none that reads or ends the webhook', async () => {
    const call = (body: unknown) => ({ code: 200, body: JSON.stringify(body) });
    hook.answer = [
      call({ method: 'sendMessage', chat_id: 1001, text: 'In the answer' }),
      call({ method: 'deleteWebhook' }),
      { code: 200 },
    ];
    await aBot(running.get()).api.setWebhook(url);
    running.get().phone(1001).send('intake', 'one');
    running.get().phone(1001).send('intake', 'two');
    running.get().phone(1001).send('intake', 'three');

    await eventually(() => hook.received.length === 3);

    expect(
      running
        .get()
        .phone(1001)
        .messages('intake')
        .map(({ text }) => text),
    ).toContain('In the answer');
  });

  it('delivers again what was taken when told to duplicate', async () => {
    running.get().faults.duplicateUpdates(1);
    await aBot(running.get()).api.setWebhook(url);
    const sent = running.get().phone(1001).send('intake', 'one');

    await eventually(() => hook.received.length === 2);

    expect(hook.received.map(({ updateId }) => updateId)).toEqual([sent, sent]);
  });

  it('leaves the updates to polling once the webhook is deleted', async () => {
    const { api } = aBot(running.get());
    await api.setWebhook(url);
    expect((await refusal(api.getUpdates())).code).toBe(409);
    await api.deleteWebhook();
    const sent = running.get().phone(1001).send('intake', 'one');

    expect((await api.getUpdates()).map((update) => update.update_id)).toEqual([sent]);
    expect(hook.received).toEqual([]);
  });
});
