import { request } from 'node:http';
import vm from 'node:vm';
import { aBot, refusal, useSandbox } from './a-bot.js';

describe('phones and faults over HTTP', () => {
  const running = useSandbox();
  const read = async (path: string): Promise<unknown> =>
    (await fetch(`${running.get().url}/sandbox/${path}`)).json();
  const change = async (path: string, body: unknown): Promise<{ status: number; answer: unknown }> => {
    const response = await fetch(`${running.get().url}/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: await response.json() };
  };

  it('send, tap, edit, block and unblock as the phone object does', async () => {
    const sandbox = running.get();
    const { api } = aBot(sandbox);

    const { answer } = await change('phones/1001/send', { bot: 'intake', text: '/start' });
    expect(answer).toEqual({ ok: true, update_id: (await api.getUpdates())[0]!.update_id });
    await api.sendMessage(1001, 'Well?', {
      reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] },
    });
    await change('phones/1001/tapLabel', { bot: 'intake', label: 'Yes' });
    await change('phones/1001/tap', { bot: 'intake', messageId: 2, data: 'forged' });
    await change('phones/1001/kind', { bot: 'intake', kind: 'voice' });
    await change('phones/1001/group', { bot: 'intake', groupId: -3, text: 'Hello' });
    await change('phones/1001/block', { bot: 'intake' });
    expect(sandbox.phone(1001).isBlocked('intake')).toBe(true);
    await change('phones/1001/unblock', { bot: 'intake' });

    const updates = await api.getUpdates();
    expect(updates.map((update) => Object.keys(update)[1])).toEqual([
      'message',
      'callback_query',
      'callback_query',
      'message',
      'message',
      'my_chat_member',
      'my_chat_member',
    ]);
  });

  it('show messages, the locked screen and the calls of a bot', async () => {
    await aBot(running.get(), 'staff').api.sendMessage(2001, 'Hello');

    expect(await read('phones/2001/messages?bot=staff')).toMatchObject([{ text: 'Hello', from: 'bot' }]);
    expect(await read('phones/2001/lockscreen')).toMatchObject([{ preview: 'Hello' }]);
    expect(await read('phones/2001?bot=staff')).toMatchObject({ id: 2001, blocked: false, hidden: 0 });
    expect(await read('calls?bot=staff&method=sendMessage')).toMatchObject([{ payload: { chat_id: 2001 } }]);
    await change('phones/2001/unlock', {});
    expect(await read('phones/2001/lockscreen')).toEqual([]);
  });

  it('make Telegram fail and stop it again', async () => {
    const { api } = aBot(running.get(), 'staff');
    await change('faults', { method: 'sendMessage', probability: 1, fault: { kind: '5xx', code: 502 } });
    await change('faults/duplicate', { probability: 0.1 });
    await change('faults/reorder', { probability: 0.2 });

    expect((await refusal(api.sendMessage(2001, 'x'))).code).toBe(502);
    expect(await read('state')).toMatchObject({
      faults: { duplication: 0.1, reordering: 0.2, rules: [{ left: null }] },
    });
    await change('faults/clear', {});
    expect((await api.sendMessage(2001, 'x')).text).toBe('x');
    await change('rate-limits', { on: true });
    await api.sendMessage(2002, 'x');
    expect((await refusal(api.sendMessage(2002, 'x'))).code).toBe(429);
  });

  it('start over', async () => {
    running.get().phone(1001).send('intake', 'x');

    await change('reset', {});

    expect(running.get().pending('intake')).toBe(0);
  });

  it.each([
    ['phones/1001/dance', { bot: 'intake' }],
    ['phones/0/send', { bot: 'intake', text: 'x' }],
    ['phones/1001/send', { bot: 'nobody', text: 'x' }],
    ['phones/1001/tapLabel', { bot: 'intake', label: 'Nowhere' }],
    ['faults', { fault: { kind: 'earthquake' } }],
    ['faults/duplicate', { probability: 2 }],
    ['faults/earthquake', { probability: 1 }],
    ['elsewhere', {}],
  ])('refuse %s with %j', async (path, body) => {
    const { status, answer } = await change(path, body);

    expect(status).toBe(400);
    expect(answer).toEqual({ error: expect.any(String) as string });
  });

  it('refuse what a form on another web page could send', async () => {
    const response = await fetch(`${running.get().url}/sandbox/reset`, { method: 'POST', body: '{}' });

    expect(response.status).toBe(400);
  });

  it('tell a listener which phones changed', async () => {
    const response = await fetch(`${running.get().url}/sandbox/events`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();

    running.get().phone(1001).send('intake', 'x');

    const { value } = await reader.read();
    expect(JSON.parse(value!.replace('data: ', ''))).toMatchObject({
      phones: expect.arrayContaining([1001]) as number[],
    });
    await reader.cancel();
  });
});

describe('the page with the phones', () => {
  const running = useSandbox();

  it('loads nothing from anywhere else', async () => {
    const page = await fetch(`${running.get().url}/`);
    const html = await page.text();

    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1])).toEqual([
      '/page.css',
      '/page.js',
    ]);
    expect(html).not.toMatch(/ style=| on[a-z]+=|<script>/);
  });

  it('has a script that a browser can read', async () => {
    const script = await (await fetch(`${running.get().url}/page.js`)).text();

    expect(script.length).toBeGreaterThan(1_000);
    expect(() => new vm.Script(script)).not.toThrow();
  });

  it('is not served under a name that somebody else pointed at this machine', async () => {
    const { port } = new URL(running.get().url);
    const status = await new Promise((resolve) => {
      request({ host: '127.0.0.1', port, path: '/', headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });

    expect(status).toBe(421);
  });
});
