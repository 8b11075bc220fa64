import { forgetsBefore } from '../../src/domain/escalation/retention.js';
import type { AlertId } from '../../src/domain/shared/ids.js';
import { days, hours, minus } from '../../src/domain/shared/time.js';
import { ForgetAlerts } from '../../src/server/escalation/forget-alerts.js';
import { rows } from '../../src/server/platform/database/database.js';
import { makeNightShift, type NightShift, type Person } from '../builders/night-shift.js';

let shift: NightShift;
let mira: Person;

beforeAll(async () => {
  shift = await makeNightShift();
});
beforeEach(async () => {
  shift = await shift.anew();
  mira = await shift.person('Mira', { duties: ['focal-point'] });
});
afterAll(() => shift.db.drop());

const forget = (): Promise<void> => new ForgetAlerts(shift.db.database, shift.clock).run();

const ended = async (): Promise<AlertId> => {
  const id = await shift.contact();
  await shift.acknowledge(id, mira);
  await shift.tx((tx) => shift.resolveAlert.run(tx, id, mira.id, 'false-alarm'));
  await shift.relay.drain();
  return id;
};

const count = async (table: string): Promise<number> => {
  const [found] = await rows<{ count: number }>(
    shift.db.database.reader,
    `select count(*)::int as count from ${table}`,
  );
  return found?.count ?? 0;
};

describe('the details of an alert that is over', () => {
  it('are kept for half a year, and those of a test for a month', () => {
    const now = shift.clock.now();

    expect(forgetsBefore('contact', now)).toBe(minus(now, days(180)));
    expect(forgetsBefore('duty', now)).toBe(minus(now, days(180)));
    expect(forgetsBefore('test', now)).toBe(minus(now, days(30)));
  });

  it('are erased then; that it was, and how it ended, stays', async () => {
    const id = await ended();
    shift.clock.advance(days(180));
    await forget();
    expect(await shift.happened(id)).toContain('resolved');

    shift.clock.advance(hours(1));
    await forget();

    expect(await shift.happened(id)).toEqual([]);
    expect(await Promise.all(['alert_delivery', 'alert_event', 'staff_notice'].map(count))).toEqual([
      0, 0, 0,
    ]);
    expect(await shift.alert(id)).toMatchObject({ outcome: 'false-alarm', level: 'RED' });
  });

  it('stay while the alert is open, however old it is', async () => {
    const id = await shift.contact();
    shift.clock.advance(days(400));

    await forget();

    expect(await shift.happened(id)).toContain('opened');
  });

  it('go with the grouped messages that spoke of them, once none is left', async () => {
    const ids: AlertId[] = [];
    for (let alert = 0; alert < 6; alert += 1) ids.push(await shift.contact());
    await shift.pass(hours(0.1));
    expect(await count(`staff_notice where how = 'grouped'`)).toBeGreaterThan(0);
    const [last, ...others] = ids.reverse();
    const end = (id: AlertId) => shift.tx((tx) => shift.resolveAlert.run(tx, id, mira.id, 'resolved'));
    for (const id of others) await end(id);
    shift.clock.advance(days(181));
    await forget();
    expect(await count(`staff_notice where how = 'grouped'`)).toBeGreaterThan(0);

    await end(last!);
    shift.clock.advance(days(181));
    await forget();

    expect(await count('staff_notice')).toBe(0);
  });

  it('are shared out among workers, and nobody waits for another', async () => {
    for (let alert = 0; alert < 4; alert += 1) await ended();
    shift.clock.advance(days(181));

    await Promise.all([forget(), forget(), forget()]);

    expect(await count('alert_event')).toBe(0);
    expect(await count('alert where forgotten_at is not null')).toBe(4);
  });
});
