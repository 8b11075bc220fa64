import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { seconds } from '../../../../src/domain/shared/time.js';
import { makeLog } from '../../../../src/server/platform/logging/log.js';
import { signWebhook, webhookKey } from '../../../../src/server/platform/webhook/signature.js';
import { WebhookCourier } from '../../../../src/server/platform/webhook/webhook-courier.js';
import { aParcel } from '../../../builders/parcel.js';
import { ManualClock } from '../../../fakes/manual-clock.js';
import { silentLog } from '../../../fakes/silent-log.js';

const secret = 'a-secret-of-the-gateway';
const parcel = aParcel({
  channel: 'webhook',
  payload: { alertId: 'a', kind: 'contact', level: 'RED', number: 4769, rung: 0 },
});

interface Request {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A real HTTP server that remembers what it was asked. */
async function startGateway(
  answer: (response: ServerResponse) => void,
): Promise<{ url: string; requests: Request[] }> {
  const requests: Request[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      requests.push({ method: request.method, path: request.url, headers: request.headers, body });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ring`, requests };
}

const answering =
  (status: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(status, headers).end('thanks');

const courierTo = (url: string, clock = new ManualClock()): WebhookCourier =>
  new WebhookCourier({ url, secret }, clock, silentLog);

describe('signing a webhook', () => {
  it('agrees with the published example of Standard Webhooks', () => {
    const key = webhookKey('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');

    const signature = signWebhook(key, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}');

    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});

describe('carrying an alert to the webhook', () => {
  it('posts level, kind, number and rung, and nothing else that a payload may hold', async () => {
    const gateway = await startGateway(answering(204));

    const delivery = await courierTo(gateway.url).deliver({
      ...parcel,
      payload: { kind: 'contact', level: 'RED', number: 4769, rung: 2, alertId: 'a', dutyName: 'Mira' },
    });

    const [request] = gateway.requests;
    expect(delivery).toEqual({ result: 'sent' });
    expect(request?.method).toBe('POST');
    expect(JSON.parse(request?.body ?? '')).toEqual({
      id: expect.stringMatching(/^msg_[0-9a-f]{32}$/) as string,
      kind: 'contact',
      level: 'RED',
      number: 4769,
      rung: 2,
      at: '2026-11-23T12:00:00.000Z',
    });
  });

  it('is signed over id, time and the very bytes of the body', async () => {
    const gateway = await startGateway(answering(200));

    await courierTo(gateway.url).deliver(parcel);

    const { headers, body } = gateway.requests[0] as Request;
    const id = String(headers['webhook-id']);
    const timestamp = String(headers['webhook-timestamp']);
    const expected = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect(timestamp).toBe(String(Date.UTC(2026, 10, 23, 12) / 1_000));
    expect((JSON.parse(body) as { id: string }).id).toBe(id);
  });

  it('has one id for every try of one message, and another for the next rung and after a restored backup', async () => {
    const gateway = await startGateway(answering(200));
    const clock = new ManualClock();
    const courier = courierTo(gateway.url, clock);

    await courier.deliver(parcel);
    clock.advance(seconds(30));
    await courier.deliver({ ...parcel, attempt: 2, mayBeRepeat: true });
    await courier.deliver({ ...parcel, id: '18' });
    await courier.deliver({ ...parcel, ref: 'f1a8a0f4-70cb-4c6e-8a1d-0a4b6d6f4e0c' });

    const ids = gateway.requests.map(({ headers }) => headers['webhook-id']);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('a webhook that is not taken', () => {
  it('is dead when the receiver wants no more of them', async () => {
    const gateway = await startGateway(answering(410));

    expect(await courierTo(gateway.url).deliver(parcel)).toEqual({ result: 'dead', code: 'gone' });
  });

  it.each([
    [400, false],
    [401, false],
    [429, false],
    [500, true],
    [503, true],
  ])('is tried again after %i', async (status, mayHaveArrived) => {
    const gateway = await startGateway(answering(status));

    expect(await courierTo(gateway.url).deliver({ ...parcel, attempt: 3 })).toEqual({
      result: 'retry',
      after: seconds(4),
      code: `answered-${status}`,
      mayHaveArrived,
    });
  });

  it('is not carried on to where a redirect points', async () => {
    const elsewhere = await startGateway(answering(200));
    const gateway = await startGateway(answering(307, { location: elsewhere.url }));

    const delivery = await courierTo(gateway.url).deliver(parcel);

    expect(delivery).toMatchObject({ result: 'retry', code: 'answered-307' });
    expect(elsewhere.requests).toEqual([]);
  });

  it('is tried again when nobody listens, and cannot have arrived', async () => {
    const gateway = await startGateway(answering(200));
    for (const stop of stops.splice(0)) stop();

    expect(await courierTo(gateway.url).deliver(parcel)).toEqual({
      result: 'retry',
      after: seconds(1),
      code: 'no-answer',
      mayHaveArrived: false,
    });
  });

  it('is given up when the receiver does not answer, and may have arrived', async () => {
    const gateway = await startGateway(() => undefined);
    const courier = new WebhookCourier(
      { url: gateway.url, secret },
      new ManualClock(),
      silentLog,
      fetch,
      seconds(2),
    );

    expect(await courier.deliver(parcel)).toEqual({
      result: 'retry',
      after: seconds(1),
      code: 'no-answer',
      mayHaveArrived: true,
    });
    expect(gateway.requests).toHaveLength(1);
  });

  it('is dead at once when there is no webhook, so that it falls through', async () => {
    const courier = new WebhookCourier(null, new ManualClock(), silentLog);

    expect(await courier.deliver(parcel)).toEqual({ result: 'dead', code: 'no-webhook' });
  });

  it('leaves neither the address nor the secret in the log', async () => {
    const lines: string[] = [];
    const log = makeLog('trace', { write: (line) => void lines.push(line) });
    const gateway = await startGateway(answering(500));

    await new WebhookCourier({ url: gateway.url, secret }, new ManualClock(), log).deliver(parcel);

    expect(lines.join('')).toContain('webhook-failed');
    expect(lines.join('')).not.toMatch(/127\.0\.0\.1|a-secret/);
  });
});
