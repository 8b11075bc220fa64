import { createServer, type AddressInfo, type Server } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { seconds } from '../../../../src/domain/shared/time.js';
import { makeLog, type Log } from '../../../../src/server/platform/logging/log.js';
import {
  MailCourier,
  type AddressBook,
  type LetterWriter,
  type MailPatience,
} from '../../../../src/server/platform/mail/mail-courier.js';
import { smtpOptions } from '../../../../src/server/platform/mail/smtp-server-address.js';
import { aParcel } from '../../../builders/parcel.js';

const from = 'Alerts <alerts@ngo.example>';
const staffId = '1f6c1a34-0a5e-4b7c-8d8e-0d4f7b1c9a01';
const book: AddressBook = {
  mailAddressOf: async (id) => (id === staffId ? 'mira.private@mailbox.example' : null),
};
const letters: LetterWriter = {
  write: ({ template, level, kind, number }) =>
    template === 'alert'
      ? {
          subject: `${String(level)} · ${String(kind)} ${String(number)}`,
          text: 'RED · contact 4769\n\nPlease open the console.',
        }
      : null,
};
const parcel = aParcel({
  channel: 'mail',
  payload: { staffId, template: 'alert', kind: 'contact', level: 'RED', number: 4769 },
});

interface Mailbox {
  readonly url: string;
  readonly mails: string[];
  readonly recipients: string[];
  mostAtOnce: number;
}

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A real SMTP server on this machine. */
async function startSmtp(options: SMTPServerOptions = {}): Promise<Mailbox> {
  let open = 0;
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    // A connection that the other end has closed may be known here a little later: a mail that is taken is not.
    onMailFrom: (_address, _session, done) => {
      box.mostAtOnce = Math.max(box.mostAtOnce, ++open);
      done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        box.mails.push(Buffer.concat(chunks).toString('utf8'));
        box.recipients.push(...session.envelope.rcptTo.map(({ address }) => address));
        open -= 1;
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => server.close());
  const { port } = server.server.address() as AddressInfo;
  const box: Mailbox = { url: `smtp://127.0.0.1:${port}`, mails: [], recipients: [], mostAtOnce: 0 };
  return box;
}

/** A server that takes connections and does with them what it is told. */
async function startSocket(
  greet: (write: (line: string) => void) => void,
): Promise<{ url: string; server: Server }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    greet((line) => socket.write(line));
    stops.push(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => server.close());
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

function logging(): { log: Log; written: () => string } {
  const lines: string[] = [];
  return { log: makeLog('trace', { write: (line) => void lines.push(line) }), written: () => lines.join('') };
}

const courierTo = (url: string, log: Log = logging().log, patience?: MailPatience): MailCourier =>
  new MailCourier({ url, from }, book, letters, log, patience);

const refusing = (code: number): SMTPServerOptions => ({
  onRcptTo: (_address, _session, done) =>
    done(Object.assign(new Error('<mira.private@mailbox.example> no such user'), { responseCode: code })),
});

describe('carrying an alert by mail', () => {
  it('hands it to the mail server, for the address that the person has now', async () => {
    const box = await startSmtp();

    const delivery = await courierTo(box.url).deliver(parcel);

    expect(delivery).toEqual({ result: 'sent' });
    expect(box.recipients).toEqual(['mira.private@mailbox.example']);
  });

  it('says level, kind and number in plain text and nothing that reports back', async () => {
    const box = await startSmtp();

    await courierTo(box.url).deliver(parcel);

    const mail = box.mails[0] ?? '';
    expect(mail).toMatch(/^Subject: =\?UTF-8\?Q\?RED_=C2=B7_contact_4769\?=\r$/m);
    expect(mail).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
    expect(mail).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail).not.toMatch(/html|https?:|X-Mailer|nodemailer/i);
  });

  it('gives every try of one mail the same Message-ID and every mail its own, also after a restored backup', async () => {
    const box = await startSmtp();
    const courier = courierTo(box.url);

    await courier.deliver(parcel);
    await courier.deliver({ ...parcel, attempt: 2, mayBeRepeat: true });
    await courier.deliver({ ...parcel, id: '18' });
    await courier.deliver({ ...parcel, ref: 'f1a8a0f4-70cb-4c6e-8a1d-0a4b6d6f4e0c' });

    const ids = box.mails.map((mail) => /^Message-ID: (.*)\r$/im.exec(mail)?.[1]);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toMatch(/^<[0-9a-f]{32}@ngo\.example>$/);
  });

  it('opens five connections at most, however many mails leave at once', async () => {
    const box = await startSmtp();
    const courier = courierTo(box.url);

    const deliveries = await Promise.all(
      Array.from({ length: 40 }, (_, index) => courier.deliver({ ...parcel, id: String(index) })),
    );

    expect(deliveries.every(({ result }) => result === 'sent')).toBe(true);
    expect(box.mails).toHaveLength(40);
    expect(box.mostAtOnce).toBeLessThanOrEqual(5);
  });
});

