import { InlineKeyboard } from 'grammy';
import { messageKinds } from '../../src/sandbox/message-kinds.js';
import { aBot, refusal, useSandbox } from './a-bot.js';

describe('a phone', () => {
  const running = useSandbox();

  it.each(messageKinds)('sends a %s', async (kind) => {
    running.get().phone(1001).sendKind('intake', kind);

    const [update] = await aBot(running.get()).api.getUpdates();

    expect(update?.message).toMatchObject({ from: { id: 1001 }, chat: { id: 1001, type: 'private' } });
    expect(update?.message?.text).toBeUndefined();
    expect(running.get().phone(1001).messages('intake')).toHaveLength(1);
  });

  it('sends a caption or any other field along', async () => {
    running.get().phone(1001).sendKind('intake', 'photo', { caption: 'Look' });

    const [update] = await aBot(running.get()).api.getUpdates();

    expect(update?.message?.caption).toBe('Look');
  });

  it('edits its newest text', async () => {
    const phone = running.get().phone(1001);
    phone.send('intake', 'First');
    phone.send('intake', 'Second');
    phone.sendKind('intake', 'edited_text', { text: 'Third' });

    const updates = await aBot(running.get()).api.getUpdates({ offset: -1 });

    expect(updates[0]?.edited_message).toMatchObject({
      text: 'Third',
      edit_date: expect.any(Number) as number,
    });
    expect(phone.messages('intake').map(({ text }) => text)).toEqual(['First', 'Third']);
  });

  it('sends an update of a kind that nobody has heard of', async () => {
    const id = running.get().phone(1001).sendKind('intake', 'unknown');

    const updates = await aBot(running.get()).api.getUpdates();

    expect(updates).toEqual([{ update_id: id, update_of_the_future: expect.any(Object) as object }]);
  });

  it('marks a command as one', async () => {
    running.get().phone(1001).send('intake', '/start now');

    const [update] = await aBot(running.get()).api.getUpdates();

    expect(update?.message?.entities).toEqual([{ type: 'bot_command', offset: 0, length: 6 }]);
  });

  it('speaks in a group', async () => {
    running.get().phone(1001).sendToGroup('intake', -77, 'Hello all');

    const [update] = await aBot(running.get()).api.getUpdates();

    expect(update?.message?.chat).toMatchObject({ id: -77, type: 'group' });
    expect(running.get().phone(1002).messages('intake', -77)).toMatchObject([{ from: 'other' }]);
  });

  it('taps the newest button with a label, and any data on any message', async () => {
    const sandbox = running.get();
    const phone = sandbox.phone(1001);
    phone.open('intake');
    const { api } = aBot(sandbox);
    const button = (label: string, data: string) => ({
      reply_markup: new InlineKeyboard().text(label, data),
    });
    await api.sendMessage(1001, 'Old', button('I take it', 'old'));
    await api.sendMessage(1001, 'New', button('I take it', 'new'));
    const other = await api.sendMessage(1001, 'Other', button('No', 'no'));

    phone.tapLabel('intake', 'take');
    phone.tap('intake', other.message_id, 'forged');
    phone.tap('intake', 999, 'gone');

    const queries = (await api.getUpdates()).map((update) => update.callback_query);
    expect(queries.map((query) => query?.data)).toEqual(['new', 'forged', 'gone']);
    expect(queries[1]?.message).toMatchObject({ text: 'Other' });
    expect(queries[2]?.message).toEqual(expect.objectContaining({ message_id: 999, date: 0 }));
    expect(() => phone.tapLabel('intake', 'Nowhere')).toThrow('shows no button labelled "Nowhere"');
  });

  it('tells the bot when it blocks and unblocks, once, and is silent in between', async () => {
    const phone = running.get().phone(1001);
    phone.block('intake');
    phone.block('intake');
    expect(() => phone.send('intake', 'x')).toThrow('unblock it first');
    phone.unblock('intake');

    const updates = await aBot(running.get()).api.getUpdates();

    expect(updates.map((update) => update.my_chat_member?.new_chat_member.status)).toEqual([
      'kicked',
      'member',
    ]);
  });

  it('of staff has met the staff bot before; nobody else has', async () => {
    const staff = aBot(running.get(), 'staff').api;

    expect((await staff.sendMessage(2003, 'Hello')).chat.id).toBe(2003);
    expect((await refusal(staff.sendMessage(1001, 'Hello'))).description).toBe('Bad Request: chat not found');
  });
});

