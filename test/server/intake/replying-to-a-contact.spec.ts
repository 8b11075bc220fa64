import { GrammyError, HttpError } from 'grammy';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import { hours, instant, minutes, plus, type Instant } from '../../../src/domain/shared/time.js';
import { Channel } from '../../../src/e2ee/channel/channel.js';
import { composeInChannel } from '../../../src/e2ee/channel/compose-in-channel.js';
import { sealReply, signReply } from '../../../src/e2ee/channel/reply.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import type { ContactReply } from '../../../src/server/intake/contact-reply.js';
import { ConversationRow } from '../../../src/server/intake/conversation.row.js';
import type { Queueing } from '../../../src/server/intake/queue-reply.js';
import { rows } from '../../../src/server/platform/database/database.js';
import { everything, lena, mira, staffIdOf, to } from '../circles/circles-house.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';
import type { TestInbox } from '../support/test-inbox.js';
import { IntakeHouse } from './intake-house.js';

const contact = 77;

let test: TestDatabase;
let house: IntakeHouse;
let inbox: TestInbox;
let id: ConversationRow['id'];

beforeAll(async () => {
  test = await makeTestDatabase([ConversationRow]);
});
afterAll(() => test.drop());

beforeEach(async () => {
  await test.empty();
  house = new IntakeHouse(test);
  inbox = await house.foundInbox();
  await house.writes(contact, 'javite se');
  ({ id } = await house.conversation());
});

interface Hours {
  readonly notBefore?: Instant;
  readonly notAfter?: Instant;
}

/** Lena seals a reply, and it is queued with its record. */
async function replies(text: string, given: Hours = {}): Promise<Queueing> {
  const { chain, secrets } = await inbox.secrets(lena);
  const { rows: channelRows } = await inbox.circles.as(lena).rows(inbox.id, id);
  const channel = Channel.read(chain, idBytes(id), channelRows);
  const now = house.clock.now();
  const { row, wrap, envelope } = composeInChannel(channel, secrets.wrapKey, {
    kind: kinds.reply,
    author: lena,
    ms: now,
    text,
  });
  const { notBefore = now, notAfter = plus(now, hours(1)) } = given;
  const edge = await house.edge.keys.current(test.database.reader);
  const hoursOf = { notBefore, notAfter };
  const reply = { inbox: idBytes(inbox.id), channel: idBytes(id), record: envelope.hash, ...hoursOf, text };
  const waiting = sealReply({ ...reply, author: lena.user, authorKv: lena.kv }, lena, edge.sealing.publicKey);
  return test.database.transaction(async (tx) => {
    const record = { circle: inbox.id, channel: id, row, wrap };
    await inbox.circles.append.run(tx, record, staffIdOf(lena));
    const order = { conversationId: id, record: envelope.hash, by: staffIdOf(lena), ...hoursOf, waiting };
    return house.queue.run(tx, order);
  });
}

async function newest(): Promise<ContactReply | undefined> {
  return (await house.replies.of(test.database.reader, id))[0];
}

const clockRuns = async (): Promise<boolean> => (await house.conversation()).answerDueAt !== null;

const telegramSays = (code: number) => (): never => {
  const answer = { ok: false as const, error_code: code, description: 'x', parameters: { retry_after: 1 } };
  throw new GrammyError('x', answer, 'sendMessage', {});
};
const connectionBreaks = (code: string) => (): never => {
  throw new HttpError('x', Object.assign(new Error('x'), { code }));
};

