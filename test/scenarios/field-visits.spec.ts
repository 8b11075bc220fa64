import { Watchdog } from '../../src/server/escalation/watchdog.js';
import { AgreeOnWords } from '../../src/server/safety/visit-words.js';
import { VisitLateness } from '../../src/server/safety/visit-lateness.js';
import type { StaffId } from '../../src/domain/shared/ids.js';
import { hours, instant, minutes, type Duration } from '../../src/domain/shared/time.js';
import { makeNightShift, type NightShift, type Person } from '../builders/night-shift.js';
import type { AlertRow } from '../../src/server/escalation/alert.row.js';
import type { VisitId } from '../../src/server/safety/visit.js';

describe('a field visit', () => {
  let shift: NightShift;
  let vera: Person;
  let goran: Person;

  beforeAll(async () => {
    shift = await makeNightShift();
  });
  afterAll(() => shift.db.drop());

  beforeEach(async () => {
    shift = await shift.anew();
    vera = await shift.person('Vera', { duties: ['focal-point'] });
    await shift.person('Ana', { duties: ['deputy'] });
    goran = await shift.person('Goran', { roles: ['case-worker'] });
  });

  const alerts = (): Promise<AlertRow[]> => shift.alerts.unresolved(shift.db.database.reader);

  const leave = async (options: { needsYes?: boolean; every?: Duration } = {}): Promise<VisitId> => {
    const id = await shift.safety.plan(goran, options);
    await shift.tx((tx) => shift.safety.depart.run(tx, id, goran.id));
    await shift.relay.drain();
    return id;
  };

  const say = async (id: VisitId, word: string, saying: 'check-in' | 'safe' = 'check-in') => {
    const said = await shift.tx((tx) => shift.safety.say.run(tx, id, { word, saying }, goran.id));
    await shift.relay.drain();
    return said;
  };

  /** Time goes by with the sweep alone: no job rings. */
  const pass = async (span: Duration): Promise<void> => {
    const sweep = shift.safety.makeSweep();
    const until = shift.clock.now() + span;
    while (shift.clock.now() < until) {
      shift.clock.advance(Math.min(minutes(5), until - shift.clock.now()) as Duration);
      await sweep.run();
    }
    await shift.relay.drain();
  };

  it('rings the moment a check-in is missing, and says only a kind and a number', async () => {
    await leave();
    await pass(instant(minutes(60) - 1) as unknown as Duration);
    expect(await alerts()).toEqual([]);

    await pass(instant(1) as unknown as Duration);

    expect(await alerts()).toMatchObject([{ kind: 'check-in', level: 'RED', subjectNumber: 1 }]);
    expect(shift.telegram.last(vera.phone).text).toBe('RED · check-in 1');
  });

  it('reminds her ten minutes before, and never calls her own phone to her own alert', async () => {
    await leave();
    await pass(minutes(51));
    expect(shift.telegram.last(goran.phone).text).toMatch(/^Visit 1: check in by \d\d:\d\d\.$/);

    await pass(minutes(20));
    await shift.pass(minutes(5)); // the ladder reaches everyone

    expect(shift.telegram.on(goran.phone).filter(({ text }) => text.includes('RED'))).toEqual([]);
    expect(await shift.openAlerts.run(shift.db.database.reader, goran.id)).toEqual([]);
    expect(await shift.openAlerts.run(shift.db.database.reader, vera.id)).toHaveLength(1);
  });

  it('rings once, however often the job rings and however many workers sweep', async () => {
    const id = await leave();
    shift.clock.advance(minutes(61));
    const [one, other] = [shift.safety.makeSweep(), shift.safety.makeSweep()];

    await Promise.all([one.ring(id), other.ring(id), one.run(), other.run()]);
    await one.ring(id);

    expect(await alerts()).toHaveLength(1);
  });

  it('a job that rings for a deadline that was moved does nothing', async () => {
    const id = await leave();
    shift.clock.advance(minutes(40));
    await say(id, 'jabuka');
    shift.clock.advance(minutes(20)); // the first job's time

    await shift.safety.makeSweep().ring(id);

    expect(await alerts()).toEqual([]);
    expect((await shift.safety.visit(id)).dueAt).toBe(shift.clock.now() + minutes(40));
  });

  it('was missed while every process was dead: the first sweep of the next one rings', async () => {
    await leave();
    shift.clock.advance(hours(9));

    await shift.safety.makeSweep().run();

    expect(await alerts()).toHaveLength(1);
  });

  it('holds its extension, and rings at the new deadline', async () => {
    const id = await leave();
    await shift.tx((tx) => shift.safety.extend.run(tx, id, 60, goran.id));

    await pass(minutes(119));
    expect(await alerts()).toEqual([]);
    await pass(minutes(1));
    expect(await alerts()).toHaveLength(1);
  });

  it('checked in late is under way again, and the alert stays until somebody ends it', async () => {
    const id = await leave();
    await pass(minutes(60));
    await say(id, 'Jabuka');

    expect(await alerts()).toHaveLength(1);
    await shift.tx((tx) => shift.safety.conclude.run(tx, id, 'false-alarm', vera.id));
    expect(await alerts()).toEqual([]);
    await pass(minutes(61));
    expect(await alerts()).toEqual([]);
  });

  it('rings again when the next check-in is missing too', async () => {
    const id = await leave();
    await pass(minutes(60));
    await say(id, 'jabuka');
    await pass(minutes(60));

    expect(await alerts()).toHaveLength(2);
  });

  describe('under duress', () => {
    it('calls focal point and deputy at once, loudly, under another kind', async () => {
      const id = await leave();

      await say(id, 'KRUSKA');

      expect(await alerts()).toMatchObject([{ kind: 'incident', level: 'RED', hiddenFrom: goran.id }]);
      expect(shift.telegram.last(vera.phone)).toMatchObject({ text: 'RED · incident 1', silent: false });
    });

    it.each(['check-in', 'safe'] as const)('her phone shows the same for both words: %s', async (saying) => {
      const shown = async (word: string) => {
        shift = await shift.anew();
        goran = await shift.person('Goran');
        await shift.person('Vera', { duties: ['focal-point'] });
        const id = await leave();
        shift.clock.advance(minutes(30));
        await shift.write(goran.phone, '/visit');
        await shift.tap(goran, saying === 'safe' ? 'I am back' : 'Check in');
        await shift.write(goran.phone, word);
        await pass(minutes(70));
        await shift.pass(minutes(5));
        await shift.write(goran.phone, '/visit');
        await shift.write(goran.phone, '/open');
        const seen = await shift.safety.read.mine(shift.db.database.reader, goran.id);
        return {
          messages: shift.telegram
            .on(goran.phone)
            .map(({ text, buttons, silent }) => ({ text, buttons, silent })),
          seen: seen.items.map(({ id: _id, circle: _circle, workerId: _worker, ...rest }) => rest),
          deleted: shift.telegram.deleted.length,
          course: id !== undefined,
        };
      };

      expect(await shown('kruška')).toEqual(await shown('jabuka'));
    });

    it('stays for those who look for her, though she said that she is back', async () => {
      const id = await leave();
      await say(id, 'kruška', 'safe');

      const { items } = await shift.safety.read.watched(shift.db.database.reader, vera.id);

      expect(items).toMatchObject([{ stage: 'duress' }]);
    });

    it('cannot be handed to her, nor taken by her', async () => {
      const id = await leave();
      await say(id, 'kruška');
      const [alert] = await alerts();
      await shift.acknowledge(alert!.id, vera);

      expect(await shift.tx((tx) => shift.handOver.offer(tx, alert!.id, vera.id, goran.id))).toBe(
        'cannot-be-reached',
      );
      expect(await shift.acknowledge(alert!.id, goran)).toBe('unknown');
    });

    it('goes past her when she herself is the focal point on duty', async () => {
      shift.duty.onDuty.set('focal-point', [goran.id]);
      const id = await leave();

      await say(id, 'kruška');

      expect(shift.telegram.on(goran.phone).filter(({ text }) => text.includes('RED'))).toEqual([]);
      expect((await alerts())[0]).toMatchObject({ kind: 'incident' });
      await shift.pass(minutes(2));
      expect(shift.telegram.last(vera.phone).text).toContain('incident 1');
    });
  });

  describe('a duress word outside a visit', () => {
    beforeEach(async () => {
      await shift.tx((tx) =>
        new AgreeOnWords(shift.safety.words, shift.clock).run(
          tx,
          { safe: 'jabuka', duress: 'kruška' },
          goran.id,
        ),
      );
    });

    it('calls focal point and deputy at once, by a number that leads to her', async () => {
      await shift.write(goran.phone, 'Kruska');

      expect(await alerts()).toMatchObject([
        { kind: 'incident', level: 'RED', hiddenFrom: goran.id, policy: { id: 'duress' } },
      ]);
      expect(shift.telegram.last(vera.phone)).toMatchObject({ text: 'RED · incident 1', silent: false });
      await shift.write(vera.phone, '/visit');
      expect(shift.telegram.last(vera.phone).text).toBe('Incident 1 · Goran · needs help now');
    });

    it('shows on her phone what her safe word and every other text show, also later', async () => {
      const shown = async (word: string) => {
        const before = shift.telegram.on(goran.phone).length;
        const deleted = shift.telegram.deleted.length;
        await shift.write(goran.phone, word);
        await shift.pass(minutes(4), minutes(1)); // the ladder reaches everyone
        await shift.pass(hours(4), hours(2)); // whoever reports is reminded to write
        await shift.write(goran.phone, '/visit');
        await shift.write(goran.phone, '/open');
        return {
          messages: shift.telegram
            .on(goran.phone)
            .slice(before)
            .map(({ text, buttons, silent }) => ({ text, buttons, silent })),
          deleted: shift.telegram.deleted.length - deleted,
        };
      };

      const [well, other, forced] = [
        await shown('jabuka'),
        await shown('see you at six'),
        await shown('kruška'),
      ];

      expect([other, forced]).toEqual([well, well]);
      expect(well.messages[0]?.text).toContain('was not kept');
      expect(await alerts()).toHaveLength(1);
    });

    it('stands before those who look for her, however much was reported since', async () => {
      await shift.write(goran.phone, 'kruška');
      await shift.db.source.query(
        `insert into incident_report (id, reported_by, reported_at, about, urgency)
         select gen_random_uuid(), $1, now(), 'staff', 'today' from generate_series(1, 300)`,
        [vera.id],
      );

      await shift.write(vera.phone, '/visit');

      expect(shift.telegram.last(vera.phone).text).toBe('Incident 1 · Goran · needs help now');
    });

    it('stays out of her own lists, also when she looks after others', async () => {
      await shift.write(goran.phone, 'kruška');
      await shift.giveRoles(goran, ['coordinator']);
      const listFor = async (id: StaffId) => {
        const caller = { id, roles: ['coordinator'] } as const;
        return (await shift.safety.list.run(shift.db.database.reader, caller, { limit: 50 })).items;
      };

      expect(await listFor(goran.id)).toEqual([]);
      expect(await listFor(vera.id)).toMatchObject([
        { number: 1, reportedBy: goran.id, about: 'staff', forced: 'open' },
      ]);
      await shift.write(goran.phone, '/visit');
      expect(shift.telegram.last(goran.phone).text).not.toContain('Incident');
    });

    it.each([
      ['other coordinators', 'coordinator'],
      ['the focal point where nobody else coordinates', 'case-worker'],
    ] as const)(
      'that concerns other cases is told to %s, never to her, though she coordinates',
      async (_, role) => {
        const lena = await shift.person('Lena', { roles: [role] });
        await shift.giveRoles(goran, ['coordinator']);
        await shift.write(goran.phone, 'kruška');
        const [duress] = await alerts();
        const before = shift.telegram.on(goran.phone).length;

        const asking = { id: vera.id, roles: ['focal-point'] } as const;
        await shift.tx((tx) => shift.safety.askCoordinators.run(tx, duress!.subjectId, asking));
        await shift.relay.drain();
        await shift.pass(minutes(30), minutes(1));

        const called = role === 'coordinator' ? lena : vera;
        expect(shift.telegram.on(called.phone)).toContainEqual(
          expect.objectContaining({ text: expect.stringContaining('YELLOW · incident 1') as string }),
        );
        expect(shift.telegram.on(goran.phone).slice(before)).toEqual([]);
        expect(await shift.openAlerts.run(shift.db.database.reader, goran.id)).toEqual([]);
        const [, asked] = await alerts();
        expect(await shift.acknowledge(asked!.id, goran)).toBe('unknown');
      },
    );

    it('calls nobody twice while somebody looks for her, and again when that is done', async () => {
      await shift.write(goran.phone, 'kruška');
      await shift.write(goran.phone, 'kruška');
      const [alert, ...more] = await alerts();
      expect(more).toEqual([]);

      await shift.tx((tx) => shift.resolveAlert.run(tx, alert!.id, vera.id, 'false-alarm'));
      const caller = { id: vera.id, roles: ['focal-point'] } as const;
      const seen = await shift.safety.list.run(shift.db.database.reader, caller, { limit: 50 });
      expect(seen.items).toMatchObject([{ forced: 'over' }]);
      await shift.write(goran.phone, 'kruška');

      expect(await alerts()).toMatchObject([{ subjectNumber: 2 }]);
    });

    it('is heard while a visit is planned, and is the visit’s own while one is under way', async () => {
      const id = await shift.safety.plan(goran);
      await shift.write(goran.phone, 'kruška');
      const [planned] = await alerts();
      expect(planned?.subjectId).not.toBe(id);
      await shift.tx((tx) => shift.resolveAlert.run(tx, planned!.id, vera.id, 'resolved'));

      await shift.tx((tx) => shift.safety.depart.run(tx, id, goran.id));
      await shift.write(goran.phone, 'kruška');

      expect(await alerts()).toMatchObject([{ subjectId: id }]);
    });

    it('is heard however much she wrote before', async () => {
      for (let messages = 0; messages < 8; messages += 1) await shift.write(goran.phone, 'hello');

      await shift.write(goran.phone, 'kruška');

      expect(await alerts()).toHaveLength(1);
    });
  });

  it('five wrong words in a row call somebody, and nothing shows it', async () => {
    const id = await leave();
    const shown = [];
    for (let tries = 0; tries < 5; tries += 1) shown.push((await say(id, 'lubenica')).shown);

    expect(new Set(shown)).toEqual(new Set(['not-a-word']));
    expect(await alerts()).toMatchObject([{ kind: 'check-in' }]);
    const { items } = await shift.safety.read.mine(shift.db.database.reader, goran.id);
    expect(items[0]).toMatchObject({ stage: 'under-way' });
  });

  it('is refused to leave without the yes that it needs, and asks the coordinators for it', async () => {
    const mira = await shift.person('Mira', { roles: ['coordinator'] });
    const id = await shift.safety.plan(goran, { needsYes: true });

    await expect(shift.tx((tx) => shift.safety.depart.run(tx, id, goran.id))).rejects.toMatchObject({
      code: 'visit-refused',
      reason: 'needs-yes',
    });
    expect(shift.telegram.last(mira.phone).text).toBe('YELLOW · check-in 1');
    await shift.write(mira.phone, '/visit');
    expect(await shift.tap(mira, 'Yes, she may leave')).toBe('Noted. She is told.');
    expect(shift.telegram.last(goran.phone).text).toBe('Visit 1: yes, you may leave.');
    expect(await alerts()).toEqual([]);
    await shift.tx((tx) => shift.safety.depart.run(tx, id, goran.id));
    expect((await shift.safety.visit(id)).departedAt).toBe(shift.clock.now());
  });

  it('asks for her check once more when it is a while old, and a coordinator when it is not six times yes', async () => {
    const mira = await shift.person('Mira');
    await shift.db.source.query(`update staff set roles = '{coordinator}' where id = $1`, [mira.id]);
    const id = await shift.safety.plan(goran, { ahead: hours(20) });
    await shift.write(goran.phone, '/visit');
    expect(shift.telegram.last(goran.phone).text).toBe('Visit 1\nTap when you leave.');
    shift.clock.advance(hours(20));
    expect(await shift.tap(goran, 'I am leaving')).toContain('Make it once more');
    expect((await shift.safety.visit(id)).departedAt).toBeNull();
    await shift.write(goran.phone, '/visit');
    expect(shift.telegram.last(goran.phone).text).toContain('your check of six points once more');

    expect(await shift.tap(goran, 'Not six times yes: ask')).toMatch(
      /^Noted\. A coordinator is asked\. Why does not go with it: call/,
    );
    await shift.relay.drain();

    expect(shift.telegram.last(mira.phone).text).toBe('YELLOW · check-in 1');
    await expect(shift.tx((tx) => shift.safety.depart.run(tx, id, goran.id))).rejects.toMatchObject({
      reason: 'needs-yes',
    });
    await shift.write(mira.phone, '/visit');
    await shift.tap(mira, 'Yes, she may leave');
    await shift.write(goran.phone, '/visit');
    expect(await shift.tap(goran, 'I am leaving')).toMatch(/^Noted. Check in by/);
    expect(await alerts()).toEqual([]);
    const course = await shift.safety.read.course(shift.db.database.reader, id, vera.id);
    expect(course.map(({ what }) => what)).toEqual(['doubted', 'yes-given', 'departed']);
  });

  it('leaves by the button that says six times yes, when the check is a while old', async () => {
    const id = await shift.safety.plan(goran);
    shift.clock.advance(minutes(31));
    await shift.write(goran.phone, '/visit');

    expect(await shift.tap(goran, 'Six times yes: I am leaving')).toMatch(/^Noted. Check in by/);

    expect((await shift.safety.visit(id)).departedAt).toBe(shift.clock.now());
  });

  it('is not allowed by herself, though she is a coordinator, nor by who is none', async () => {
    const id = await shift.safety.plan(goran, { needsYes: true });
    const yes = (by: Person, roles: ('coordinator' | 'focal-point')[]) =>
      shift.tx((tx) => shift.safety.answer.run(tx, id, 'given', { id: by.id, roles }));

    await expect(yes(goran, ['coordinator'])).rejects.toMatchObject({ code: 'own-visit' });
    await expect(yes(vera, ['focal-point'])).rejects.toMatchObject({ code: 'visit-unknown' });
  });

  it('keeps the watchdog from vouching when neither alarm nor sweep came', async () => {
    await leave();
    const watchdog = new Watchdog(shift.db.database, null, shift.clock, shift.log, [new VisitLateness()]);
    await watchdog.look();
    expect(watchdog.content).toBe(true);

    shift.clock.advance(minutes(70));
    await watchdog.look();

    expect(watchdog.content).toBe(false);
  });

  it('keeps its distances on the night on which the clocks go back in Belgrade, and says the time on the wall', async () => {
    shift.clock.set(instant(Date.parse('2026-10-25T02:30:00+02:00')));
    await leave();
    await shift.write(goran.phone, '/visit');

    expect(shift.telegram.last(goran.phone).text).toContain('Check in by 02:30.');
    await pass(minutes(59));
    expect(await alerts()).toEqual([]);
    await pass(minutes(1));
    expect(await alerts()).toHaveLength(1);
  });
});