describe('what a stranger reads on the locked screen', () => {
  const running = useSandbox();

  it('is the name of the bot and the text as first sent; silence is marked', async () => {
    const phone = running.get().phone(2001);
    const { api } = aBot(running.get(), 'staff');
    await api.setMyName('Rota');
    await api.sendMessage(2001, 'Loud');
    await api.sendMessage(2001, 'Quiet', { disable_notification: true });

    expect(phone.lockScreen()).toMatchObject([
      { bot: 'staff', botName: 'Rota', preview: 'Loud', silent: false },
      { bot: 'staff', botName: 'Rota', preview: 'Quiet', silent: true },
    ]);
  });

  it('is neither added to by an edit nor taken back by a deletion', async () => {
    const phone = running.get().phone(2001);
    const { api } = aBot(running.get(), 'staff');
    const sent = await api.sendMessage(2001, 'Before');
    await api.editMessageText(2001, sent.message_id, 'After');
    await api.deleteMessage(2001, sent.message_id);

    expect(phone.lockScreen().map(({ preview }) => preview)).toEqual(['Before']);
    expect(phone.messages('staff')).toEqual([]);
  });

  it('is nothing that a person sent, and nothing after the phone was unlocked', async () => {
    const phone = running.get().phone(2001);
    phone.send('staff', 'Mine');
    expect(phone.lockScreen()).toEqual([]);
    await aBot(running.get(), 'staff').api.sendMessage(2001, 'Hello');
    expect(phone.lockScreen()).toHaveLength(1);

    phone.unlock();

    expect(phone.lockScreen()).toEqual([]);
  });
});

describe('starting over', () => {
  const running = useSandbox();

  it('forgets chats, updates, faults and calls, and goes on counting', async () => {
    const sandbox = running.get();
    const { api } = aBot(sandbox);
    const last = sandbox.phone(1001).send('intake', 'Hello');
    await api.sendMessage(1001, 'Hello');
    sandbox.faults.next({ probability: 1, fault: { kind: '403' } });

    sandbox.reset();

    expect(sandbox.pending('intake')).toBe(0);
    expect(sandbox.calls('intake')).toEqual([]);
    expect(sandbox.phone(1001).messages('intake')).toEqual([]);
    expect((await refusal(api.sendMessage(1001, 'x'))).description).toBe('Bad Request: chat not found');
    expect(sandbox.phone(1001).send('intake', 'Hello')).toBe(last + 1);
  });

  it('keeps what the bots told Telegram, so that a running bot goes on', async () => {
    const sandbox = running.get();
    const { api } = aBot(sandbox);
    await api.setMyName('Weather');
    await api.setWebhook('http://127.0.0.1:9/', { allowed_updates: ['message'] });

    sandbox.reset();

    expect((await api.getMe()).first_name).toBe('Weather');
    expect(await api.getWebhookInfo()).toMatchObject({
      url: 'http://127.0.0.1:9/',
      allowed_updates: ['message'],
    });
  });

  it('begins its update ids somewhere else each time', async () => {
    const other = useless();
    const here = running.get().phone(1001).send('intake', 'x');

    expect(Math.abs((await other) - here)).toBeGreaterThan(1);
  });

  async function useless(): Promise<number> {
    const { startSandbox } = await import('../../src/sandbox/sandbox.js');
    const sandbox = await startSandbox({ port: 0, bots: { intake: '1:a', staff: '2:b' } });
    const id = sandbox.phone(1).send('intake', 'x');
    await sandbox.stop();
    return id;
  }
});

describe('updates that nobody fetches', () => {
  let now = Date.now();
  const running = useSandbox({ now: () => now });

  it('are lost after 24 hours', async () => {
    running.get().phone(1001).send('intake', 'Yesterday');
    now += 25 * 3_600_000;
    const today = running.get().phone(1001).send('intake', 'Today');

    const updates = await aBot(running.get()).api.getUpdates();

    expect(updates.map((update) => update.update_id)).toEqual([today]);
  });
});
