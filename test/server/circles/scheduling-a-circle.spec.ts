import type { CircleId } from '../../../src/domain/circle/circle.js';
import { days, hours, minus, minutes, plus } from '../../../src/domain/shared/time.js';
import { alarmStates, type AlarmBody } from '../../../src/e2ee/circle/alarm.js';
import { eraseText } from '../../../src/e2ee/circle/erase-text.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { parseLevel, signOffLevel, type LevelBody } from '../../../src/e2ee/circle/level-statement.js';
import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import { signedAlarm } from '../../builders/signed-alarm.js';
import { levelFields, signedLevel } from '../../builders/signed-level.js';
import { person } from '../../e2ee/builders/organisation.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';
import {
  CirclesHouse,
  everything,
  goran,
  lena,
  mira,
  readOnly,
  refusalFrom,
  staffIdOf,
  to,
} from './circles-house.js';

let db: TestDatabase;
let house: CirclesHouse;
let id: CircleId;
let assessment: { object: Uint8Array; hash: Uint8Array };

beforeAll(async () => {
  db = await makeTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.empty();
  house = new CirclesHouse(db.database);
  id = await house.as(mira).open('client-case', [to(mira, everything), to(goran), to(lena, readOnly)]);
  assessment = await assess();
});

async function assess(object = randomBytes(16), by = goran) {
  const { envelope } = await house.as(by).note(id, 'sealed answers', { kind: kinds.assessment, object });
  return { object, hash: envelope.hash };
}

/** Goran's statement: high, to be reviewed in seven days. */
function statement(changes: Partial<LevelBody> = {}, by: Identity = goran): Uint8Array {
  const said = levelFields(3, house.clock.now());
  return signedLevel(by, { ...said, caseId: idBytes(id), record: assessment.hash, ...changes });
}

const state = (bytes: Uint8Array, by = goran) =>
  house.write((tx) => house.stateLevel.run(tx, id, bytes, staffIdOf(by)));

const signOff = (bytes: Uint8Array, by: Identity) =>
  house.write((tx) =>
    house.signOff.run(
      tx,
      id,
      { record: parseLevel(bytes).record, signOff: signOffLevel(parseLevel(bytes), by) },
      staffIdOf(by),
    ),
  );

const schedule = () => house.readSchedule.run(house.reader, id, staffIdOf(mira));