describe('a mail that cannot be delivered', () => {
  it('is dead when the server refuses it for good', async () => {
    const box = await startSmtp(refusing(550));

    expect(await courierTo(box.url).deliver(parcel)).toEqual({ result: 'dead', code: 'refused-550' });
  });

  it('is tried again, a little later each time, when the server says not now', async () => {
    const box = await startSmtp(refusing(451));
    const courier = courierTo(box.url);

    const first = await courier.deliver(parcel);
    const fourth = await courier.deliver({ ...parcel, attempt: 4 });

    expect(first).toEqual({ result: 'retry', after: seconds(1), code: 'deferred-451' });
    expect(fourth).toEqual({ result: 'retry', after: seconds(8), code: 'deferred-451' });
  });

  it('is tried again when the server does not let us in: that is ours to mend', async () => {
    const box = await startSmtp({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('no')),
    });

    const delivery = await courierTo(box.url.replace('smtp://', 'smtp://us:wrong@')).deliver(parcel);

    expect(delivery).toEqual({ result: 'retry', after: seconds(30), code: 'auth-refused' });
  });

  it('is tried again when the server is down, and cannot have arrived', async () => {
    const { url, server } = await startSocket(() => undefined);
    await new Promise((resolve) => server.close(resolve));

    expect(await courierTo(url).deliver(parcel)).toEqual({
      result: 'retry',
      after: seconds(1),
      code: 'no-answer',
      mayHaveArrived: false,
    });
  });

  it('is tried again when the server is too slow, and may have arrived', async () => {
    const { url } = await startSocket((write) => {
      write('220 drip\r\n');
      const drip = setInterval(() => write('250-still thinking\r\n'), 20);
      stops.push(() => clearInterval(drip));
    });

    const delivery = await courierTo(url, logging().log, {
      delivery: seconds(0.3),
      inLine: seconds(1),
    }).deliver(parcel);

    expect(delivery).toEqual({ result: 'retry', after: seconds(1), code: 'no-answer', mayHaveArrived: true });
  });

  it('waits in line no longer than it may, and says that only the traffic is too much', async () => {
    const { url } = await startSocket(() => undefined);
    const courier = courierTo(url, logging().log, { delivery: seconds(0.5), inLine: seconds(0.1) });

    const deliveries = await Promise.all(
      Array.from({ length: 6 }, (_, index) => courier.deliver({ ...parcel, id: String(index) })),
    );

    expect(deliveries.filter((each) => each.result === 'retry' && each.code === 'too-many')).toHaveLength(1);
  });

  it('is dead at once without a mail server, without an address and without such a letter', async () => {
    const box = await startSmtp();
    const courier = courierTo(box.url);
    const without = new MailCourier(null, book, letters, logging().log);

    expect(await without.deliver(parcel)).toEqual({ result: 'dead', code: 'no-smtp' });
    expect(await courier.deliver({ ...parcel, payload: { staffId: 'gone', template: 'alert' } })).toEqual({
      result: 'dead',
      code: 'no-address',
    });
    expect(await courier.deliver({ ...parcel, payload: { staffId, template: 'other' } })).toEqual({
      result: 'dead',
      code: 'no-letter',
    });
    expect(await courier.deliver({ ...parcel, payload: null })).toEqual({
      result: 'dead',
      code: 'bad-payload',
    });
    expect(box.mails).toEqual([]);
  });

  it('leaves no address in the log', async () => {
    const { log, written } = logging();

    for (const code of [550, 451])
      await courierTo((await startSmtp(refusing(code))).url, log).deliver(parcel);

    expect(written()).toContain('mail-failed');
    expect(written()).toContain('refused-550');
    expect(written()).not.toMatch(/mira|mailbox\.example|no such user/);
  });
});

describe('the way to the mail server', () => {
  it('is encrypted, unless the server is on this machine or somebody says otherwise', async () => {
    expect(smtpOptions({ url: 'smtp://mail.ngo.example:587', from }).requireTLS).toBe(true);
    expect(smtpOptions({ url: 'smtp://127.0.0.1:25', from }).requireTLS).toBe(false);
    expect(smtpOptions({ url: 'smtps://mail.ngo.example', from }).requireTLS).toBe(false);
  });

  it('does not tell the name of this machine', async () => {
    let hello = '';
    const box = await startSmtp({
      onMailFrom: (_address, session, done) => {
        hello = session.hostNameAppearsAs;
        done();
      },
    });

    await courierTo(box.url).deliver(parcel);

    expect(hello).toBe('ngo.example');
  });
});
