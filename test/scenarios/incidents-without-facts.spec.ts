import { randomUUID } from 'node:crypto';
import { days, hours, minutes } from '../../src/domain/shared/time.js';
import type { IncidentId } from '../../src/server/safety/incident.repository.js';
import { makeNightShift, type NightShift, type Person } from '../builders/night-shift.js';

let shift: NightShift;
let mira: Person;
let goran: Person;

beforeAll(async () => {
  shift = await makeNightShift();
});
afterAll(() => shift.db.drop());
beforeEach(async () => {
  shift = await shift.anew();
  mira = await shift.person('Mira', { roles: ['coordinator'] });
  goran = await shift.person('Goran', { roles: ['case-worker'] });
});

async function report(by: Person): Promise<IncidentId> {
  const id = randomUUID() as IncidentId;
  await shift.tx((tx) => shift.safety.report.run(tx, { id, about: 'client', urgency: 'later' }, by.id));
  return id;
}

/** Sweeps of several workers, each more often than it would; what they put into the outbox leaves. */
async function look(): Promise<void> {
  const [one, other] = [shift.safety.makeFactsSweep(), shift.safety.makeFactsSweep()];
  await Promise.all([one.run(), other.run(), one.run()]);
  await shift.relay.drain();
}
const asked = ({ phone }: Person) =>
  shift.telegram
    .on(phone)
    .filter(({ text }) => /written|write down/.test(text))
    .map(({ text, silent }) => (silent ? text : `LOUD ${text}`));

const please = 'Incident 1: please write down in the console what happened.';
const missing = 'Incident 1: not written down yet.';

describe('an incident that was reported and of which nobody writes down what happened', () => {
  it('is asked for after three hours, a day after the report, and each day; then coordinators are told too', async () => {
    await report(goran);
    shift.clock.advance(hours(3));
    await look();
    const early = [asked(goran), asked(mira)];

    shift.clock.advance(hours(21));
    await look();
    await look();
    const day = [asked(goran), asked(mira)];
    shift.clock.advance(days(1));
    await look();

    expect(early).toEqual([[please], []]);
    expect(day).toEqual([[please, please], [missing]]);
    expect([asked(goran), asked(mira)]).toEqual([
      [please, please, please],
      [missing, missing],
    ]);
  });

  it('is asked for no more when it is written', async () => {
    const id = await report(goran);
    const circle: { id: string }[] = await shift.db.source.query(
      `insert into circle (id, kind, epoch, head_seq, head_hash, head_dir_seq, opened_at, opened_by)
       values ($1, 'security-log', 1, 1, decode(repeat('00', 32), 'hex'), 1, now(), $2) returning id`,
      [randomUUID(), goran.id],
    );
    shift.clock.advance(minutes(5));
    await shift.tx((tx) => shift.safety.incidents.written(tx, id, circle[0]!.id as never, shift.clock.now()));

    shift.clock.advance(days(2));
    await shift.safety.makeFactsSweep().run();
    await shift.relay.drain();

    expect(asked(mira)).toEqual([]);
  });

  it('is not told to whoever reported it as if she were another: directors are told where nobody else coordinates', async () => {
    await shift.giveRoles(goran, ['coordinator']);
    await shift.giveRoles(mira, ['director']);
    await report(goran);

    shift.clock.advance(days(1));
    await look();

    expect(asked(mira)).toEqual([missing]);
    expect(asked(goran)).not.toContain(missing);
  });

  it('that stands for a duress word asks nothing on the phone of who said it: it may be in other hands', async () => {
    const reportedAt = shift.clock.now();
    const forced = {
      reportedBy: goran.id,
      reportedAt,
      about: 'staff',
      urgency: 'now',
      forced: true,
    } as const;
    const id = randomUUID() as IncidentId;
    await shift.tx((tx) => shift.safety.incidents.insert(tx, { id, ...forced }, reportedAt));

    await look();

    expect([asked(goran), asked(mira)]).toEqual([[], [missing]]);
  });
});
