import { judgeReview, type ListedReview } from '../../../src/console/keeper/judge-review.js';
import { judgeLevelOf } from '../../../src/console/keeper/judge-schedule.js';
import { days, hours, minus, minutes, plus, type Instant } from '../../../src/domain/shared/time.js';
import { stubOf } from '../../../src/e2ee/circle/envelope.js';
import { isEpochRecord } from '../../../src/e2ee/circle/epoch-record.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import {
  parseLevel,
  signOffLevel,
  signOffObject,
  type LevelFields,
} from '../../../src/e2ee/circle/level-statement.js';
import { levelFields, signedLevel } from '../../builders/signed-level.js';
import { aSupervisedCircle, author, servedLevel, supervisor } from '../../builders/supervised-circle.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import type { TestCircle } from '../../e2ee/builders/circle.js';
import { idOf, now as nowMs } from '../../e2ee/builders/organisation.js';

const now = nowMs as Instant;
const week = plus(now, days(7));
const high = levelFields(3, now);
/** Extreme, and lowered to high for two days by a person. */
const lowered: LevelFields = { ...high, computed: 4, loweredUntil: plus(now, days(2)) };

const row: ListedReview = {
  circle: '',
  instrument: 'VSRA',
  level: 3,
  awaitsSignOff: true,
  assessed: now,
  due: week,
  latest: week,
} as never;

/** A sealed assessment with its statement, as the server returns it. */
function assess(circle: TestCircle, fields: LevelFields, signedBy: readonly Identity[] = []) {
  const { envelope } = circle.write('answers', { author, kind: kinds.assessment, object: idOf('vsra') });
  const statement = signedLevel(author, { ...fields, caseId: circle.caseId, record: envelope.hash });
  const signOffs = signedBy.map((by) => {
    const signOff = signOffLevel(parseLevel(statement), by);
    circle.write('signed too', { author: by, object: signOffObject(signOff) });
    return { by, signOff };
  });
  return servedLevel(statement, { seq: envelope.header.seq, signOffs });
}

/** The verdict of somebody who reads the chain without its contents. */
function verdictOn(
  listed: ListedReview,
  circle: TestCircle,
  levels: readonly object[],
  at: Instant = plus(now, hours(1)),
  rows = circle.rows,
) {
  const chain = circle.read(rows.map((bytes) => (isEpochRecord(bytes) ? bytes : stubOf(bytes))));
  const level = judgeLevelOf('VSRA', { levels, alarms: [] } as never, chain);
  return judgeReview(listed, level, chain.standing, at);
}

const differsIn = (...columns: string[]) => ({ state: 'red', why: 'columns', columns });

describe('a row of My reviews, compared with what was signed', () => {
  it('agrees when it says the same, and when its date is sooner: dates, events and working hours bring it forward', () => {
    const circle = aSupervisedCircle();
    const levels = [assess(circle, high)];

    expect(verdictOn(row, circle, levels)).toEqual({ state: 'agrees' });
    expect(verdictOn({ ...row, due: minus(week, days(3)) }, circle, levels)).toEqual({ state: 'agrees' });
  });

  it.each([
    ['a lower level', { level: 1 }, 'inForce'],
    ['a later date', { due: plus(week, hours(1)) }, 'due'],
    ['a later bound', { latest: plus(week, hours(1)) }, 'due'],
    ['a younger assessment', { assessed: plus(now, days(1)) }, 'assessed'],
    ['a second signature that nobody gave', { awaitsSignOff: false }, 'signOff'],
    ['no level at all', { level: null }, 'inForce'],
  ] as const)('is red with %s', (_, change, column) => {
    const circle = aSupervisedCircle();

    expect(verdictOn({ ...row, ...change }, circle, [assess(circle, high)])).toEqual(differsIn(column));
  });

  it('is red where a column of the level differs, and names it', () => {
    const circle = aSupervisedCircle();
    const level = assess(circle, high);

    expect(verdictOn(row, circle, [{ ...level, provisional: true }])).toEqual(differsIn('flags'));
    expect(verdictOn(row, circle, [{ ...level, due: week + 1 }])).toEqual(differsIn('due'));
  });

  it('is red where the statement is gone, is an older one, or was signed for another case', () => {
    const circle = aSupervisedCircle();
    const first = assess(circle, { ...high, computed: 1, inForce: 1 });
    const low = { ...row, level: 1, awaitsSignOff: false } as const;
    const before = verdictOn(low, circle, [first]);
    assess(circle, high);

    expect(before).toEqual({ state: 'agrees' });
    expect(verdictOn(low, circle, [first])).toMatchObject({ state: 'red', why: 'refused' });
    expect(verdictOn(row, circle, [])).toMatchObject({ state: 'red', why: 'missing' });
    expect(verdictOn(row, circle, [assess(aSupervisedCircle(), high)])).toMatchObject({
      state: 'red',
      why: 'refused',
    });
  });

  it('does not take a withheld record for an assessment that was never made', () => {
    const circle = aSupervisedCircle();
    const first = assess(circle, high);
    circle.write('a note', { author });
    assess(circle, { ...high, computed: 4, inForce: 4 });
    circle.write('another note', { author });
    const withheld = circle.rows.filter((_, place) => place !== 3);

    expect(verdictOn(row, circle, [first], now, withheld)).toMatchObject({ state: 'red', why: 'refused' });
  });

  it('believes a lowering only while a second signature holds, and for a moment around its end either level', () => {
    const circle = aSupervisedCircle();
    const until = plus(now, days(2));
    const signed = [assess(circle, lowered, [supervisor])];
    const shown = { ...row, awaitsSignOff: false, due: until, latest: until } as const;
    const raised = { ...shown, level: 4 } as const;

    expect(verdictOn(shown, circle, signed)).toEqual({ state: 'agrees' });
    expect(verdictOn(raised, circle, signed)).toEqual(differsIn('inForce'));
    for (const listed of [shown, raised])
      expect(verdictOn(listed, circle, signed, plus(until, minutes(1)))).toEqual({ state: 'agrees' });
    expect(verdictOn(shown, circle, signed, plus(until, minutes(6)))).toEqual(differsIn('inForce'));
    const unsigned = [assess(circle, lowered)];
    expect(verdictOn(shown, circle, unsigned)).toEqual(differsIn('inForce', 'due', 'signOff'));
  });

  it('blames nobody while the signature of somebody who left waits for a record after it, but believes no lowering', () => {
    const shown = { ...row, awaitsSignOff: false };
    const circle = aSupervisedCircle();
    const signed = assess(circle, high, [supervisor]);
    const other = aSupervisedCircle();
    const eased = assess(other, lowered, [supervisor]);
    for (const { organisation } of [circle, other]) organisation.revoke(supervisor);

    expect(verdictOn(shown, circle, [signed])).toEqual({ state: 'agrees' });
    expect(verdictOn({ ...shown, due: now, latest: now }, other, [eased])).toEqual(differsIn('inForce'));
  });

  it('agrees where nobody has assessed, unless the row says that somebody has', () => {
    const circle = aSupervisedCircle();
    circle.write('a note', { author });
    const blank = { ...row, level: null, assessed: null, awaitsSignOff: false };

    expect(verdictOn(blank, circle, [])).toEqual({ state: 'agrees' });
    expect(verdictOn(row, circle, [])).toMatchObject({ state: 'red', why: 'missing' });
  });

  it('is red where the server shows less than was seen before', () => {
    expect(judgeReview(row, null, 'rolled-back', now)).toMatchObject({ state: 'red', why: 'history' });
    expect(judgeReview(row, null, 'forked', now)).toMatchObject({ state: 'red', why: 'history' });
  });
});
