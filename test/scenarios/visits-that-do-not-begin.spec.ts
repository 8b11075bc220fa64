import { days, hours, minutes, type Duration } from '../../src/domain/shared/time.js';
import type { AlertRow } from '../../src/server/escalation/alert.row.js';
import { rows } from '../../src/server/platform/database/database.js';
import { ForgetVisits } from '../../src/server/safety/forget-visits.js';
import type { VisitId } from '../../src/server/safety/visit.js';
import { makeNightShift, type NightShift, type Person } from '../builders/night-shift.js';

let shift: NightShift;
let vera: Person;
let mira: Person;
let goran: Person;

beforeAll(async () => {
  shift = await makeNightShift();
});
afterAll(() => shift.db.drop());
beforeEach(async () => {
  shift = await shift.anew();
  vera = await shift.person('Vera', { duties: ['focal-point'] });
  mira = await shift.person('Mira', { roles: ['coordinator'] });
  goran = await shift.person('Goran', { roles: ['case-worker'] });
});

const alerts = (): Promise<AlertRow[]> => shift.alerts.unresolved(shift.db.database.reader);
const on = ({ phone }: Person) => shift.telegram.on(phone);

/** Time goes by with the sweep alone: no job rings. */
const pass = async (span: Duration): Promise<void> => {
  const sweep = shift.safety.makeDepartureSweep();
  const until = shift.clock.now() + span;
  while (shift.clock.now() < until) {
    shift.clock.advance(Math.min(minutes(5), until - shift.clock.now()) as Duration);
    await sweep.run();
  }
  await shift.relay.drain();
};

describe('a visit that was planned and does not begin', () => {
  it('asks its worker after a quarter of an hour, without a sound, and calls nobody', async () => {
    await shift.safety.plan(goran, { ahead: hours(2) });
    await pass(minutes(134));
    expect(on(goran)).toEqual([]);

    await pass(minutes(1));

    expect(on(goran).at(-1)).toMatchObject({ silent: true });
    expect(on(goran).at(-1)?.text).toMatch(
      /^Visit 1: planned for \d\d:\d\d, not begun\. With \/visit you leave, or call it off\.$/,
    );
    expect(await alerts()).toEqual([]);
  });

  it('tells coordinators and the focal point half an hour later, without a sound, a kind and a number', async () => {
    await shift.safety.plan(goran);
    await pass(minutes(44));
    expect(await alerts()).toEqual([]);

    await pass(minutes(1));

    expect(await alerts()).toMatchObject([{ kind: 'check-in', level: 'YELLOW', hiddenFrom: goran.id }]);
    for (const person of [vera, mira])
      expect(on(person).at(-1)).toMatchObject({ text: 'YELLOW · check-in 1', silent: true });
    expect(on(goran)).toHaveLength(1);
    await shift.write(vera.phone, '/visit');
    expect(on(vera).at(-1)?.text).toMatch(/^Visit 1 · Goran · planned for \d\d:\d\d, not begun$/);
  });

  it('is told once, however often the job rings, is lost, or workers sweep at the same time', async () => {
    const id = await shift.safety.plan(goran);
    shift.clock.advance(minutes(15));
    const [one, other] = [shift.safety.makeDepartureSweep(), shift.safety.makeDepartureSweep()];
    await Promise.all([one.ring(id), other.ring(id), one.run(), other.run()]);
    await one.ring(id);
    await shift.relay.drain();
    expect(on(goran)).toHaveLength(1);

    shift.clock.advance(minutes(30));
    await Promise.all([one.ring(id), other.ring(id), one.run(), other.run()]);

    expect(await alerts()).toHaveLength(1);
  });

  it('is over with the alert when she leaves late, and her check-ins are watched', async () => {
    const id = await shift.safety.plan(goran);
    await pass(minutes(50));
    expect((await shift.safety.visit(id)).askedAt).not.toBeNull();

    await shift.write(goran.phone, '/visit');
    await shift.tap(goran, 'Six times yes: I am leaving');

    expect(await alerts()).toEqual([]);
    expect((await shift.safety.visit(id)).dueAt).toBe(shift.clock.now() + minutes(60));
  });

  it('is over with the alert when she calls it off', async () => {
    await shift.safety.plan(goran);
    await pass(minutes(50));

    await shift.write(goran.phone, '/visit');
    await shift.tap(goran, 'I am not going');

    expect(await alerts()).toEqual([]);
    await pass(days(0.2));
    expect(await alerts()).toEqual([]);
  });

  it('is closed by somebody who was told, and never by herself', async () => {
    const id = await shift.safety.plan(goran);
    await pass(minutes(50));

    await shift.tx((tx) => shift.safety.conclude.run(tx, id, 'resolved', vera.id));

    expect(await alerts()).toEqual([]);
    const { items } = await shift.safety.read.mine(shift.db.database.reader, goran.id);
    expect(items).toMatchObject([{ stage: 'ended', unbegun: false }]);
  });

  it('that waits for a yes rings for the yes, and asks her too; after a no nobody waits', async () => {
    const id = await shift.safety.plan(goran, { needsYes: true });
    await pass(minutes(16));
    expect(on(goran).at(-1)?.text).toContain('not begun');

    await shift.tx((tx) =>
      shift.safety.answer.run(tx, id, 'refused', { id: mira.id, roles: ['coordinator'] }),
    );
    await pass(hours(2));

    expect(await alerts()).toEqual([]);
  });

  it('keeps the watchdog from vouching when neither alarm nor sweep came', async () => {
    await shift.safety.plan(goran);
    shift.clock.advance(minutes(30));
    const late = await shift.safety.lateness.late(shift.db.database.reader, shift.clock.now(), minutes(1));

    expect(late).toEqual({ 'check-ins': 0, departures: 1 });
  });
});

