import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';
import { hours, minutes, plus, seconds, type Duration } from '../../src/domain/shared/time.js';
import { AlertRow } from '../../src/server/escalation/alert.row.js';
import { PollRecord } from '../../src/server/platform/telegram/poll-record.js';
import { StandingPollers } from '../../src/server/escalation/standing-pollers.js';
import { QuarantinedUpdates } from '../../src/server/escalation/quarantined-updates.js';
import { UnheardAlerts } from '../../src/server/escalation/unheard-alerts.js';
import { Watchdog } from '../../src/server/escalation/watchdog.js';
import { Database, type Transaction } from '../../src/server/platform/database/database.js';
import { dataSourceOptions } from '../../src/server/platform/database/data-source.js';
import { HttpHeartbeat } from '../../src/server/platform/heartbeat/heartbeat.js';
import { makeLog } from '../../src/server/platform/logging/log.js';
import { DutyHouse, makeDutyDatabase } from '../builders/duty-house.js';
import type { Person } from '../builders/night-shift.js';
import type { TestDatabase } from '../server/support/test-database.js';

const lateness = [new UnheardAlerts(), new QuarantinedUpdates()];
let db: TestDatabase;
let house: DutyHouse;
let watchdog: Watchdog;
let mira: Person;
let outside: Server;
let beats: number;

