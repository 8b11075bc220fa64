import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Policy } from '../../src/domain/escalation/ladder.js';
import { defaultPolicies } from '../../src/domain/escalation/default-policies.js';
import { seconds } from '../../src/domain/shared/time.js';
import { LetterListener } from '../../src/server/escalation/delivery-listeners.js';
import { rows } from '../../src/server/platform/database/database.js';
import { makeLog } from '../../src/server/platform/logging/log.js';
import { MailCourier } from '../../src/server/platform/mail/mail-courier.js';
import { OutboxRelay } from '../../src/server/platform/outbox/relay.js';
import { WebhookCourier } from '../../src/server/platform/webhook/webhook-courier.js';
import { AlertLetters } from '../../src/server/staff-bot/alert-letters.js';
import { DutyHouse, makeDutyDatabase } from '../builders/duty-house.js';
import { RecordingCourier } from '../fakes/recording-courier.js';
import type { TestDatabase } from '../server/support/test-database.js';
import { listenForMail, type Ear } from './support/listeners.js';

let db: TestDatabase;
let house: DutyHouse;
let mail: Ear;
let gateway: Server;
let bodies: string[];
let logged: string[];
let gatewayAnswers: number;

beforeAll(async () => {
  db = await makeDutyDatabase();
  mail = await listenForMail();
  gateway = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk));
    request.on('end', () => response.writeHead(gatewayAnswers).end());
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
});
beforeEach(async () => {
  await db.empty();
  mail.heard.length = 0;
  [bodies, logged, gatewayAnswers] = [[], [], 204];
  house = new DutyHouse(db);
});
afterAll(async () => {
  await mail.stop();
  gateway.closeAllConnections();
  gateway.close();
  await db.drop();
});

/** The relay of a worker, with its real couriers. */
function worker(hasMail = true): OutboxRelay {
  const log = makeLog('trace', { write: (line) => void logged.push(line) });
  const server = { url: mail.url, from: 'alerts@ngo.example' };
  const book = {
    mailAddressOf: (id: string) => house.directory.emailOf(db.database.reader, id as never),
  };
  const letters = new AlertLetters(db.database, house.directory);
  const { port } = gateway.address() as AddressInfo;
  const address = { url: `http://127.0.0.1:${port}/ring`, secret: 'a-secret-of-the-gateway' };
  return new OutboxRelay(
    db.database,
    house.outbox,
    house.clock,
    log,
    [
      new MailCourier(hasMail ? server : null, book, letters, log),
      new WebhookCourier(address, house.clock, log),
      new RecordingCourier('telegram-staff'),
      new RecordingCourier('alarm'),
    ],
    [new LetterListener(house.deliveries, house.alerts, house.settleCalls, house.outbox)],
  );
}

const letters: Policy = {
  ...defaultPolicies['contact-RED'],
  steps: [
    {
      ...defaultPolicies['contact-RED'].steps[0]!,
      whom: [{ everyone: true }],
      channels: [
        { channel: 'mail', after: seconds(0) },
        { channel: 'webhook', after: seconds(0) },
      ],
    },
  ],
};

const raise = (): Promise<unknown> => house.tx((tx) => house.raise.run(tx, house.request(letters)));
const deliveries = (): Promise<{ channel: string; status: string; code: string | null }[]> =>
  rows(db.database.reader, 'select channel, status, code from alert_delivery order by channel');

describe('an alert that leaves by mail and webhook', () => {
  it('says level, kind and number to each reader in her language, and where to look', async () => {
    await house.person('Mira', { language: 'en' });
    await house.person('Zora', { language: 'sr-Latn' });
    await raise();

    await worker().drain();

    const english = mail.heard.find((letter) => letter.includes('To: mira@example.org'));
    const serbian = mail.heard.find((letter) => letter.includes('To: zora@example.org'));
    expect(english).toMatch(/RED =C2=B7 contact 4769\r\n\r\nPlease open the console\./);
    expect(serbian).toMatch(/RED =C2=B7 kontakt 4769\r\n\r\nOtvorite konzolu\./);
    expect(await deliveries()).toEqual([
      { channel: 'mail', status: 'sent', code: null },
      { channel: 'mail', status: 'sent', code: null },
      { channel: 'webhook', status: 'sent', code: null },
    ]);
  });

  it('calls the webhook once a rung, with a body that names nobody', async () => {
    await house.person('Mira');
    await house.person('Zora');
    await raise();

    await worker().drain();

    expect(bodies.map((body) => Object.keys(JSON.parse(body) as object).sort())).toEqual([
      ['at', 'id', 'kind', 'level', 'number', 'rung'],
    ]);
  });

  it('leaves no address and no name in the log', async () => {
    gatewayAnswers = 500;
    await house.person('Mira');
    await raise();

    await worker().round();

    expect(logged.join('')).toContain('webhook-failed');
    expect(logged.join('')).not.toMatch(/mira|example\.org/i);
  });

  it('is tried again with the same id until the gateway takes it', async () => {
    gatewayAnswers = 503;
    await house.person('Mira');
    await raise();
    const relay = worker();
    await relay.drain();
    house.clock.advance(seconds(1));
    gatewayAnswers = 200;

    await relay.drain();

    const ids = bodies.map((body) => (JSON.parse(body) as { id: string }).id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect((await deliveries()).at(-1)).toEqual({ channel: 'webhook', status: 'sent', code: null });
  });

  it('falls through without a mail server', async () => {
    await house.person('Mira');
    await raise();

    await worker(false).drain();

    expect((await deliveries())[0]).toEqual({ channel: 'mail', status: 'dead', code: 'no-smtp' });
  });
});