describe('the level of an assessment', () => {
  it('is what its author signed, with columns that say the same', async () => {
    const signed = statement({ flags: 2, due: plus(house.clock.now(), hours(72)) });

    await state(signed);

    const { levels } = await schedule();
    expect(levels).toMatchObject([
      {
        instrument: 'VSRA',
        computed: 3,
        inForce: 3,
        criticalUnknown: true,
        provisional: false,
        seq: 2,
        statement: signed,
      },
    ]);
    expect(levels[0]?.due).toBe(plus(house.clock.now(), hours(72)));
  });

  it('is kept together with the assessment, or neither is', async () => {
    const held = await house.as(goran).hold(id);
    const record = house.as(goran).composeRecord(held, 'answers', { kind: kinds.assessment });
    const send = (level: Uint8Array) =>
      house.write((tx) =>
        house.append.run(tx, { circle: id, channel: null, ...record }, staffIdOf(goran), level),
      );
    const late = statement({ record: record.envelope.hash, due: plus(house.clock.now(), days(8)) });

    expect(await refusalFrom(send(late))).toBe('level-refused: interval');
    expect(await house.as(goran).texts(id)).toHaveLength(1);
    await send(statement({ record: record.envelope.hash }));
    expect((await schedule()).levels[0]?.seq).toBe(3);
  });

  it('is refused later than its level allows, from the future, and against the rules of lowering', async () => {
    const now = house.clock.now();
    const wrong: Partial<LevelBody>[] = [
      { due: plus(now, days(8)) },
      { computed: 4, inForce: 4, due: plus(now, hours(25)) },
      { computed: 1, inForce: 1, due: plus(now, days(31)) },
      { flags: 2, due: plus(now, hours(73)) },
      { assessed: plus(now, hours(1)), due: plus(now, days(7)) },
      { computed: 4, inForce: 2, loweredUntil: plus(now, days(7)) },
      { inForce: 2, flags: 4, loweredUntil: plus(now, days(7)) },
      { inForce: 2, loweredUntil: plus(now, days(8)) },
      { inForce: 2 },
    ];

    const refusals = await Promise.all(wrong.map((changes) => refusalFrom(state(statement(changes)))));

    expect(refusals.map((refusal) => refusal.replace('level-refused: ', ''))).toEqual([
      'interval',
      'interval',
      'interval',
      'interval',
      'clock-ahead',
      'lowered-too-far',
      'lowering-forbidden',
      'lowered-until',
      'lowered-until',
    ]);
    expect((await schedule()).levels).toEqual([]);
  });

  it('is refused from anybody but the author of its assessment, and for another record or case', async () => {
    const note = await house.as(goran).note(id, 'no assessment');
    const changed = Uint8Array.from(statement(), (value, index) => (index === 172 ? value ^ 1 : value));
    const attempts = [
      state(statement({}, mira), mira),
      state(statement(), mira),
      state(statement({ record: note.envelope.hash })),
      state(statement({ record: randomBytes(32) })),
      state(statement({ caseId: randomBytes(16) })),
      state(changed),
      state(statement({}, lena), lena),
    ];

    expect(await Promise.all(attempts.map(refusalFrom))).toEqual([
      'level-refused: level-record',
      'level-refused: author',
      'level-refused: level-record',
      'level-refused: level-record',
      'level-refused: case',
      'level-refused: signature',
      'circle-right-missing',
    ]);
  });

  it('is refused from a clock that is behind: it would come before the one that it follows', async () => {
    const now = house.clock.now();
    await state(statement());
    const next = await assess();
    const dated = (assessed: typeof now) =>
      statement({ record: next.hash, assessed, due: plus(assessed, days(7)) });

    expect(await refusalFrom(state(dated(minus(now, hours(1)))))).toBe('level-refused: clock-behind');
    await state(dated(minus(now, minutes(5))));
    expect((await schedule()).levels[0]?.seq).toBe(3);
  });

  it('is not dated before there was anything to assess: it would be late at once', async () => {
    const now = house.clock.now();
    const lastYear = minus(now, days(365));
    const dated = (assessed: typeof now) => statement({ assessed, due: plus(assessed, days(7)) });

    expect(await refusalFrom(state(dated(lastYear)))).toBe('level-refused: clock-behind');
    await state(dated(minus(now, minutes(5))));
  });

  it('is said once: a change is a new version of the assessment, and an old one comes too late', async () => {
    await state(statement());
    const first = assessment;
    assessment = await assess(first.object);

    expect(await refusalFrom(state(statement({ record: first.hash, computed: 1, inForce: 1 })))).toBe(
      'level-refused: level-older',
    );
    await state(statement({ computed: 4, inForce: 4, due: plus(house.clock.now(), hours(24)) }));
    expect(await refusalFrom(state(statement()))).toBe('level-stated');
    expect((await schedule()).levels.map(({ computed }) => computed)).toEqual([4]);
  });

  it('begins no new time when it is corrected: a next version is not dated after what it corrects', async () => {
    const made = house.clock.now();
    await state(statement());
    house.clock.advance(days(6));
    assessment = await assess(assessment.object);
    const dated = (assessed: typeof made) => statement({ assessed, due: plus(assessed, days(7)) });

    expect(await refusalFrom(state(dated(house.clock.now())))).toBe('level-refused: clock-corrected');
    await state(dated(made));
    expect((await schedule()).levels.map(({ assessed }) => assessed)).toEqual([made]);
    assessment = await assess();
    await state(statement());
  });

  it('goes when its assessment is erased, and cannot be said of what was erased', async () => {
    await state(statement());
    const hashes = [assessment.hash];
    const held = await house.as(mira).hold(id);
    const { row, wrap } = house.as(mira).composeRecord(held, eraseText(hashes), { kind: kinds.erase });

    await house.write((tx) =>
      house.eraseRecords.run(
        tx,
        { record: { circle: id, channel: null, row, wrap }, hashes },
        staffIdOf(mira),
      ),
    );

    expect((await schedule()).levels).toEqual([]);
    expect(await refusalFrom(state(statement()))).toBe('level-refused: level-record');
  });

  it('is not taken from a key that was rotated out, though the assessment was its own', async () => {
    house.organisation.rotate('goran', 2, 4);

    expect(await refusalFrom(state(statement()))).toBe('level-refused: key');
    expect(person('goran', 2).kv).toBe(2);
  });
});

