import { minutes, seconds } from '../../src/domain/shared/time.js';
import { rows } from '../../src/server/platform/database/database.js';
import { aPolicy, aStep } from '../builders/a-policy.js';
import { makeNightShift, type NightShift, type Person } from '../builders/night-shift.js';

describe('escalating an alert nobody answers', () => {
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

  it('calls the second step after its delay, not before', async () => {
    await shift.contact();

    await shift.pass(seconds(119));
    const before = shift.telegram.on(ana.phone).length;
    await shift.pass(seconds(6));

    expect(before).toBe(0);
    expect(shift.telegram.on(ana.phone)).toHaveLength(1);
  });

  it('keeps the gaps between steps', async () => {
    const policy = aPolicy([
      aStep(minutes(0), [{ duty: 'focal-point' }]),
      aStep(minutes(1), [{ duty: 'operator' }]),
      aStep(minutes(30), [{ duty: 'deputy' }]),
    ]);
    const alert = await shift.contact(policy);

    await shift.pass(minutes(29));
    const early = shift.telegram.on(ana.phone).length;
    await shift.pass(minutes(2));

    expect([early, shift.telegram.on(vesna.phone).length, shift.telegram.on(ana.phone).length]).toEqual([
      0, 1, 1,
    ]);
    const rungs = (await shift.timeline(alert)).filter(({ what }) => what === 'climbed');
    expect(rungs.map(({ rung }) => rung)).toEqual([0, 1, 2]);
  });

  it('repeats the last step until somebody acknowledges', async () => {
    const policy = aPolicy([aStep(minutes(0), [{ duty: 'deputy' }])], { repeatEvery: minutes(5) });
    const alert = await shift.contact(policy);

    await shift.pass(minutes(11));
    const before = shift.telegram.on(ana.phone).length;
    await shift.acknowledge(alert, ana);
    await shift.pass(minutes(30));

    expect(before).toBe(3);
    expect(shift.telegram.on(ana.phone)).toHaveLength(3);
  });

  it('does not repeat a call within a step, however often it is looked at', async () => {
    const alert = await shift.contact();

    await Promise.all(Array.from({ length: 8 }, () => shift.advance.run(alert)));
    await shift.sweep.run();
    await shift.relay.drain();

    expect(shift.telegram.on(mira.phone)).toHaveLength(1);
  });

  it('takes a due step once, when two processes find it at the same moment', async () => {
    const alert = await shift.contact();
    shift.clock.advance(minutes(2));

    await Promise.all(
      Array.from({ length: 6 }, (_, index) => (index % 2 ? shift.sweep.run() : shift.advance.run(alert))),
    );
    await shift.relay.drain();

    expect(shift.telegram.on(ana.phone)).toHaveLength(1);
  });

  it('notifies everybody on a step', async () => {
    const jelena = await shift.person('Jelena', { duties: ['focal-point'] });

    await shift.contact();

    for (const person of [mira, vesna, jelena]) expect(shift.telegram.on(person.phone)).toHaveLength(1);
  });

  it('sends each channel of a step on its own and on time', async () => {
    const policy = aPolicy([
      aStep(
        minutes(0),
        [{ duty: 'focal-point' }],
        [
          ['telegram', minutes(0)],
          ['mail', minutes(1)],
          ['webhook', minutes(2)],
        ],
      ),
    ]);
    const sent = (): number[] =>
      [shift.telegram.on(mira.phone), shift.mail.parcels, shift.webhook.parcels].map((each) => each.length);

    const alert = await shift.contact(policy);
    const counts = [sent()];
    await shift.pass(seconds(65));
    counts.push(sent());
    await shift.pass(minutes(1));
    counts.push(sent());

    expect(counts).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
    ]);
    expect(shift.mail.parcels[0]?.payload).toEqual({
      staffId: mira.id,
      template: 'alert',
      kind: 'contact',
      level: 'RED',
      number: 4769,
    });
    expect(shift.webhook.parcels[0]?.payload).toEqual({
      alertId: alert,
      kind: 'contact',
      level: 'RED',
      number: 4769,
      rung: 0,
    });
  });

  it('calls the webhook once a step, not once a person', async () => {
    await shift.contact();

    expect(shift.webhook.parcels).toHaveLength(1);
  });

  it('calls everyone when nobody is on duty, and says so in the timeline', async () => {
    shift.duty.onDuty.clear();

    const alert = await shift.contact();

    for (const person of [mira, vesna, ana]) expect(shift.telegram.on(person.phone)).toHaveLength(1);
    expect(await shift.happened(alert)).toContain('fell-through');
  });

  it('takes the next step at once when nobody of a step has a phone, and records it', async () => {
    await shift.tx((tx) =>
      tx.query(`update staff set telegram_reachable = false where duty_name in ('Mira', 'Vesna')`),
    );
    const policy = aPolicy([
      aStep(minutes(0), [{ duty: 'focal-point' }]),
      aStep(minutes(2), [{ duty: 'operator' }]),
      aStep(minutes(4), [{ duty: 'deputy' }]),
    ]);

    const alert = await shift.contact(policy);

    expect(shift.telegram.on(ana.phone)).toHaveLength(1);
    expect((await shift.happened(alert)).filter((what) => what === 'nobody-reachable')).toHaveLength(2);
  });

  it('wakes again an alert that stays acknowledged and unresolved', async () => {
    const alert = await shift.contact();
    await shift.acknowledge(alert, mira);

    await shift.pass(minutes(14));
    const before = shift.telegram.on(vesna.phone).length;
    await shift.pass(minutes(2));

    expect(before).toBe(1);
    expect(shift.telegram.on(vesna.phone)).toHaveLength(2);
    expect(shift.telegram.last(vesna.phone).buttons.flat()).toContain('I take it');
    expect(await shift.happened(alert)).toContain('woken');
  });

  it('never wakes one that is resolved', async () => {
    const alert = await shift.contact();
    await shift.acknowledge(alert, mira);
    await shift.tx((tx) => shift.resolveAlert.run(tx, alert, mira.id, 'resolved'));

    await shift.pass(minutes(60));

    expect(shift.telegram.on(vesna.phone)).toHaveLength(1);
  });

  it('does not let an old acknowledgement silence a new alert', async () => {
    const first = await shift.contact();
    await shift.acknowledge(first, mira);

    await shift.contact();
    await shift.pass(minutes(3));

    expect(shift.telegram.on(ana.phone)).toHaveLength(1);
  });

  it('does not apply a changed policy to an alert that is under way', async () => {
    const policy = aPolicy(
      [aStep(minutes(0), [{ duty: 'focal-point' }]), aStep(minutes(10), [{ duty: 'deputy' }])],
      { id: 'contact-RED' },
    );
    shift.policies.rewrite(policy);
    await shift.contact('contact-RED');
    shift.policies.rewrite({ ...policy, version: 2, steps: [aStep(minutes(0), [{ duty: 'deputy' }])] });

    await shift.pass(minutes(9));
    const before = shift.telegram.on(ana.phone).length;
    await shift.pass(minutes(2));
    const after = shift.telegram.on(ana.phone).length;
    await shift.contact('contact-RED');

    expect([before, after, shift.telegram.on(ana.phone).length]).toEqual([0, 1, 2]);
  });

  it('sends once what became due during an outage, and goes on from there', async () => {
    const alert = await shift.contact();

    shift.clock.advance(minutes(22));
    await shift.sweep.run();
    await shift.relay.drain();
    const counts = [mira, vesna, ana].map((person) => shift.telegram.on(person.phone).length);
    await shift.pass(minutes(4));
    const later = shift.telegram.on(ana.phone).length;
    await shift.pass(minutes(2));

    expect(counts).toEqual([2, 2, 1]);
    expect([later, shift.telegram.on(ana.phone).length]).toEqual([1, 2]);
    expect((await shift.alert(alert))?.rungsTaken).toBe(4);
  });

  it('goes back with its cause: nothing is called and nothing is left', async () => {
    const attempt = shift.tx(async (tx) => {
      await shift.raiseAlert.run(tx, shift.request());
      throw new Error('the cause failed');
    });

    await expect(attempt).rejects.toThrow('the cause failed');
    await shift.relay.drain();
    expect(shift.telegram.messages).toEqual([]);
    const left = await rows(
      shift.db.database.reader,
      'select id::text from alert union all select id::text from outbox',
    );
    expect(left).toEqual([]);
  });

  it('sets an alarm for the next step, so that nobody waits for the sweep', async () => {
    const alert = await shift.contact();

    const [alarm] = shift.alarms.parcels;

    expect(alarm).toMatchObject({
      topic: 'alert',
      ref: alert,
      payload: { dueAt: shift.clock.now() + minutes(2) },
    });
  });

  it('arrives without a sound when its policy is silent, and with one when not', async () => {
    await shift.contact('contact-quiet');
    const quiet = shift.telegram.last(vesna.phone).silent;
    await shift.contact('contact-RED');

    expect([quiet, shift.telegram.last(vesna.phone).silent]).toEqual([true, false]);
  });
});
