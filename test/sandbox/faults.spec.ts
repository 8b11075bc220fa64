import { aBot, eventually, refusal, useSandbox } from './a-bot.js';

describe('making Telegram fail', () => {
  const running = useSandbox();
  const chat = 1001;

  const met = () => {
    running.get().phone(chat).open('intake');
    return aBot(running.get()).api;
  };
  const texts = () =>
    running
      .get()
      .phone(chat)
      .messages('intake')
      .map(({ text }) => text);

  it('with 429 and how long to wait, in the body and in the header', async () => {
    const api = met();
    running.get().faults.next({ method: 'sendMessage', times: 2, fault: { kind: '429', retryAfter: 7 } });

    expect(await refusal(api.sendMessage(chat, 'one'))).toEqual({
      code: 429,
      description: 'Too Many Requests: retry after 7',
      retryAfter: 7,
    });
    const response = await fetch(
      `${running.get().url}/bot7000001:intake-token/sendMessage?chat_id=1001&text=two`,
    );
    expect(response.headers.get('retry-after')).toBe('7');
    await api.sendMessage(chat, 'three');
    expect(texts()).toEqual(['three']);
  });

  it.each([
    [500, 'Internal Server Error'],
    [502, 'Bad Gateway'],
    [503, 'Service Unavailable'],
    [504, 'Gateway Timeout'],
  ])('with %i', async (code, description) => {
    const api = met();
    running.get().faults.next({ fault: { kind: '5xx', code } });

    expect(await refusal(api.sendMessage(chat, 'one'))).toEqual({ code, description });
    expect(texts()).toEqual([]);
  });

  it('with a page of a proxy where JSON should be', async () => {
    const api = met();
    running.get().faults.next({ fault: { kind: '5xx', code: 502, html: true } });

    expect((await refusal(api.sendMessage(chat, 'one'))).description).toBe('no answer');
  });

  it('with 403, as if the person had blocked the bot', async () => {
    const api = met();
    running.get().faults.next({ fault: { kind: '403' } });

    expect(await refusal(api.sendMessage(chat, 'one'))).toEqual({
      code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
  });

  it('with silence until the bot gives up', async () => {
    const patient = met();
    const { api } = aBot(running.get(), 'intake', { timeoutSeconds: 0.2 });
    running.get().faults.next({ fault: { kind: 'timeout' } });

    expect((await refusal(api.sendMessage(chat, 'one'))).description).toBe('no answer');
    await patient.sendMessage(chat, 'two');
    expect(texts()).toEqual(['two']);
  });

  it('with a cut line before anything happened', async () => {
    const api = met();
    running.get().faults.next({ fault: { kind: 'reset' } });

    expect((await refusal(api.sendMessage(chat, 'one'))).description).toBe('no answer');
    expect(texts()).toEqual([]);
  });

  it('with a cut line after the message was stored, so that a repeat sends it twice', async () => {
    const api = met();
    running.get().faults.next({ fault: { kind: 'reset' }, after: 'after-effect' });

    expect((await refusal(api.sendMessage(chat, 'one'))).description).toBe('no answer');
    await api.sendMessage(chat, 'one');

    expect(texts()).toEqual(['one', 'one']);
  });

  it('for one method, one bot and one chat only', async () => {
    const api = met();
    const staff = aBot(running.get(), 'staff').api;
    running.get().phone(1002).open('intake');
    running.get().faults.next({ method: 'sendMessage', bot: 'intake', chatId: chat, fault: { kind: '403' } });

    await staff.sendMessage(2001, 'other bot');
    await api.sendMessage(1002, 'other chat');
    await api.sendChatAction(chat, 'typing');

    expect((await refusal(api.sendMessage(chat, 'struck'))).code).toBe(403);
    expect((await api.sendMessage(chat, 'again')).text).toBe('again');
  });

  it('spares polling unless it is named', async () => {
    const { api } = aBot(running.get());
    running.get().faults.next({ probability: 1, fault: { kind: '5xx', code: 500 } });

    expect(await api.getUpdates()).toEqual([]);
    running.get().faults.next({ method: 'getUpdates', fault: { kind: '5xx', code: 500 } });
    expect((await refusal(api.getUpdates())).code).toBe(500);
  });

  it('completely, polling and all, as in an outage', async () => {
    const api = met();
    running.get().faults.next({ method: '*', probability: 1, fault: { kind: '5xx', code: 502 } });

    expect((await refusal(api.getUpdates())).code).toBe(502);
    expect((await refusal(api.sendMessage(chat, 'one'))).code).toBe(502);
  });

  it('until it is told to stop', async () => {
    const api = met();
    running.get().faults.next({ probability: 1, fault: { kind: '5xx', code: 500 } });
    expect((await refusal(api.sendMessage(chat, 'one'))).code).toBe(500);
    expect((await refusal(api.sendMessage(chat, 'one'))).code).toBe(500);

    running.get().faults.clear();

    expect((await api.sendMessage(chat, 'one')).text).toBe('one');
  });

  it('notes the struck calls as well', async () => {
    const api = met();
    running.get().faults.next({ fault: { kind: '403' } });
    await refusal(api.sendMessage(chat, 'one'));
    await api.sendMessage(chat, 'two');

    expect(
      running
        .get()
        .calls('intake', 'sendMessage')
        .map(({ payload }) => payload['text']),
    ).toEqual(['one', 'two']);
    expect(running.get().calls('staff')).toEqual([]);
  });
});

describe('faults by chance', () => {
  const chances = [0.1, 0.9, 0.4, 0.6];
  let draw = 0;
  const running = useSandbox({ chance: () => chances[draw++ % chances.length]! });

  it('strike as often as told', async () => {
    draw = 0;
    running.get().phone(1001).open('intake');
    const { api } = aBot(running.get());
    running.get().faults.next({ probability: 0.5, fault: { kind: '403' } });

    const outcomes: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      outcomes.push(
        await api.sendMessage(1001, 'x').then(
          () => 'sent',
          () => 'struck',
        ),
      );
    }

    expect(outcomes).toEqual(['struck', 'sent', 'struck', 'sent']);
  });
});

describe('updates that come twice or out of order', () => {
  const running = useSandbox();

  it('are each delivered once more after they were confirmed, and none is missing', async () => {
    const sandbox = running.get();
    sandbox.faults.duplicateUpdates(1);
    const bot = aBot(sandbox);
    const heard: number[] = [];
    bot.on('message', (ctx) => void heard.push(ctx.update.update_id));
    const polling = bot.start();

    const sent = Array.from({ length: 20 }, (_, index) => sandbox.phone(1001).send('intake', `${index}`));
    await eventually(() => heard.length >= 40 && sandbox.pending('intake') === 0);

    expect(new Set(heard)).toEqual(new Set(sent));
    await bot.stop();
    await polling;
  });

  it('never make a batch larger than asked, and lose nothing for a bot that asks for few', async () => {
    const sandbox = running.get();
    sandbox.faults.duplicateUpdates(0.5);
    sandbox.faults.reorderUpdates(0.5);
    const sent = Array.from({ length: 200 }, (_, index) => sandbox.phone(1001).send('intake', `${index}`));
    const { api } = aBot(sandbox);
    const heard = new Set<number>();
    let largest = 0;

    for (let offset = 0; sandbox.pending('intake') > 0;) {
      const ids = (await api.getUpdates({ limit: 3, offset })).map((update) => update.update_id);
      largest = Math.max(largest, ids.length);
      ids.forEach((id) => heard.add(id));
      offset = Math.max(offset, ...ids.map((id) => id + 1));
    }

    expect(heard).toEqual(new Set(sent));
    expect(largest).toBe(3);
  });

  it('change places, and none is missing', async () => {
    const sandbox = running.get();
    sandbox.faults.reorderUpdates(0.5);
    const sent = Array.from({ length: 50 }, (_, index) => sandbox.phone(1001).send('intake', `${index}`));

    const ids = (await aBot(sandbox).api.getUpdates()).map((update) => update.update_id);

    expect(ids).not.toEqual(sent);
    expect([...ids].sort((one, other) => one - other)).toEqual(sent);
  });

  it('reach a polling bot completely when both happen at once', async () => {
    const sandbox = running.get();
    sandbox.faults.duplicateUpdates(0.3);
    sandbox.faults.reorderUpdates(0.3);
    const bot = aBot(sandbox);
    const heard = new Set<number>();
    bot.on('message', (ctx) => void heard.add(ctx.update.update_id));

    const sent = Array.from({ length: 500 }, (_, index) =>
      sandbox.phone((index % 7) + 1).send('intake', `${index}`),
    );
    const polling = bot.start();
    await eventually(() => sandbox.pending('intake') === 0);

    expect(heard).toEqual(new Set(sent));
    await bot.stop();
    await polling;
  });
});

describe("Telegram's limits", () => {
  let now = 1_000_000;
  const running = useSandbox({ rateLimits: true, now: () => now });

  it('let one message a second into a chat and say how long to wait', async () => {
    const { api } = aBot(running.get(), 'staff');
    await api.sendMessage(2001, 'one');

    expect(await refusal(api.sendMessage(2001, 'two'))).toEqual({
      code: 429,
      description: 'Too Many Requests: retry after 1',
      retryAfter: 1,
    });
    now += 1_000;
    expect((await api.sendMessage(2001, 'two')).text).toBe('two');
  });

  it('let thirty messages a second out of a bot', async () => {
    const { api } = aBot(running.get());
    for (let id = 1; id <= 31; id += 1) running.get().phone(id).open('intake');
    for (let id = 1; id <= 30; id += 1) await api.sendMessage(id, 'x');

    expect((await refusal(api.sendMessage(31, 'x'))).code).toBe(429);
  });

  it('let twenty messages a minute into a group', async () => {
    const { api } = aBot(running.get());
    running.get().phone(1).sendToGroup('intake', -5, 'Hello');
    for (let index = 0; index < 20; index += 1) await api.sendMessage(-5, `${index}`);

    expect(await refusal(api.sendMessage(-5, 'x'))).toMatchObject({ code: 429, retryAfter: 60 });
  });

  it('can be turned off', async () => {
    const { api } = aBot(running.get(), 'staff');
    running.get().limitRates(false);
    await api.sendMessage(2001, 'one');

    expect((await api.sendMessage(2001, 'two')).text).toBe('two');
  });
});