describe('a level that was lowered', () => {
  const lowered = () =>
    statement({
      inForce: 2,
      due: plus(house.clock.now(), days(20)),
      loweredUntil: plus(house.clock.now(), days(7)),
    });

  it('does not count until a coordinator other than the author has signed it', async () => {
    const signed = lowered();
    await state(signed);
    const before = (await schedule()).levels[0]?.effect;

    await signOff(signed, mira);

    const now = house.clock.now();
    expect(before).toEqual({ level: 3, due: plus(now, days(7)), awaitsSignOff: true });
    expect((await schedule()).levels[0]?.effect).toMatchObject({ level: 2, awaitsSignOff: false });
    expect(await signOff(signed, mira)).toBe('already-signed');
  });

  it('ends by itself after seven days', async () => {
    const signed = lowered();
    await state(signed);
    await signOff(signed, mira);

    house.clock.advance(days(7));

    expect((await schedule()).levels[0]?.effect.level).toBe(3);
  });

  it('cannot be signed by its author, by one who is no coordinator, or by a reader', async () => {
    const signed = lowered();
    await state(signed);
    const attempts = [signOff(signed, goran), signOff(signed, lena)];

    expect(await Promise.all(attempts.map(refusalFrom))).toEqual([
      'sign-off-refused: role',
      'circle-right-missing',
    ]);
    expect((await schedule()).levels[0]?.effect.awaitsSignOff).toBe(true);
  });

  it('cannot be signed with what was signed for another level', async () => {
    await state(lowered());
    const other = statement({
      inForce: 2,
      due: plus(house.clock.now(), days(1)),
      loweredUntil: plus(house.clock.now(), days(1)),
    });

    expect(await refusalFrom(signOff(other, mira))).toBe('sign-off-refused: signature');
  });

  it('cannot be signed off in another person’s session', async () => {
    const signed = lowered();
    await state(signed);
    const hers = { record: assessment.hash, signOff: signOffLevel(parseLevel(signed), mira) };
    const carried = house.write((tx) => house.signOff.run(tx, id, hers, staffIdOf(goran)));

    expect(await refusalFrom(carried)).toBe('sign-off-refused: author');
  });

  it('cannot be signed by the worker whose own file it is, though she coordinates', async () => {
    id = await house.as(mira).open('worker-file', [to(mira, everything), to(goran)], { subject: mira });
    assessment = await assess();
    const signed = statement({
      instrument: 'PSRA',
      inForce: 2,
      loweredUntil: plus(house.clock.now(), days(7)),
    });
    await state(signed);

    expect(await refusalFrom(signOff(signed, mira))).toBe('sign-off-refused: subject');
  });

  it('cannot be signed by the coordinator who wrote it', async () => {
    assessment = await assess(randomBytes(16), mira);
    const signed = statement({ inForce: 2, loweredUntil: plus(house.clock.now(), days(7)) }, mira);
    await state(signed, mira);

    expect(await refusalFrom(signOff(signed, mira))).toBe('sign-off-refused: second-signer');
  });
});

describe('an alarm', () => {
  const alarm = randomBytes(16);
  const put = (changes: Partial<AlarmBody> = {}, by: Identity = goran, caller = by) => {
    const due = plus(house.clock.now(), days(2));
    const signed = signedAlarm(by, { caseId: idBytes(id), alarm, due, ...changes });
    return house.write((tx) => house.putAlarm.run(tx, id, signed, staffIdOf(caller)));
  };

  it('wakes at its date, and only a newer statement clears it', async () => {
    await put();
    await put({ counter: 2, state: alarmStates.cleared }, mira);

    const late = await Promise.all([put(), put({ counter: 2 })].map(refusalFrom));

    expect(late).toEqual(['alarm-superseded: counter', 'alarm-superseded: counter']);
    expect((await schedule()).alarms).toMatchObject([{ counter: 2, state: 'cleared' }]);
  });

  it('keeps the higher of two that come at the same moment', async () => {
    await Promise.all([put({ counter: 5 }), put({ counter: 9 }, mira)].map(refusalFrom));

    expect((await schedule()).alarms[0]?.counter).toBe(9);
  });

  it('cannot be set so high that nobody could clear it', async () => {
    const now = house.clock.now();
    const highest = plus(now, days(1));

    const attempts = [put({ counter: highest + 1 }), put({ counter: Number.MAX_SAFE_INTEGER })];

    expect(await Promise.all(attempts.map(refusalFrom))).toEqual([
      'alarm-refused: counter',
      'alarm-refused: counter',
    ]);
    await put({ counter: highest });
    await put({ counter: highest + 1, state: alarmStates.cleared }, mira);
    expect((await schedule()).alarms).toMatchObject([{ counter: highest + 1, state: 'cleared' }]);
  });

  it('is refused beyond a lifetime, from a reader, in another’s session, for another case, and changed', async () => {
    const attempts = [
      put({ due: plus(house.clock.now(), days(36_526)) }),
      put({ due: 8_639_999_999_999_999 }),
      put({}, lena),
      put({}, goran, mira),
      put({ caseId: randomBytes(16) }),
      put({ authorKv: 2 }),
    ];

    expect(await Promise.all(attempts.map(refusalFrom))).toEqual([
      'alarm-refused: due',
      'alarm-refused: due',
      'circle-right-missing',
      'alarm-refused: author',
      'alarm-refused: case',
      'alarm-refused: right',
    ]);
    expect((await schedule()).alarms).toEqual([]);
  });
});