describe('what is kept of a visit', () => {
  const forget = () => new ForgetVisits(shift.db.database, shift.clock, shift.safety.visits).run();
  const kept = async (): Promise<VisitId[]> =>
    (await rows<{ id: VisitId }>(shift.db.database.reader, `select id from field_visit order by number`)).map(
      ({ id }) => id,
    );
  const begun = async (): Promise<VisitId> => {
    const id = await shift.safety.plan(goran);
    await shift.tx((tx) => shift.safety.depart.run(tx, id, goran.id));
    return id;
  };
  const say = (id: VisitId, word: string) =>
    shift.tx((tx) => shift.safety.say.run(tx, id, { word, saying: 'safe' }, goran.id));

  it('goes half a year after it was over, with its course; one that never began half a year after its time', async () => {
    const safe = await begun();
    await say(safe, 'jabuka');
    const never = await shift.safety.plan(goran, { ahead: days(2) });
    shift.clock.advance(days(180));
    await forget();
    expect(await kept()).toEqual([safe, never]);

    shift.clock.advance(minutes(1));
    await forget();
    expect(await kept()).toEqual([never]);
    expect(
      await rows(shift.db.database.reader, `select 1 from field_visit_event where visit_id = $1`, [safe]),
    ).toEqual([]);

    shift.clock.advance(days(2));
    await forget();
    expect(await kept()).toEqual([]);
  });

  it('stays as long as she is out, or a duress word was not closed', async () => {
    const out = await begun();
    const forced = await begun();
    await say(forced, 'kruška');
    shift.clock.advance(days(400));
    await forget();
    expect(await kept()).toEqual([out, forced]);

    for (const id of [out, forced])
      await shift.tx((tx) => shift.safety.conclude.run(tx, id, 'resolved', vera.id));
    shift.clock.advance(days(181));
    await forget();

    expect(await kept()).toEqual([]);
  });

  it('is shared out among workers, and nobody waits for another', async () => {
    for (let visits = 0; visits < 60; visits += 1) await shift.safety.plan(goran);
    shift.clock.advance(days(181));

    await Promise.all([forget(), forget(), forget()]);

    expect(await kept()).toEqual([]);
  });
});
