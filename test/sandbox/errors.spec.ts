import { InlineKeyboard, InputFile } from 'grammy';
import { aBot, refusal, tokens, useSandbox } from './a-bot.js';

const notModified =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a ' +
  'current content and reply markup of the message';
const HOUR = 3_600_000;

describe('what Telegram refuses, in its own words', () => {
  let now = Date.now();
  const running = useSandbox({ now: () => now });
  const chat = 1001;

  const met = () => {
    running.get().phone(chat).open('intake');
    return aBot(running.get()).api;
  };

  it('a wrong token', async () => {
    const response = await fetch(`${running.get().url}/bot1:wrong/getMe`);

    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
  });

  it('a method that does not exist', async () => {
    const response = await fetch(`${running.get().url}/bot${tokens.intake}/sendNothing`);

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      ok: false,
      error_code: 404,
      description: 'Not Found: method not found',
    });
  });

  it('a path that is not the Bot API', async () => {
    const response = await fetch(`${running.get().url}/elsewhere`);

    expect(await response.json()).toEqual({ ok: false, error_code: 404, description: 'Not Found' });
  });

  it('a body that is not what it says', async () => {
    const response = await fetch(`${running.get().url}/bot${tokens.intake}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });

    expect(response.status).toBe(400);
  });

  it('writing to somebody who never wrote', async () => {
    const { api } = aBot(running.get());

    expect(await refusal(api.sendMessage(424_242, 'Hello'))).toEqual({
      code: 400,
      description: 'Bad Request: chat not found',
    });
  });

  it('writing to somebody who blocked the bot', async () => {
    const api = met();
    running.get().phone(chat).block('intake');

    expect(await refusal(api.sendMessage(chat, 'Hello'))).toEqual({
      code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    running.get().phone(chat).unblock('intake');
    expect((await api.sendMessage(chat, 'Hello')).text).toBe('Hello');
  });

  it.each([
    ['nothing', '', 'Bad Request: message text is empty'],
    ['only blanks', ' \n ', 'Bad Request: text must be non-empty'],
    ['4,097 characters', 'x'.repeat(4_097), 'Bad Request: message is too long'],
  ])('a message of %s', async (_, text, description) => {
    expect(await refusal(met().sendMessage(chat, text))).toEqual({ code: 400, description });
  });

  it('nothing about a message of 4,096 characters', async () => {
    expect((await met().sendMessage(chat, 'x'.repeat(4_096))).text).toHaveLength(4_096);
  });

  it('callback data of 65 bytes, and takes 64', async () => {
    const api = met();
    const button = (data: string) => ({ reply_markup: new InlineKeyboard().text('Tap', data) });

    expect(await refusal(api.sendMessage(chat, 'Tap', button('ш'.repeat(32) + 'x')))).toEqual({
      code: 400,
      description: 'Bad Request: BUTTON_DATA_INVALID',
    });
    expect((await api.sendMessage(chat, 'Tap', button('ш'.repeat(32)))).reply_markup).toBeDefined();
  });

  it('a button that does nothing', async () => {
    const keyboard = { inline_keyboard: [[{ text: 'Tap' }]] } as never;

    expect((await refusal(met().sendMessage(chat, 'Tap', { reply_markup: keyboard }))).description).toBe(
      "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    );
  });

  it('a parse mode that it does not know', async () => {
    const call = met().sendMessage(chat, 'Hello', { parse_mode: 'BBCode' as never });

    expect((await refusal(call)).description).toBe('Bad Request: unsupported parse_mode');
  });

  it('an edit that changes nothing', async () => {
    const api = met();
    const { message_id } = await api.sendMessage(chat, 'Same');

    expect(await refusal(api.editMessageText(chat, message_id, 'Same'))).toEqual({
      code: 400,
      description: notModified,
    });
    expect((await refusal(api.editMessageReplyMarkup(chat, message_id))).description).toBe(notModified);
  });

  it('an edit of a message that is gone', async () => {
    expect((await refusal(met().editMessageText(chat, 77, 'New'))).description).toBe(
      'Bad Request: message to edit not found',
    );
  });

  it('an edit of what a person wrote', async () => {
    const api = met();
    running.get().phone(chat).send('intake', 'Mine');
    const [mine] = running.get().phone(chat).messages('intake');

    expect((await refusal(api.editMessageText(chat, mine!.messageId, 'Yours'))).description).toBe(
      "Bad Request: message can't be edited",
    );
  });

  it('a deletion of a message that is gone', async () => {
    expect((await refusal(met().deleteMessage(chat, 77))).description).toBe(
      'Bad Request: message to delete not found',
    );
  });

  it('a deletion after 48 hours', async () => {
    const api = met();
    const { message_id } = await api.sendMessage(chat, 'Old');
    now += 48 * HOUR + 2_000;

    expect((await refusal(api.deleteMessage(chat, message_id))).description).toBe(
      "Bad Request: message can't be deleted for everyone",
    );
    expect(running.get().phone(chat).messages('intake')).toHaveLength(1);
  });

  it("a deletion of other people's messages in a group", async () => {
    const { api } = aBot(running.get());
    running.get().phone(chat).sendToGroup('intake', -5, 'Hello all');
    const [theirs] = running.get().phone(chat).messages('intake', -5);

    expect((await refusal(api.deleteMessage(-5, theirs!.messageId))).description).toBe(
      "Bad Request: message can't be deleted",
    );
  });

  it('a deletion of 101 messages at once; of 100 it takes those that exist', async () => {
    const api = met();
    const { message_id } = await api.sendMessage(chat, 'One');
    const ids = Array.from({ length: 101 }, (_, index) => index + 1);

    expect((await refusal(api.deleteMessages(chat, ids))).description).toBe(
      'Bad Request: too many message identifiers specified',
    );
    expect(ids.slice(0, 100)).toContain(message_id);
    expect(await api.deleteMessages(chat, ids.slice(0, 100))).toBe(true);
    expect(running.get().phone(chat).messages('intake')).toEqual([]);
  });

  it('an answer to a tap that is unknown, answered or too old, or that is too long', async () => {
    const sandbox = running.get();
    const api = met();
    const tap = async () => {
      sandbox.phone(chat).tap('intake', 1, 'data');
      return (await api.getUpdates({ offset: -1 }))[0]!.callback_query!.id;
    };
    const tooOld = 'Bad Request: query is too old and response timeout expired or query ID is invalid';

    expect((await refusal(api.answerCallbackQuery('1'))).description).toBe(tooOld);
    const answered = await tap();
    expect((await refusal(api.answerCallbackQuery(answered, { text: 'x'.repeat(201) }))).description).toBe(
      'Bad Request: MESSAGE_TOO_LONG',
    );
    await api.answerCallbackQuery(answered);
    expect((await refusal(api.answerCallbackQuery(answered))).description).toBe(tooOld);
    const old = await tap();
    now += 61_000;
    expect((await refusal(api.answerCallbackQuery(old))).description).toBe(tooOld);
  });

  it.each([
    ['a command with a capital', { command: 'Start', description: 'x' }, 'Bad Request: BOT_COMMAND_INVALID'],
    [
      'a command without a description',
      { command: 'start', description: '' },
      'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID',
    ],
  ])('%s', async (_, command, description) => {
    expect((await refusal(met().setMyCommands([command]))).description).toBe(description);
  });

  it('an action that is none', async () => {
    expect((await refusal(met().sendChatAction(chat, 'dancing' as never))).description).toBe(
      'Bad Request: wrong parameter action in request',
    );
  });

  it('a webhook address that is none, and a secret with a blank', async () => {
    const api = met();

    expect((await refusal(api.setWebhook('nowhere'))).description).toBe(
      'Bad Request: invalid webhook URL specified',
    );
    expect((await refusal(api.setWebhook('https://x.example/', { secret_token: 'a b' }))).description).toBe(
      'Bad Request: secret token contains unallowed characters',
    );
  });

  it('everything for ten minutes after logOut, and close for ten minutes after the launch', async () => {
    const api = met();

    expect(await refusal(api.close())).toMatchObject({ code: 429, retryAfter: 600 });
    await api.logOut();
    expect(await refusal(api.getMe())).toEqual({ code: 400, description: 'Logged out' });
    now += 601_000;
    expect((await api.getMe()).is_bot).toBe(true);
    expect(await api.close()).toBe(true);
  });

  it('a reply to a message that is gone, unless told not to mind', async () => {
    const api = met();

    expect(
      (await refusal(api.sendMessage(chat, 'Re', { reply_parameters: { message_id: 77 } }))).description,
    ).toBe('Bad Request: message to be replied not found');
    const reply = { message_id: 77, allow_sending_without_reply: true };
    expect((await api.sendMessage(chat, 'Re', { reply_parameters: reply })).text).toBe('Re');
  });
});

describe('what Telegram takes', () => {
  const running = useSandbox();

  it('arguments in the address, in a form and in parts', async () => {
    const sandbox = running.get();
    sandbox.phone(1001).open('intake');
    const root = `${sandbox.url}/bot${tokens.intake}`;
    const form = new FormData();
    form.set('chat_id', '1001');
    form.set('text', 'Parts: шта');
    form.set('disable_notification', 'true');

    await fetch(`${root}/sendMessage?chat_id=1001&text=Address`);
    const keyboard = JSON.stringify({ inline_keyboard: [[{ text: 'Tap', callback_data: 'x' }]] });
    await fetch(`${root}/SENDMESSAGE`, {
      method: 'POST',
      body: new URLSearchParams({ chat_id: '1001', text: 'Form', reply_markup: keyboard }),
    });
    await fetch(`${root}/sendMessage`, { method: 'POST', body: form });

    const shown = sandbox.phone(1001).messages('intake');
    expect(shown.map(({ text, silent }) => [text, silent])).toEqual([
      ['Address', false],
      ['Form', false],
      ['Parts: шта', true],
    ]);
    expect(shown[1]?.buttons).toEqual([[{ label: 'Tap', data: 'x' }]]);
  });

  it('a file as grammY uploads it', async () => {
    const sandbox = running.get();
    sandbox.phone(1001).open('intake');
    const { api } = aBot(sandbox);

    await api.sendDocument(1001, new InputFile(Buffer.from([0, 13, 10, 255]), 'a.bin'), { caption: 'Файл' });

    expect(sandbox.phone(1001).messages('intake')).toMatchObject([{ kind: 'document', text: 'Файл' }]);
    expect(Object.values(sandbox.calls('intake', 'sendDocument')[0]!.payload)).toContainEqual({
      file_name: 'a.bin',
      bytes: 4,
    });
  });

  it('a quiet, protected message with a keyboard, which an edit without one takes away', async () => {
    const sandbox = running.get();
    const phone = sandbox.phone(1001);
    phone.open('intake');
    const { api } = aBot(sandbox);

    const sent = await api.sendMessage(1001, '<b>Bold</b> &amp; more', {
      parse_mode: 'HTML',
      disable_notification: true,
      protect_content: true,
      reply_markup: new InlineKeyboard().text('Tap', 'x'),
    });
    expect(phone.messages('intake')).toMatchObject([
      { text: 'Bold & more', silent: true, protectContent: true, edits: 0, buttons: [[{ label: 'Tap' }]] },
    ]);
    await api.editMessageText(1001, sent.message_id, 'Plain');

    expect(phone.messages('intake')).toMatchObject([
      { text: 'Plain', protectContent: true, edits: 1, buttons: [] },
    ]);
  });

  it('what a bot says about itself', async () => {
    const { api } = aBot(running.get());

    await api.setMyName('Weather');
    await api.setMyDescription('About the weather');
    await api.setMyShortDescription('Weather');
    await api.setMyCommands([{ command: 'start', description: 'Begin' }]);
    await api.setChatMenuButton({ menu_button: { type: 'commands' } });

    expect(await api.getMyName()).toEqual({ name: 'Weather' });
    expect((await api.getMe()).first_name).toBe('Weather');
    expect(await api.getMyDescription()).toEqual({ description: 'About the weather' });
    expect(await api.getMyShortDescription()).toEqual({ short_description: 'Weather' });
    expect(await api.getMyCommands()).toEqual([{ command: 'start', description: 'Begin' }]);
    await api.deleteMyCommands();
    expect(await api.getMyCommands()).toEqual([]);
  });

  it('a chat looked up, an action shown, a group left', async () => {
    const sandbox = running.get();
    sandbox.phone(1001).open('intake');
    sandbox.phone(1001).sendToGroup('intake', -5, 'Hello all');
    const { api } = aBot(sandbox);

    expect(await api.getChat(1001)).toMatchObject({ id: 1001, type: 'private', first_name: 'Contact 1' });
    expect(await api.sendChatAction(1001, 'typing')).toBe(true);
    expect(await api.leaveChat(-5)).toBe(true);
    expect((await refusal(api.getChat(-5))).description).toBe('Bad Request: chat not found');
  });
});
