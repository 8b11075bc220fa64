import { minutes } from '../../src/domain/shared/time.js';
import { aPolicy, aStep } from '../builders/a-policy.js';
import { makeNightShift, type NightShift, type Person } from '../builders/night-shift.js';

describe('saying "not me"', () => {
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

  it('is recorded, and the alert stays open', async () => {
    const alert = await shift.contact();

    await shift.decline(alert, mira);

    expect(await shift.timeline(alert)).toContainEqual(
      expect.objectContaining({ what: 'not-me', staff_id: mira.id }),
    );
    expect(shift.telegram.last(mira.phone).buttons).toEqual([['I take it after all']]);
    expect(shift.telegram.last(vesna.phone).buttons).toEqual([['I take it', 'Not me']]);
    expect(shift.telegram.on(ana.phone)).toHaveLength(0);
  });

  it('by everybody who was called takes the next step at once', async () => {
    const alert = await shift.contact();

    await shift.decline(alert, mira);
    await shift.decline(alert, vesna);

    expect(shift.telegram.on(ana.phone)).toHaveLength(1);
    expect(await shift.happened(alert)).toContain('everybody-declined');
  });

  it('twice by the same person is not everybody', async () => {
    const alert = await shift.contact();

    await shift.decline(alert, mira);
    await shift.decline(alert, mira);

    expect(shift.telegram.on(ana.phone)).toHaveLength(0);
  });

  it('does not ring everybody’s phone round and round once the last step is reached', async () => {
    const policy = aPolicy([aStep(minutes(0), [{ duty: 'deputy' }])], { repeatEvery: minutes(5) });
    const alert = await shift.contact(policy);

    for (let count = 0; count < 5; count++) await shift.decline(alert, ana);
    const before = shift.telegram.on(ana.phone).length;
    await shift.pass(minutes(6));

    expect([before, shift.telegram.on(ana.phone).length]).toEqual([1, 2]);
  });

  it('can be thought better of', async () => {
    const alert = await shift.contact();
    await shift.decline(alert, mira);

    await shift.tap(mira, 'I take it after all');

    expect((await shift.alert(alert))?.acknowledgedBy).toBe(mira.id);
  });

  const phoneDies = (person: Person): Promise<string> =>
    shift.update({
      my_chat_member: {
        chat: { id: person.phone, type: 'private' },
        from: { id: person.phone },
        date: 1,
        new_chat_member: { status: 'kicked' },
      },
    });

  it('takes the next step at once when the phone of everybody else is dead', async () => {
    shift.telegram.fail(vesna.phone, { status: 500 });
    const alert = await shift.contact();
    await shift.decline(alert, mira);
    const before = shift.telegram.on(ana.phone).length;

    await phoneDies(vesna);
    await shift.relay.drain();

    expect([before, shift.telegram.on(ana.phone).length]).toEqual([0, 1]);
    expect(await shift.happened(alert)).toContain('everybody-declined');
  });

  it('counts a colleague who has only a mail as asleep', async () => {
    await shift.person('Iva', { duties: ['operator'], phone: false });
    const alert = await shift.contact();

    await shift.decline(alert, mira);
    await shift.decline(alert, vesna);

    expect(shift.telegram.on(ana.phone)).toHaveLength(1);
  });

  it('does not concern the ladder after it has begun again', async () => {
    const alert = await shift.contact();
    await shift.decline(alert, vesna);
    await shift.acknowledge(alert, mira);
    await shift.pass(minutes(16));

    await shift.decline(alert, mira);

    expect(shift.telegram.on(ana.phone)).toHaveLength(0);
    expect((await shift.alert(alert))?.round).toBe(1);
  });
});