describe('a reply to a contact', () => {
  it('reaches her once, stops the answer clock, and is erased from where it waited', async () => {
    await replies('tu smo');
    await house.deliver();

    expect(house.replied).toEqual(['tu smo']);
    expect(await newest()).toMatchObject({ state: 'sent', fault: null });
    expect(await clockRuns()).toBe(false);
    const kept = await rows(test.database.reader, 'select 1 from contact_reply where sealed is not null');
    expect(kept).toEqual([]);
  });

  it('is not sent for somebody who was put out of the inbox meanwhile, and she is still due an answer', async () => {
    await replies('tu smo', { notBefore: plus(house.clock.now(), minutes(10)) });
    const held = await inbox.circles.as(mira).hold(inbox.id);
    const { rows: channelRows, wraps } = await inbox.circles.as(mira).rows(inbox.id, id);
    const channel = Channel.read(held.chain, idBytes(id), channelRows);
    const all = {
      ...held,
      records: [...held.records, ...channel.records],
      wraps: new Map([...held.wraps, ...wraps]),
    };
    const { epoch, wraps: fresh } = inbox.circles.as(mira).composeEpoch(all, [to(mira, everything)]);
    await inbox.circles.as(mira).sendEpoch(inbox.id, epoch, fresh);
    house.clock.advance(minutes(11));
    await house.release.run();
    await house.deliver();

    expect(house.replied).toEqual([]);
    expect(await newest()).toMatchObject({ state: 'failed', fault: 'author' });
    expect(await clockRuns()).toBe(true);
  });

  it('is sent once, although the database is set back to before it was sent', async () => {
    await replies('tu smo');
    const table = await rows<{ row: object }>(
      test.database.reader,
      'select row_to_json(r) as row from contact_reply r',
    );
    await house.deliver();
    await putBack(table[0]!.row);
    await house.release.run();
    house.restartEdge();
    await house.deliver();

    expect(house.replied).toEqual(['tu smo']);
    expect(await newest()).toMatchObject({ state: 'uncertain' });
  });

  it('arrives once when the edge is killed before it sends, and is not sent again when it was killed while it did', async () => {
    await replies('tu smo');
    house.restartEdge();
    await house.deliver();
    house.clock.advance(minutes(1));
    house.telegram.push(() => {
      house.replied.push('i dalje');
      throw new HttpError('x', new Error('killed before the answer came'));
    });
    await replies('i dalje');
    await house.deliver();
    house.restartEdge();
    await house.release.run();
    await house.deliver();

    expect(house.replied).toEqual(['tu smo', 'i dalje']);
    expect((await newest())?.state).toBe('uncertain');
  });

  it('does not go before its hour, whatever the database says the hour is', async () => {
    await replies('posle podne', { notBefore: plus(house.clock.now(), minutes(30)) });
    await test.database.reader.query(`update contact_reply set not_before = $1`, [
      new Date(house.clock.now()),
    ]);
    await house.release.run();
    await house.deliver();

    expect(house.replied).toEqual([]);
    expect((await newest())?.state).toBe('waiting');
    house.clock.advance(minutes(31));
    await house.deliver();
    expect(house.replied).toEqual(['posle podne']);
  });

  it('does not go after its last hour, and says so', async () => {
    const { clock } = house;
    await replies('kasno', {
      notBefore: plus(clock.now(), minutes(5)),
      notAfter: plus(clock.now(), minutes(6)),
    });
    expect(await clockRuns()).toBe(false);
    clock.advance(minutes(10));
    await house.release.run();
    await house.deliver();

    expect(house.replied).toEqual([]);
    expect(await newest()).toMatchObject({ state: 'failed', fault: 'late' });
    expect(await clockRuns()).toBe(true);
  });

  it('is not sent when somebody else signed it', async () => {
    await replies('tu smo', { notBefore: plus(house.clock.now(), minutes(5)) });
    const [{ sealed } = { sealed: Buffer.alloc(0) }] = await rows<{ sealed: Buffer }>(
      test.database.reader,
      'select sealed from contact_reply',
    );
    await test.database.reader.query(`update contact_reply set signature = $1`, [
      Buffer.from(signReply(new Uint8Array(sealed), mira)),
    ]);
    house.clock.advance(minutes(6));
    await house.release.run();
    await house.deliver();

    expect([house.replied, (await newest())?.fault]).toEqual([[], 'edge']);
  });

  it('is tried again when Telegram surely did not take it', async () => {
    house.telegram.push(telegramSays(429), connectionBreaks('ECONNREFUSED'));
    await replies('tu smo');
    for (let tries = 0; tries < 3; tries += 1) {
      await house.deliver();
      house.clock.advance(minutes(1));
    }

    expect(house.replied).toEqual(['tu smo']);
    expect((await newest())?.state).toBe('sent');
  });

  it('is not sent again when it may have arrived: people are told, and the clock runs', async () => {
    house.telegram.push(connectionBreaks('ECONNRESET'));
    await replies('tu smo');
    await house.deliver();
    house.clock.advance(minutes(5));
    await house.deliver();

    expect(house.replied).toEqual([]);
    expect((await newest())?.state).toBe('uncertain');
    expect(await clockRuns()).toBe(true);
  });

  it('shows that she blocked the bot', async () => {
    house.telegram.push(telegramSays(403));
    await replies('tu smo');
    await house.deliver();

    expect(await newest()).toMatchObject({ state: 'failed', fault: 'blocked' });
    expect((await replies('ponovo')).outcome).toBe('gone');
  });

  it('can be taken back while it waits', async () => {
    const queued = await replies('predomislila sam se', { notBefore: plus(house.clock.now(), minutes(5)) });
    const replyId = queued.outcome === 'queued' ? queued.reply.id : '';
    const cancel = () => test.database.transaction((tx) => house.cancel.run(tx, id, replyId));

    expect(await cancel()).toBe('cancelled');
    expect(await cancel()).toBe('gone');
    expect(await clockRuns()).toBe(true);
  });

  it('is not taken while she may be watched, and what waits is taken back', async () => {
    await replies('za posle', { notBefore: plus(house.clock.now(), minutes(5)) });
    await house.offer({ message: house.message(contact, { text: '/start' }) });
    await house.taps(contact, 'English');
    await house.taps(contact, 'No, someone');
    house.clock.advance(minutes(6));
    await house.release.run();
    await house.deliver();

    expect(await newest()).toMatchObject({ state: 'failed', fault: 'locked' });
    expect((await replies('sada')).outcome).toBe('locked');
    expect(house.replied).toEqual([]);
  });
});

