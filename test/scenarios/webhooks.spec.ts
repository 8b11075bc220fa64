import { rows } from '../../src/server/platform/database/database.js';
import { freePort } from '../builders/free-port.js';
import { bots, eventually, phoneOf, startHouse, type House } from './support/house.js';
import { walk } from './support/walk.js';

const secret = 'a-secret-for-telegram-only-0001';
const contact = 1001;

let house: House;

beforeAll(async () => {
  // The port must be known before the server starts: Telegram is told where to deliver.
  const port = await freePort();
  house = await startHouse({
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TELEGRAM_WEBHOOK_SECRET: secret,
    TELEGRAM_STAFF_WEBHOOK_SECRET: `${secret}-staff`,
  });
});
afterAll(() => house.stop());

const post = (bot: string, body: string, token?: string, type = 'application/json'): Promise<Response> =>
  fetch(`${house.running.url}/telegram/${bot}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      ...(token !== undefined && { 'x-telegram-bot-api-secret-token': token }),
    },
  });

const updates = () =>
  rows(house.test.database.reader, `select update_id from telegram_update where bot = 'intake'`);

describe('updates by webhook', () => {
  it('play the same scene as updates by long polling', async () => {
    house.sandbox.phone(contact).send('intake', '/start');
    await walk(house.sandbox.phone(contact), ['English', 'Yes', 'Start', 'About me', 'Yes, now']);

    await eventually(() =>
      house.sandbox
        .phone(phoneOf.mira)
        .messages('staff')
        .some(({ text }) => text.includes('RED')),
    );
  });

  it.each([
    ['no secret', undefined],
    ['a wrong one', 'wrong'],
    ['that of the other bot', `${secret}-staff`],
    ['a longer one', `${secret}x`],
  ])('are refused with %s, and nothing is kept', async (_name, token) => {
    const before = await updates();

    const response = await post('intake', JSON.stringify({ update_id: 1, message: {} }), token);

    expect(response.status).toBe(401);
    expect(await updates()).toEqual(before);
  });

  it.each([
    ['an object without a number', '{"hello":"world"}'],
    ['a list', '[1,2,3]'],
    ['null', 'null'],
    ['a number that is none', '{"update_id":"7; drop table chat"}'],
    ['a message that is no message', '{"update_id":900001,"message":{"chat":7}}'],
    ['a message of nobody', '{"update_id":900002,"message":null}'],
  ])('of unknown shape are answered 200 and ignored: %s', async (_name, body) => {
    expect((await post('intake', body, secret)).status).toBe(200);
  });

  it('that are no JSON do no harm', async () => {
    expect((await post('intake', '{"update_id":', secret)).status).toBe(400);
    expect((await post('intake', 'x=1', secret, 'text/plain')).status).toBe(200);
  });

  it('for a bot that does not exist are refused', async () => {
    expect((await post('nobody', '{"update_id":1}', secret)).status).toBe(401);
  });

  it('are taken in once, however often Telegram delivers them', async () => {
    const person = { id: 778, is_bot: false, first_name: 'X' };
    const message = {
      message_id: 1,
      date: 0,
      chat: { id: 778, type: 'private' },
      from: person,
      text: 'zdravo',
    };
    const body = JSON.stringify({ update_id: 910_001, message });

    const kept = () =>
      rows(
        house.test.database.reader,
        `select 1 from held_back_entry union all select 1 from chain_record where channel_id is not null`,
      );
    const before = (await kept()).length;

    const answers = await Promise.all([1, 2, 3].map(() => post('intake', body, secret)));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await kept()).toHaveLength(before + 1);
  });

  it('are asked for under the address and secret that the configuration names', () => {
    const [call] = house.sandbox.calls('intake', 'setWebhook');

    expect(call?.payload).toMatchObject({
      url: `${house.running.url}/telegram/intake`,
      secret_token: secret,
    });
    expect(bots.intake).not.toBe(bots.staff);
  });
});
