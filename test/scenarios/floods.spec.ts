import { minutes } from '../../src/domain/shared/time.js';
import { rows } from '../../src/server/platform/database/database.js';
import { tapData } from '../../src/server/staff-bot/tap.js';
import { makeNightShift, type NightShift, type Person } from '../builders/night-shift.js';

describe('a flood of alerts', () => {
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

  const held = (): Promise<unknown[]> =>
    rows(shift.db.database.reader, 'select id from alert where acknowledged_at is not null');

  const contacts = async (count: number): Promise<void> => {
    for (let each = 0; each < count; each++) await shift.contact();
  };

  it('comes one by one at first, then in one message that counts them', async () => {
    await contacts(14);
    await shift.pass(minutes(1));

    const texts = shift.telegram.on(mira.phone).map(({ text }) => text);
    expect(texts).toHaveLength(5);
    expect(texts.at(-1)).toBe('RED × 14\nThe oldest: contact 4769');
    expect(texts.at(-2)).toBe('The newer message below has them all.');
  });

  it('is counted right when all come at the same moment', async () => {
    await Promise.all(
      Array.from({ length: 14 }, () => shift.tx((tx) => shift.raiseAlert.run(tx, shift.request()))),
    );
    await shift.relay.drain();
    await shift.pass(minutes(1));

    expect(shift.telegram.on(mira.phone)).toHaveLength(5);
    expect(shift.telegram.last(mira.phone).text).toMatch(/^RED × 14\n/);
  });

  it('lets her take the oldest, and shows the rest', async () => {
    await contacts(14);
    await shift.pass(minutes(1));
    const grouped = shift.telegram.last(mira.phone);

    const answer = await shift.tap(mira, 'I take the oldest');

    expect(answer).toBe('You have it.');
    expect(grouped.text).toBe('RED × 13\nThe oldest: contact 4770');
    expect(shift.telegram.on(mira.phone)[0]?.text).toBe('RED · contact 4769\nYou have it.');
  });

  it('gives her a message with buttons for one that she had only heard of in a group', async () => {
    await contacts(6);
    await shift.pass(minutes(1));
    for (let count = 0; count < 6; count++) await shift.tap(mira, 'I take the oldest');

    const held = shift.telegram.on(mira.phone).filter(({ text }) => text.endsWith('You have it.'));

    expect(held).toHaveLength(6);
    expect(
      shift.telegram.on(mira.phone).some(({ text }) => text === 'Nobody is waiting here any more.'),
    ).toBe(true);
  });

  it.each(['one after the other', 'at the same moment'])(
    'takes one alert when she taps twice in a hurry, %s',
    async (how) => {
      await contacts(6);
      await shift.pass(minutes(1));
      const take = [mira.phone, shift.telegram.last(mira.phone).data.flat()[0] ?? ''] as const;

      if (how === 'at the same moment') await shift.tapAtOnce(take, take);
      else for (const [phone, data] of [take, take]) await shift.tapData(phone, data);

      expect(await held()).toHaveLength(1);
    },
  );

  it('lets her take the one that the message names, although an older one woke meanwhile', async () => {
    const [older, named] = [await shift.contact(), await shift.contact()];

    await shift.tapData(mira.phone, tapData('take-oldest', named));

    expect(await held()).toEqual([{ id: named }]);
    expect((await shift.alert(older))?.acknowledgedAt).toBeNull();
  });

  it('of lesser alerts does not delay a RED one', async () => {
    for (let count = 0; count < 8; count++) {
      const request = { ...shift.request('contact-quiet'), level: 'BLUE' } as const;
      await shift.tx((tx) => shift.raiseAlert.run(tx, request));
    }
    await shift.relay.drain();

    await shift.contact();

    expect(shift.telegram.last(vesna.phone)).toMatchObject({ text: 'RED · contact 4777', silent: false });
  });

  it('is declined with one tap, and goes to the next step at once when all decline', async () => {
    await contacts(5);
    for (const person of [mira, vesna]) await shift.tap(person, 'None for me');
    await shift.pass(minutes(1));

    expect(shift.telegram.last(ana.phone).text).toMatch(/^RED × 5/);
  });
});
