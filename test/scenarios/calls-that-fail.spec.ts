import { minutes, seconds } from '../../src/domain/shared/time.js';
import { aPolicy, aStep } from '../builders/a-policy.js';
import { makeNightShift, type NightShift, type Person } from '../builders/night-shift.js';

describe('a call that does not get through', () => {
  let shift: NightShift;
  let mira: Person;
  let vesna: Person;
  let ana: Person;

  beforeAll(async () => {
    shift = await makeNightShift();
  });
  afterAll(() => shift.db.drop());

  beforeEach(async () => {
    shift = await shift.anew();
    mira = await shift.person('Mira', { duties: ['focal-point'] });
    vesna = await shift.person('Vesna', { duties: ['operator'] });
    ana = await shift.person('Ana', { duties: ['deputy'] });
  });

  afterEach(() => {
    expect(shift.log.errors).toEqual([]);
  });

  const twoChannels = aPolicy([
    aStep(
      minutes(0),
      [{ duty: 'focal-point' }],
      [
        ['telegram', minutes(0)],
        ['mail', minutes(10)],
      ],
    ),
    aStep(minutes(20), [{ duty: 'deputy' }]),
  ]);

  it('because she blocked the bot goes to her other channels at once', async () => {
    shift.telegram.fail(mira.phone, { status: 403 });

    await shift.contact(twoChannels);

    expect(shift.mail.parcels).toHaveLength(1);
    expect((await shift.tx((tx) => shift.directory.byIds(tx, [mira.id]))).get(mira.id)?.phoneReachable).toBe(
      false,
    );
  });

  it('goes to the next step at once when a step has nobody left who could be woken', async () => {
    shift.telegram.fail(mira.phone, { status: 403 });

    const alert = await shift.contact(twoChannels);

    expect(shift.telegram.on(ana.phone)).toHaveLength(1);
    expect(await shift.happened(alert)).toEqual(expect.arrayContaining(['not-told', 'nobody-reachable']));
  });

  it('does not hurry the ladder while others of the step can be reached', async () => {
    shift.telegram.fail(mira.phone, { status: 403 });

    await shift.contact();

    expect(shift.telegram.on(vesna.phone)).toHaveLength(1);
    expect(shift.telegram.on(ana.phone)).toHaveLength(0);
  });

  it('hurries when the last living channel dies later', async () => {
    shift.webhook.answer = () => ({ result: 'dead', code: 'not-configured' });
    shift.telegram.fail(mira.phone, { status: 403 });
    shift.telegram.fail(vesna.phone, { status: 400 });

    await shift.contact();

    expect(shift.telegram.on(ana.phone)).toHaveLength(1);
  });

  it('waits as long as Telegram says, and holds up nobody else', async () => {
    shift.telegram.failOnce(mira.phone, { status: 429, retryAfter: 45 });

    await shift.contact();
    const others = shift.telegram.on(vesna.phone).length;
    await shift.pass(seconds(40));
    const early = shift.telegram.on(mira.phone).length;
    await shift.pass(seconds(10));

    expect([others, early, shift.telegram.on(mira.phone).length]).toEqual([1, 0, 1]);
    expect(shift.telegram.last(mira.phone).text).toBe('RED · contact 4769');
  });

  it('calls her by mail at once while Telegram is down, and on Telegram when it is back', async () => {
    shift.telegram.fail('all', { status: 502 });

    await shift.contact(twoChannels);
    const mails = shift.mail.parcels.length;
    shift.telegram.mend('all');
    await shift.pass(minutes(2));

    expect(mails).toBe(1);
    expect(shift.telegram.on(mira.phone)).toHaveLength(1);
  });

  it('is marked when it may come a second time', async () => {
    shift.telegram.failOnce(mira.phone, 'arrived-unanswered');

    await shift.contact();
    await shift.pass(seconds(10));

    expect(shift.telegram.on(mira.phone).map(({ text }) => text)).toEqual([
      'RED · contact 4769',
      '(↻) RED · contact 4769',
    ]);
  });

  it('is sent again when the process died after it was claimed', async () => {
    await shift.tx((tx) => shift.raiseAlert.run(tx, shift.request()));
    await shift.tx((tx) =>
      tx.query(`update outbox set leased_until = $1 where channel = 'telegram-staff'`, [
        new Date(shift.clock.now() + 60_000),
      ]),
    );

    await shift.pass(minutes(1));
    await shift.pass(seconds(5));

    expect(shift.telegram.last(mira.phone).text).toBe('(↻) RED · contact 4769');
  });

  it('falls through when she blocks the bot while a call waits for her', async () => {
    shift.telegram.failOnce(mira.phone, { status: 429, retryAfter: 600 });
    await shift.contact(twoChannels);

    await shift.update({
      my_chat_member: {
        chat: { id: mira.phone, type: 'private', first_name: 'x' },
        from: { id: mira.phone, is_bot: false, first_name: 'x' },
        date: 1,
        new_chat_member: { status: 'kicked', user: { id: 1, is_bot: true, first_name: 'x' } },
      },
    });

    expect(shift.mail.parcels).toHaveLength(1);
    expect(shift.telegram.on(ana.phone)).toHaveLength(1);
  });

  it('does not call by mail again what was taken meanwhile', async () => {
    shift.mail.answer = () => ({ result: 'retry', after: minutes(1), code: 'server-error' });
    const alert = await shift.contact();
    await shift.acknowledge(alert, mira);
    const before = shift.mail.parcels.length;

    await shift.pass(minutes(5));

    expect(shift.mail.parcels).toHaveLength(before);
  });

  it('does not call by mail again what was taken while the mail was under way', async () => {
    const alert = await shift.tx((tx) => shift.raiseAlert.run(tx, shift.request()));
    shift.mail.answer = async () => {
      await shift.tx((tx) => shift.acknowledgeAlert.run(tx, alert, mira.id));
      return { result: 'retry', after: minutes(1), code: 'server-error' };
    };
    await shift.relay.drain();
    const before = shift.mail.parcels.length;

    await shift.pass(minutes(5));

    expect(shift.mail.parcels).toHaveLength(before);
  });

  it('is replaced by a new message when the old one can be edited no more', async () => {
    const alert = await shift.contact();
    shift.telegram.messages.splice(0);

    await shift.acknowledge(alert, mira);

    expect(shift.telegram.last(mira.phone)).toMatchObject({ silent: true });
    expect(shift.telegram.last(mira.phone).buttons.flat()).toContain('I am in contact');
    expect(shift.telegram.on(vesna.phone)).toEqual([]);
  });
});
