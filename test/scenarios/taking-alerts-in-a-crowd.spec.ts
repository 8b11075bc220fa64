import type { AlertId } from '../../src/domain/shared/ids.js';
import { minutes } from '../../src/domain/shared/time.js';
import { rows } from '../../src/server/platform/database/database.js';
import { makeNightShift, type NightShift, type Person } from '../builders/night-shift.js';

describe('everything at the same moment', () => {
  let shift: NightShift;
  let people: Person[];

  beforeAll(async () => {
    shift = await makeNightShift();
    people = [];
    for (const name of ['Mira', 'Vesna', 'Ana', 'Iva', 'Lena'])
      people.push(await shift.person(name, { duties: ['focal-point'] }));
  });
  afterAll(() => shift.db.drop());

  const carry = async (isOver: () => boolean): Promise<void> => {
    const relay = shift.makeRelay();
    while (!isOver()) await relay.round();
    await relay.drain();
  };

  it('raises, sends, takes, declines and repeats without a deadlock, and every phone tells the truth in the end', async () => {
    let over = false;
    const relays = [carry(() => over), carry(() => over)];
    const raised: AlertId[] = [];
    const nth = (count: number): Person => people[count % people.length] as Person;

    const work = Array.from({ length: 30 }, async (_, count) => {
      const id = await shift.tx((tx) => shift.raiseAlert.run(tx, shift.request()));
      raised.push(id);
      await Promise.all([
        shift.tx((tx) => shift.declineAlert.run(tx, id, nth(count).id)),
        shift.tx((tx) => shift.acknowledgeAlert.run(tx, id, nth(count + 1).id)),
        shift.tx((tx) => shift.acknowledgeAlert.run(tx, id, nth(count + 2).id)),
        shift.advance.run(id),
      ]);
    });
    await Promise.all(work);
    await shift.sweep.run();
    over = true;
    await Promise.all(relays);
    await shift.pass(minutes(2));

    expect(shift.log.errors).toEqual([]);
    const holders = await rows<{ phone: string }>(
      shift.db.database.reader,
      'select acknowledged_by as phone from alert where acknowledged_at is not null',
    );
    expect(holders).toHaveLength(30);
    const waiting = shift.telegram.messages.filter(({ buttons }) => buttons.flat().includes('I take it'));
    const counted = shift.telegram.messages.filter(({ text }) => text.startsWith('RED ×'));
    expect([waiting, counted]).toEqual([[], []]);
    const taken = shift.telegram.messages.filter(({ text }) => text.endsWith('You have it.'));
    expect(new Set(taken.map(({ text }) => text)).size).toBe(30);
    const unsettled = await rows(shift.db.database.reader, 'select from outbox where settled_at is null');
    expect(unsettled).toEqual([]);
  });
});
