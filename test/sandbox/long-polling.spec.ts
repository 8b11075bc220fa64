import { InlineKeyboard } from 'grammy';
import { aBot, eventually, refusal, useSandbox } from './a-bot.js';

/** A moment in which the sandbox can notice that somebody hung up. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

describe('an unmodified grammY bot that polls', () => {
  const running = useSandbox();

  it('learns who it is', async () => {
    const bot = aBot(running.get());

    await bot.init();

    expect(bot.botInfo).toMatchObject({ id: 7_000_001, is_bot: true, username: 'intake_sandbox_bot' });
  });

  it('hears a person, answers with buttons and edits its answer when one is tapped', async () => {
    const sandbox = running.get();
    const bot = aBot(sandbox);
    bot.command('start', (ctx) =>
      ctx.reply('Hello', { reply_markup: new InlineKeyboard().text('Go on', 'next') }),
    );
    bot.callbackQuery('next', async (ctx) => {
      await ctx.answerCallbackQuery({ text: 'Done' });
      await ctx.editMessageText('Next');
    });
    const polling = bot.start();
    const phone = sandbox.phone(1001);

    phone.send('intake', '/start');
    await eventually(() => phone.messages('intake').length === 2);
    phone.tapLabel('intake', 'Go');
    const edited = await eventually(() => phone.messages('intake').find(({ text }) => text === 'Next'));

    expect(edited).toMatchObject({ from: 'bot', edits: 1, buttons: [] });
    expect(phone.popUps('intake')).toEqual([{ text: 'Done', alert: false }]);
    await bot.stop();
    await polling;
    expect(sandbox.pending('intake')).toBe(0);
  });

  it('serves fifty phones nobody declared and ten thousand messages', async () => {
    const sandbox = running.get();
    const bot = aBot(sandbox);
    const heard = new Map<number, number>();
    bot.on('message:text', (ctx) => void heard.set(ctx.chat.id, (heard.get(ctx.chat.id) ?? 0) + 1));
    const polling = bot.start();

    for (let index = 0; index < 10_000; index += 1)
      sandbox.phone(5_000 + (index % 50)).send('intake', `Text ${index}`);
    await eventually(() => sandbox.pending('intake') === 0);

    expect(heard.size).toBe(50);
    expect([...heard.values()].every((count) => count === 200)).toBe(true);
    await bot.stop();
    await polling;
  });
});

describe('getUpdates', () => {
  const running = useSandbox();

  /** Begins a long poll. Resolves once it has reached the sandbox, which shows by what it confirms. */
  async function poll(signal?: AbortSignal): Promise<{ updates: Promise<unknown> }> {
    const sandbox = running.get();
    const offset = sandbox.phone(1001).send('intake', 'confirmed by the poll') + 1;
    const updates = aBot(sandbox).api.getUpdates({ timeout: 30, offset }, signal as never);
    updates.catch(() => undefined);
    await eventually(() => sandbox.pending('intake') === 0);
    return { updates };
  }

  it('repeats what was not confirmed and forgets what was', async () => {
    const { api } = aBot(running.get());
    const phone = running.get().phone(1001);
    const first = phone.send('intake', 'one');
    const second = phone.send('intake', 'two');

    const before = await api.getUpdates();
    const again = await api.getUpdates();
    const after = await api.getUpdates({ offset: first + 1 });
    const never = await api.getUpdates({ offset: 0 });

    expect([before, again].map((batch) => batch.map((update) => update.update_id))).toEqual([
      [first, second],
      [first, second],
    ]);
    expect(after.map((update) => update.update_id)).toEqual([second]);
    expect(never.map((update) => update.update_id)).toEqual([second]);
  });

  it('gives a hundred at most, and as few as asked', async () => {
    const { api } = aBot(running.get());
    for (let index = 0; index < 120; index += 1) running.get().phone(1001).send('intake', `${index}`);

    const most = await api.getUpdates({ limit: 500 });
    const few = await api.getUpdates({ limit: 3 });

    expect([most.length, few.length]).toEqual([100, 3]);
  });

  it('with a negative offset gives the newest and forgets the rest', async () => {
    const { api } = aBot(running.get());
    const ids = ['a', 'b', 'c'].map((text) => running.get().phone(1001).send('intake', text));

    const newest = await api.getUpdates({ offset: -1 });

    expect(newest.map((update) => update.update_id)).toEqual(ids.slice(-1));
    expect(running.get().pending('intake')).toBe(1);
  });

  it('waits for the time it is given and answers the moment something comes', async () => {
    const { api } = aBot(running.get());
    const waiting = api.getUpdates({ timeout: 30 });
    setTimeout(() => running.get().phone(1001).send('intake', 'late'), 20);

    const updates = await waiting;

    expect(updates).toHaveLength(1);
  });

  it('answers with nothing when the time is up', async () => {
    const updates = await aBot(running.get()).api.getUpdates({ timeout: 1 });

    expect(updates).toEqual([]);
  });

  it('gives only what the bot asked for, and remembers what that was', async () => {
    const sandbox = running.get();
    const { api } = aBot(sandbox);
    await api.getUpdates({ allowed_updates: ['callback_query'] });

    const unwanted = sandbox.phone(1001).send('intake', 'text');
    const tapped = sandbox.phone(1001).tap('intake', 1, 'data');

    expect(unwanted).toBe(0);
    expect((await api.getUpdates()).map((update) => update.update_id)).toEqual([tapped]);
  });

  it('keeps reactions to itself unless they are asked for', async () => {
    const sandbox = running.get();
    sandbox.phone(1001).open('intake');

    expect(sandbox.phone(1001).sendKind('intake', 'message_reaction')).toBe(0);
    await aBot(sandbox).api.getUpdates({ allowed_updates: ['message_reaction'] });
    expect(sandbox.phone(1001).sendKind('intake', 'message_reaction')).toBeGreaterThan(0);
  });

  it('ends the older of two pollers with a conflict', async () => {
    const { api } = aBot(running.get());
    const older = refusal((await poll()).updates);
    const newer = api.getUpdates({ timeout: 1 });

    expect(await older).toEqual({
      code: 409,
      description:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    expect(await newer).toEqual([]);
  });

  it('is refused while a webhook is set, and ended when one is being set', async () => {
    const { api } = aBot(running.get());
    const waiting = refusal((await poll()).updates);
    await api.setWebhook('http://127.0.0.1:9/');

    expect(await waiting).toEqual({ code: 409, description: 'Conflict: terminated by setWebhook request' });
    expect((await refusal(api.getUpdates())).description).toBe(
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  });

  it('takes no bot that hung up for a second poller', async () => {
    const { api } = aBot(running.get());
    const hangUp = new AbortController();
    const abandoned = await poll(hangUp.signal);
    hangUp.abort();
    await abandoned.updates.catch(() => undefined);
    await pause();

    const alone = refusal((await poll()).updates);
    const newer = api.getUpdates({ timeout: 1 });

    // The first conflict is told at once; had the abandoned poll counted, this were the second and came after three seconds.
    expect(await Promise.race([alone, newer])).toMatchObject({ code: 409 });
    await newer;
  });

  it('loses nothing when the bot hangs up in the middle of a poll', async () => {
    const sandbox = running.get();
    const hangUp = new AbortController();
    const abandoned = aBot(sandbox).api.getUpdates({ timeout: 30 }, hangUp.signal as never);
    setTimeout(() => hangUp.abort(), 30);
    await abandoned.catch(() => undefined);

    const sent = sandbox.phone(1001).send('intake', 'after');

    const updates = await aBot(sandbox).api.getUpdates();
    expect(updates.map((update) => update.update_id)).toEqual([sent]);
  });
});
