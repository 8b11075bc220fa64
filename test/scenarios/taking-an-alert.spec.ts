import { minutes } from '../../src/domain/shared/time.js';
import { rows } from '../../src/server/platform/database/database.js';
import { aPolicy, aStep } from '../builders/a-policy.js';
import { makeNightShift, type NightShift, type Person } from '../builders/night-shift.js';

describe('taking an alert', () => {
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

  it('is open to everybody who was called, the second person too', async () => {
    const alert = await shift.contact();

    const answer = await shift.acknowledge(alert, vesna);

    expect(answer).toBe('acknowledged');
    expect(shift.telegram.last(mira.phone).text).toContain('Vesna has it.');
  });

  it('records a second taking and refuses nobody', async () => {
    const alert = await shift.contact();
    await shift.acknowledge(alert, mira);

    const answer = await shift.acknowledge(alert, vesna);

    expect(answer).toBe('also-acknowledged');
    expect((await shift.alert(alert))?.acknowledgedBy).toBe(mira.id);
    expect(await shift.timeline(alert)).toContainEqual(
      expect.objectContaining({ what: 'also-acknowledged', staff_id: vesna.id }),
    );
  });

  it('has one winner when two people tap at the same moment', async () => {
    const alert = await shift.contact();
    const people = [mira, vesna, ana, mira, vesna, ana];

    const answers = await Promise.all(
      people.map(({ id }) => shift.tx((tx) => shift.acknowledgeAlert.run(tx, alert, id))),
    );
    await shift.relay.drain();

    expect(answers.filter((answer) => answer === 'acknowledged')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'also-acknowledged')).toHaveLength(5);
    const holder = (await shift.alert(alert))?.acknowledgedBy;
    for (const { id, phone } of [mira, vesna]) {
      expect(shift.telegram.last(phone).text).toContain(id === holder ? 'You have it.' : 'has it.');
    }
  });

  it('withdraws what has not been sent, on every channel', async () => {
    const policy = aPolicy([
      aStep(
        minutes(0),
        [{ duty: 'focal-point' }],
        [
          ['telegram', minutes(0)],
          ['mail', minutes(1)],
          ['webhook', minutes(1)],
        ],
      ),
      aStep(minutes(1), [{ duty: 'deputy' }]),
    ]);
    const alert = await shift.contact(policy);

    await shift.acknowledge(alert, mira);
    await shift.pass(minutes(5));

    expect([shift.mail.parcels, shift.webhook.parcels, shift.telegram.on(ana.phone)]).toEqual([[], [], []]);
  });

  it('edits a message that was in flight when somebody took the alert', async () => {
    const alert = await shift.tx((tx) => shift.raiseAlert.run(tx, shift.request()));
    shift.telegram.onTheWay = async (chatId) => {
      if (chatId !== vesna.phone) return;
      shift.telegram.onTheWay = null;
      await shift.tx((tx) => shift.acknowledgeAlert.run(tx, alert, mira.id));
      // Another process may be quick to carry the edit, before the message that it edits has arrived.
      await shift.makeRelay().drain();
    };

    await shift.relay.drain();

    expect(shift.telegram.on(vesna.phone)).toHaveLength(1);
    expect(shift.telegram.last(vesna.phone).text).toContain('Mira has it.');
    expect(shift.telegram.last(mira.phone).text).toContain('You have it.');
  });

  it('spares those whose message could not leave yet', async () => {
    shift.telegram.failOnce(vesna.phone, { status: 429, retryAfter: 30 });
    const alert = await shift.contact();

    await shift.acknowledge(alert, mira);
    const call = await rows(
      shift.db.database.reader,
      `select status from alert_delivery where staff_id = $1 and channel = 'telegram'`,
      [vesna.id],
    );
    await shift.pass(minutes(2));

    expect(call).toEqual([{ status: 'withdrawn' }]);
    expect(shift.telegram.on(vesna.phone)).toHaveLength(0);
  });

  it('tells those who may have seen it, although nobody confirmed that it arrived', async () => {
    shift.telegram.failOnce(vesna.phone, 'arrived-unanswered');
    const alert = await shift.contact();

    await shift.acknowledge(alert, mira);
    await shift.pass(minutes(1));

    expect(shift.telegram.last(vesna.phone)).toMatchObject({ silent: true, buttons: [] });
    expect(shift.telegram.last(vesna.phone).text).toContain('Mira has it.');
  });

  it('is refused, gently, to those who may not take it', async () => {
    const policy = aPolicy([aStep(minutes(0), [{ everyone: true }])], {
      mayAcknowledge: [{ duty: 'focal-point' }],
    });
    const alert = await shift.contact(policy);

    const answer = await shift.acknowledge(alert, vesna);

    expect(answer).toBe('not-hers-to-take');
    expect((await shift.alert(alert))?.acknowledgedAt).toBeNull();
  });

  it('after it was resolved changes nothing', async () => {
    const alert = await shift.contact();
    await shift.tx((tx) => shift.resolveAlert.run(tx, alert, vesna.id, 'false-alarm'));
    await shift.relay.drain();

    const answer = await shift.acknowledge(alert, mira);

    expect(answer).toBe('already-resolved');
    expect(shift.telegram.last(mira.phone).text).toContain('False alarm (Vesna).');
  });

  it('asks every phone for a test, whoever answers first', async () => {
    shift.telegram.failOnce(ana.phone, { status: 429, retryAfter: 20 });
    const test = await shift.tx((tx) =>
      shift.raiseAlert.run(tx, {
        kind: 'test',
        level: 'BLUE',
        policyId: 'test',
        subject: { id: mira.id, number: 1 },
      }),
    );
    await shift.relay.drain();

    await shift.tap(mira, 'I am awake');
    const vesnaBefore = shift.telegram.last(vesna.phone).buttons;
    await shift.tap(vesna, 'I am awake');
    await shift.pass(minutes(1));

    expect(vesnaBefore).toEqual([['I am awake']]);
    expect(shift.telegram.last(ana.phone).buttons).toEqual([['I am awake']]);
    expect(shift.telegram.last(vesna.phone).text).toContain('your phone works');
    expect(
      (await shift.timeline(test))
        .filter(({ what }) => what.includes('acknowledged'))
        .map(({ staff_id }) => staff_id),
    ).toEqual([mira.id, vesna.id]);
  });
});
