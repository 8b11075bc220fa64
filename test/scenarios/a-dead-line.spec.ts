import { DataSource } from 'typeorm';
import type { Update } from 'grammy/types';
import { seconds } from '../../src/domain/shared/time.js';
import { AlertRow } from '../../src/server/escalation/alert.row.js';
import { Watchdog } from '../../src/server/escalation/watchdog.js';
import { StaffRow } from '../../src/server/identity/staff.row.js';
import { dataSourceOptions } from '../../src/server/platform/database/data-source.js';
import { Database } from '../../src/server/platform/database/database.js';
import { Notifications } from '../../src/server/platform/database/notifications.js';
import { passingFaultOf } from '../../src/server/platform/database/passing-fault.js';
import { HealthReport } from '../../src/server/platform/health/health.js';
import { RelayLoop } from '../../src/server/platform/outbox/relay-loop.js';
import { Sweeper } from '../../src/server/platform/queue/sweeper.js';
import { NightShift, type Person } from '../builders/night-shift.js';
import { Line } from '../server/support/line.js';
import { makeTestDatabase, type TestDatabase } from '../server/support/test-database.js';
import { eventually } from './support/house.js';

/** As in earnest, but less patient. */
const limits = {
  idleTimeoutMillis: 500,
  connectionTimeoutMillis: 3_000,
  statement_timeout: 2_500,
  idle_in_transaction_session_timeout: 2_500,
  query_timeout: 3_000,
};
/** A whole statement: every transaction begins with other words about committing. */
const commit = 'COMMIT\0';

describe('when the line to PostgreSQL goes dead without a word', () => {
  let db: TestDatabase;
  let line: Line;
  let source: DataSource;
  let shift: NightShift;
  let mira: Person;
  let ana: Person;

  beforeAll(async () => {
    db = await makeTestDatabase([StaffRow, AlertRow]);
  });
  afterAll(() => db.drop());

  beforeEach(async () => {
    await db.empty();
    const near = await Line.to(db.url);
    line = near.line;
    source = await new DataSource(dataSourceOptions(near.url, [StaffRow, AlertRow], limits)).initialize();
    shift = new NightShift({ ...db, url: near.url, database: new Database(source) });
    mira = await shift.person('Mira', { duties: ['focal-point'] });
    ana = await shift.person('Ana', { duties: ['deputy'] });
  });
  afterEach(async () => {
    line.close();
    await source.destroy();
  });

  const rungsOf = async (alert: Awaited<ReturnType<NightShift['contact']>>) =>
    (await shift.timeline(alert)).filter(({ what }) => what === 'climbed').map(({ rung }) => rung);

  it('what it had locked is free again, and sweeps and couriers go on by themselves and call once', async () => {
    const alert = await shift.contact();
    shift.clock.advance(seconds(121));
    const sweep = { name: 'alerts', every: seconds(0.1), run: () => shift.sweep.run() };
    const sweeper = new Sweeper([sweep], shift.log);
    const notifications = new Notifications(shift.db.url, shift.log, {
      every: seconds(0.2),
      patience: seconds(1),
    });
    const relay = new RelayLoop(shift.relay, notifications, shift.log);

    const dead = line.goDeadAfter('no key update skip locked');
    relay.start();
    await notifications.start();
    sweeper.start();
    await dead;
    const watchdog = new Watchdog(shift.db.database, null, shift.clock, shift.log, []);
    const health = new HealthReport(seconds(0.5));
    health.watch({ name: 'database', healthy: async () => (await source.query('select 1')) !== null });
    const meanwhile = [(await health.run()).ready, (await watchdog.look()).found];
    line.heal();
    await eventually(() => shift.telegram.on(ana.phone).length > 0);
    await Promise.all([sweeper.stop(), relay.stop(), notifications.stop()]);

    expect(meanwhile).toEqual([false, 'blind']);
    expect([mira, ana].map(({ phone }) => shift.telegram.on(phone).length)).toEqual([1, 1]);
    expect(await rungsOf(alert)).toEqual([0, 1]);
    await eventually(async () => (await health.run()).ready);
    expect((await watchdog.look()).found).toBe('nothing-behind');
  });

  it('a step that was committed just then is not taken twice', async () => {
    const alert = await shift.contact();
    shift.clock.advance(seconds(121));

    void line.goDeadAfter(commit);
    expect(await faultOf(shift.advance.run(alert))).toBe('away');
    line.heal();
    await shift.sweep.run();
    await shift.relay.drain();

    expect(await rungsOf(alert)).toEqual([0, 1]);
    expect(shift.telegram.on(ana.phone)).toHaveLength(1);
  });

  it('an update of Telegram is offered again and taken in once, not put aside', async () => {
    const message = {
      message_id: 1,
      date: 1,
      chat: { id: mira.phone, type: 'private', first_name: 'x' },
      from: { id: mira.phone, is_bot: false, first_name: 'x' },
      text: '/duty',
    };
    const update = { update_id: 77, message } as Update;

    void line.goDeadAfter(commit);
    expect(await faultOf(shift.receive.run(update))).toBe('away');
    line.heal();

    expect(await shift.receive.run(update)).toBe('known');
    await shift.relay.drain();
    expect(shift.telegram.on(mira.phone)).toHaveLength(1);
  });
});

const faultOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', passingFaultOf);