beforeAll(async () => {
  db = await makeDutyDatabase();
  outside = createServer((_request, response) => {
    beats += 1;
    response.end('OK');
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
});
beforeEach(async () => {
  await db.empty();
  beats = 0;
  house = new DutyHouse(db);
  watchdog = new Watchdog(db.database, heartbeat(), house.clock, house.log, lateness);
  mira = await house.person('Mira', { duties: ['operator', 'focal-point'] });
});
afterAll(async () => {
  outside.closeAllConnections();
  outside.close();
  await db.drop();
});

const heartbeat = (): HttpHeartbeat =>
  new HttpHeartbeat(`http://127.0.0.1:${(outside.address() as AddressInfo).port}/ping`, makeLog('silent'));

/** Every minute a look, as the timer does; who calls people is asleep. */
async function watch(span: Duration): Promise<number> {
  const before = beats;
  const until = plus(house.clock.now(), span);
  while (house.clock.now() < until) {
    house.clock.advance(minutes(1));
    await watchdog.look();
  }
  return beats - before;
}

describe('while every alert is where its policy wants it', () => {
  it('somebody outside hears so every minute', async () => {
    await house.contact();

    expect(await watch(minutes(2))).toBe(2);
    expect(watchdog.state).toMatchObject({ found: 'nothing-behind', heartbeatHeard: true });
    expect(watchdog.content).toBe(true);
  });

  it('also while an alert rests because somebody has it', async () => {
    const alert = await house.contact();
    await house.acknowledge(alert, mira);

    expect(await watch(minutes(10))).toBe(10);
  });

  it('also while something waits for its time', async () => {
    await house.tx((tx) =>
      house.outbox.put(tx, {
        channel: 'mail',
        topic: 'digest',
        payload: null,
        notBefore: plus(house.clock.now(), hours(3)),
      }),
    );

    expect(await watch(minutes(5))).toBe(5);
  });
});

describe('while a message waits behind another that waits for its time', () => {
  it('neither is late', async () => {
    const lane = '3f7a1c70-4a53-4a5e-9a4e-6a2f5b1f2b11';
    const parcel = { channel: 'telegram-staff', topic: 'alert-notice', lane, payload: null } as const;
    await house.tx(async (tx) => {
      await house.outbox.put(tx, { ...parcel, notBefore: plus(house.clock.now(), minutes(30)) });
      await house.outbox.put(tx, parcel);
    });

    expect(await watch(minutes(5))).toBe(5);
  });
});

describe('when nobody calls people any more', () => {
  it('the heartbeat is missing as soon as a step is more than a minute late', async () => {
    await house.contact();

    // The deputy is due after two minutes.
    const onTime = await watch(minutes(3));
    const late = await watch(minutes(5));

    expect([onTime, late]).toEqual([3, 0]);
    expect(watchdog.state).toMatchObject({ found: 'behind', alertsBehind: 1, heartbeatHeard: null });
    expect(watchdog.content).toBe(false);
    expect(house.log.lines.map(({ event }) => event)).toContain('watchdog-behind');
  });

  it('the heartbeat comes back when the ladder has been climbed', async () => {
    await house.contact();
    await watch(minutes(6));
    await house.sweep.run();
    await house.relay.drain();

    const state = await watchdog.look();

    expect(state).toMatchObject({ found: 'nothing-behind', heartbeatHeard: true });
  });

  it('it is missing although the sender forgot its own deadline', async () => {
    const alert = await house.contact();
    await db.source.query('update alert set next_due_at = null where id = $1', [alert]);

    expect(await watch(minutes(6))).toBe(3);
  });

  it('it is missing when an alert was taken and left unresolved for too long', async () => {
    const alert = await house.contact();
    await house.acknowledge(alert, mira);

    await watch(minutes(17));

    expect(await watch(minutes(2))).toBe(0);
  });

  it('one late alert among many is enough', async () => {
    const late = await house.contact();
    await watch(minutes(4));
    for (let count = 0; count < 20; count++) await house.contact();
    await db.source.query(
      `insert into alert (id, kind, level, subject_id, subject_number, policy, opened_at, began_at, rungs_taken, last_rung_at)
       select gen_random_uuid(), kind, level, subject_id, subject_number, policy, $2, $2, 1, $2 from alert, generate_series(1, 1100)
       where id = $1`,
      [late, new Date(house.clock.now())],
    );

    const state = await watchdog.look();

    expect(state).toMatchObject({ found: 'behind', alertsBehind: 1 });
  });
});

describe('when messages do not leave', () => {
  it('the heartbeat is missing when nobody takes them up', async () => {
    await house.tx((tx) => house.raiseAlert.run(tx, house.request('contact-quiet')));

    await watch(minutes(2));

    expect(watchdog.state).toMatchObject({
      found: 'behind',
      alertsBehind: 0,
      parcelsBehind: { 'telegram-staff': 1, mail: 1 },
    });
    expect(beats).toBe(1);
  });

  it('the heartbeat is missing when they are tried again and again in vain', async () => {
    house.telegram.fail('all', { status: 500 });
    await house.contact('contact-quiet');
    // In production the relay never rests: each try puts the next one a little ahead.
    for (let count = 0; count < 30; count++) {
      house.clock.advance(seconds(5));
      await house.relay.drain();
    }

    const state = await watchdog.look();

    expect(state).toMatchObject({ found: 'behind', parcelsBehind: { 'telegram-staff': 1 } });
    expect(beats).toBe(0);
  });
});

describe('when the ladder climbs and nobody hears it', () => {
  const nobodyHears = async (): Promise<void> => {
    await house.leave(mira);
    await house.person('Vesna', { duties: ['operator'], phone: false });
    house.webhook.answer = () => ({ result: 'dead', code: 'not-configured' });
  };

  it('the heartbeat is missing, although no step is late and some mail went out', async () => {
    await nobodyHears();
    await house.contact();
    await house.pass(minutes(2));

    const state = await watchdog.look();

    expect(state).toMatchObject({ found: 'behind', alertsBehind: 0, late: { alertsUnheard: 1 } });
    expect(state.heartbeatHeard).toBeNull();
  });

  it('it is missing again when the alert wakes again and by then nobody hears', async () => {
    const alert = await house.contact();
    await house.acknowledge(alert, mira);
    await nobodyHears();
    await house.pass(minutes(18));

    expect(await watchdog.look()).toMatchObject({ found: 'behind', late: { alertsUnheard: 1 } });
  });

  it('it beats in the first minute, for what makes no sound, and for a test', async () => {
    await nobodyHears();
    await house.contact('answer-overdue-quiet');
    await house.tx((tx) => house.raiseAlert.run(tx, { ...house.request('test'), kind: 'test' }));
    await house.pass(minutes(2));
    await house.contact();

    expect(await watchdog.look()).toMatchObject({ found: 'nothing-behind', late: {} });
  });
});

describe('when something else is late', () => {
  it('the heartbeat is missing while an update of Telegram could not be taken in', async () => {
    await db.source.query(
      `insert into telegram_quarantine (bot, update_id, sealed, fault, retry_at) values ('intake', 1, '\\x00', 'Error', now())`,
    );

    expect(await watchdog.look()).toMatchObject({ found: 'behind', late: { updatesQuarantined: 1 } });
  });

  it('every noun is asked with the grace, and its zeros say nothing', async () => {
    const asked: unknown[] = [];
    const noun = {
      late: async (_tx: unknown, now: unknown, grace: unknown) => {
        asked.push([now, grace]);
        return { answersOverdue: 2, silences: 0 };
      },
    };
    watchdog = new Watchdog(db.database, heartbeat(), house.clock, house.log, [noun]);

    const { found, late } = await watchdog.look();

    expect([found, late]).toEqual(['behind', { answersOverdue: 2 }]);
    expect(asked).toEqual([[house.clock.now(), minutes(1)]]);
  });

  it('a noun that cannot answer makes it blind', async () => {
    const broken = { late: () => Promise.reject(new Error('no such table')) };
    watchdog = new Watchdog(db.database, heartbeat(), house.clock, house.log, [broken]);

    expect(await watchdog.look()).toMatchObject({ found: 'blind', heartbeatHeard: null });
  });
});

describe('a watchdog that cannot see', () => {
  it('vouches for nothing', async () => {
    const gone = await new DataSource(dataSourceOptions(db.url, [AlertRow])).initialize();
    await gone.destroy();
    watchdog = new Watchdog(new Database(gone), heartbeat(), house.clock, house.log, []);

    const state = await watchdog.look();

    expect(state).toMatchObject({ found: 'blind', heartbeatHeard: null });
    expect(watchdog.content).toBe(false);
    expect(beats).toBe(0);
  });

  it('vouches for nothing when its look took so long that the present may be another', async () => {
    class SlowDatabase extends Database {
      override get reader(): Transaction {
        house.clock.advance(minutes(2));
        return super.reader;
      }
    }
    const slow = new SlowDatabase(db.source);
    watchdog = new Watchdog(slow, heartbeat(), house.clock, house.log, []);

    expect(await watchdog.look()).toMatchObject({ found: 'blind', heartbeatHeard: null });
  });

  it('is not content when it has not looked for three minutes', async () => {
    await watchdog.look();
    const fresh = watchdog.content;

    house.clock.advance(minutes(4));

    expect([fresh, watchdog.content]).toEqual([true, false]);
  });

  it('looks all the same when nobody outside is to be told', async () => {
    watchdog = new Watchdog(db.database, null, house.clock, house.log, []);

    expect(await watchdog.look()).toMatchObject({ found: 'nothing-behind', heartbeatHeard: null });
  });
});

describe('a poller that stands still while everything else works', () => {
  const record = (bot: 'intake' | 'staff') => new PollRecord(db.database, house.clock, bot);
  const looking = (bots: readonly string[]) =>
    new Watchdog(db.database, heartbeat(), house.clock, house.log, [new StandingPollers(bots)]);

  it('is noticed after three minutes, for each bot', async () => {
    const [intake, staff] = [record('intake'), record('staff')];
    watchdog = looking(['intake', 'staff']);
    for (let minute = 0; minute < 5; minute += 1) {
      await Promise.all([intake.answered(), staff.answered()]);
      expect(await watch(minutes(1))).toBe(1);
    }

    for (let minute = 0; minute < 5; minute += 1) {
      await staff.answered();
      await watch(minutes(1));
    }

    expect(watchdog.state).toMatchObject({ found: 'behind', late: { pollersStandingStill: 1 } });
    await intake.answered();
    expect((await watchdog.look()).found).toBe('nothing-behind');
  });

  it('has its time after a start, also when the last answer is hours old', async () => {
    await record('intake').answered();
    house.clock.advance(hours(5));
    watchdog = looking(['intake']);

    expect((await watchdog.look()).found).toBe('nothing-behind');
    await watch(minutes(5));
    expect(watchdog.state?.found).toBe('behind');
  });

  it('is not expected where Telegram calls us', async () => {
    watchdog = looking([]);

    expect(await watch(minutes(10))).toBe(10);
  });
});
