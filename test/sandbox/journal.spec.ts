import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { aBot, tokens } from './a-bot.js';

describe('a Telegram with a journal', () => {
  let folder: string;
  let journal: string;
  const start = (): Promise<Sandbox> => startSandbox({ port: 0, bots: tokens, journal });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    journal = join(folder, 'telegram.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('shows after a restart what it showed before', async () => {
    const before = await start();
    const { api } = aBot(before);
    await api.setMyName('Weather');
    before.phone(1001).send('intake', 'Hello');
    const sent = await api.sendMessage(1001, 'First', { disable_notification: true });
    await api.editMessageText(1001, sent.message_id, 'Second');
    const gone = await api.sendMessage(1001, 'Gone');
    await api.deleteMessage(1001, gone.message_id);
    before.phone(1002).block('intake');
    const shown = before.phone(1001).messages('intake');
    const locked = before.phone(1001).lockScreen();
    await before.stop();

    const after = await start();

    expect(after.phone(1001).messages('intake')).toEqual(shown);
    expect(after.phone(1001).lockScreen()).toEqual(locked);
    expect(after.phone(1002).isBlocked('intake')).toBe(true);
    expect((await aBot(after).api.getMe()).first_name).toBe('Weather');
    await after.stop();
  });

  it('still holds the updates that nobody confirmed, and never gives an id twice', async () => {
    const before = await start();
    const ids = ['a', 'b', 'c'].map((text) => before.phone(1001).send('intake', text));
    await aBot(before).api.getUpdates({ offset: ids[0]! + 1 });
    await before.stop();

    const after = await start();
    const held = await aBot(after).api.getUpdates();
    const next = after.phone(1001).send('intake', 'd');

    expect(held.map((update) => update.update_id)).toEqual(ids.slice(1));
    expect(next).toBe(ids[2]! + 1);
    await after.stop();
  });

  it('still knows the webhook and what the bot wants to hear', async () => {
    const before = await start();
    await aBot(before).api.setWebhook('http://127.0.0.1:9/', { allowed_updates: ['message'] });
    await before.stop();

    const after = await start();

    expect(await aBot(after).api.getWebhookInfo()).toMatchObject({
      url: 'http://127.0.0.1:9/',
      allowed_updates: ['message'],
    });
    await after.stop();
  });

  it('forgets on reset, also after a restart, but goes on counting', async () => {
    const before = await start();
    const last = before.phone(1001).send('intake', 'Hello');
    before.reset();
    await before.stop();

    const after = await start();

    expect(after.phone(1001).messages('intake')).toEqual([]);
    expect(after.phone(1001).send('intake', 'Hello')).toBe(last + 1);
    await after.stop();
  });

  it('reads past a last line that was cut short, and writes on after it', async () => {
    const before = await start();
    const kept = before.phone(1001).send('intake', 'kept');
    await before.stop();
    appendFileSync(journal, '{"type":"update","bot":"inta');

    const between = await start();
    const next = between.phone(1001).send('intake', 'next');
    await between.stop();
    const after = await start();

    const held = await aBot(after).api.getUpdates();
    expect(held.map((update) => update.update_id)).toEqual([kept, next]);
    await after.stop();
  });

  it('is readable by its owner only and refuses a file that is not its own', async () => {
    await (await start()).stop();
    const lines = readFileSync(journal, 'utf8').trim().split('\n');
    expect(lines.every((line) => typeof JSON.parse(line) === 'object')).toBe(true);
    rmSync(journal);
    appendFileSync(journal, 'not a journal\n');

    await expect(start()).rejects.toThrow(SyntaxError);
  });
});