describe('the hours in which it is safe to write', () => {
  const belgrade = (iso: string): Instant => instant(Date.parse(`${iso}+02:00`));

  beforeEach(async () => {
    house.clock.set(belgrade('2026-06-01T20:00:00'));
    await house.writes(contact, 'piši mi ujutru');
    const row = await house.conversation();
    house.safeHours.write(row, ['morning']);
    await test.database.reader.query(`update conversation set safe_hours_sealed = $1`, [row.safeHoursSealed]);
  });

  it('let an answer go to her who wrote a moment ago, and not an hour later', async () => {
    expect((await replies('tu smo')).outcome).toBe('queued');
    house.clock.advance(hours(1));

    expect((await replies('kako ste')).outcome).toBe('hours');
  });

  it('keep a reply until they come, and never past their end', async () => {
    house.clock.advance(hours(1));
    const morning = belgrade('2026-06-02T08:00:00');
    const queued = await replies('dobro jutro', { notBefore: morning, notAfter: plus(morning, hours(20)) });
    await house.release.run();
    await house.deliver();
    const tooEarly = [...house.replied];
    house.clock.set(morning);
    await house.release.run();
    await house.deliver();

    expect(tooEarly).toEqual([]);
    expect(queued).toMatchObject({ reply: { notAfter: belgrade('2026-06-02T11:59:59.999') } });
    expect(house.replied).toEqual(['dobro jutro']);
  });
});

/** A database that is set back: the row as it was, and nothing in the outbox. */
async function putBack(row: object): Promise<void> {
  await test.database.reader.query(`delete from contact_reply`);
  await test.database.reader.query(
    `insert into contact_reply select * from json_populate_record(null::contact_reply, $1)`,
    [JSON.stringify({ ...row, queued_at: null })],
  );
}