describe('the state of a client case', () => {
  const change = (
    seen: number,
    what: Parameters<CirclesHouse['changeCase']['run']>[2]['change'],
    by = goran,
  ) => house.write((tx) => house.changeCase.run(tx, id, { change: what, seen }, staffIdOf(by)));

  it('stops new notes when it is closed, and lets it open again', async () => {
    await change(1, { standing: { state: 'closed', reason: 'contact-lost' } });
    const whileClosed = await refusalFrom(house.as(goran).note(id, 'one more'));
    await change(2, { standing: { state: 'open', reason: null } });
    await house.as(goran).note(id, 'she called again');

    expect(whileClosed).toBe('case-closed');
    expect(await house.as(goran).texts(id)).toContain('she called again');
  });

  it('is not changed by a reader, twice from the same view, or in a circle that is no case', async () => {
    const log = await house.as(mira).open('security-log');
    await change(1, { proceedings: 'trial' });

    expect(await refusalFrom(change(2, { stage: 'return' }, lena))).toBe('circle-right-missing');
    expect(await refusalFrom(change(1, { stage: 'return' }))).toBe('superseded');
    expect(await change(2, { proceedings: 'trial' })).toEqual({ version: 2 });
    const inLog = house.write((tx) =>
      house.changeCase.run(tx, log, { change: { stage: 'return' }, seen: 1 }, staffIdOf(mira)),
    );
    expect(await refusalFrom(inLog)).toBe('not-a-client-case');
  });
});

describe('what was opened', () => {
  it('is written down, one line for one visit, for members and coordinators', async () => {
    await house.as(goran).rows(id);
    house.clock.advance(minutes(10));
    await house.as(goran).rows(id);
    house.clock.advance(minutes(20));
    await house.as(goran).rows(id);

    const log = await house.whoMayKnow.openingsBy(
      house.reader,
      staffIdOf(goran),
      { before: null, limit: 10 },
      staffIdOf(mira),
    );

    expect(log.map(({ openedAt, lastReadAt }) => lastReadAt - openedAt)).toEqual([0, minutes(10)]);
    const asked = house.whoMayKnow.openingsBy(
      house.reader,
      staffIdOf(mira),
      { before: null, limit: 10 },
      staffIdOf(goran),
    );
    expect(await refusalFrom(asked)).toBe('circle-unknown');
  });

  it('hides another’s circle from one who is neither member nor coordinator', async () => {
    const own = await house.as(mira).open('client-case');

    expect(await refusalFrom(house.whoMayKnow.members(house.reader, own, staffIdOf(goran)))).toBe(
      'circle-unknown',
    );
    expect((await house.whoMayKnow.members(house.reader, id, staffIdOf(goran))).members).toHaveLength(4);
  });

  it('says when a listed key has ended, until a new epoch leaves it out', async () => {
    house.organisation.revoke(goran);
    const stale = await house.whoMayKnow.members(house.reader, id, staffIdOf(mira));
    await house.as(mira).change(id, [to(mira, everything)]);
    const fresh = await house.whoMayKnow.members(house.reader, id, staffIdOf(mira));

    expect([stale.needsNewEpoch, fresh.needsNewEpoch]).toEqual([true, false]);
    expect(fresh.grantorsLeft).toBe(1);
  });
});
