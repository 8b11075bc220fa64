import { judgeReview, type ListedReview } from '../../../src/console/keeper/judge-review.js';
import { judgeLevelOf } from '../../../src/console/keeper/judge-schedule.js';
import { roleByte, type Role } from '../../../src/contracts/shared/people.js';
import { idText } from '../../../src/contracts/shared/scalars.js';
import { days, hours, minus, minutes, plus, type Instant } from '../../../src/domain/shared/time.js';
import { beginCircle } from '../../../src/e2ee/circle/compose-epoch.js';
import { stubOf } from '../../../src/e2ee/circle/envelope.js';
import { isEpochRecord } from '../../../src/e2ee/circle/epoch-record.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import {
  parseLevel,
  signLevel,
  signOffLevel,
  signOffObject,
  type LevelFields,
} from '../../../src/e2ee/circle/level-statement.js';
import { ops } from '../../../src/e2ee/directory/entry.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { all, TestCircle, to } from '../../e2ee/builders/circle.js';
import {
  admin,
  idOf,
  now as nowMs,
  Organisation,
  person,
  recovery,
  root,
} from '../../e2ee/builders/organisation.js';

const now = nowMs as Instant;
const [author, supervisor] = [person('author'), person('supervisor')];
const enrolled = (subject: Identity, role: Role) => ({
  op: ops.add,
  subject,
  signer: admin,
  role: roleByte([role]),
});
const anOrganisation = () =>
  new Organisation()
    .add({ op: ops.genesis, subject: root, signer: root })
    .add({ op: ops.adminAdd, subject: admin, signer: root })
    .add(enrolled(author, 'case-worker'))
    .add(enrolled(supervisor, 'coordinator'))
    .add({ op: ops.recovery, subject: recovery, signer: root });

const week = plus(now, days(7));
const high: LevelFields = {
  instrument: 'VSRA',
  version: 0,
  computed: 3,
  inForce: 3,
  flags: 0,
  assessed: now,
  due: week,
  loweredUntil: 0,
};
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

function aCircle(): TestCircle {
  const recipients = [author, supervisor].map((one) => to(one, all));
  const organisation = anOrganisation();
  const { directory } = organisation;
  return new TestCircle(
    organisation,
    beginCircle({ directory, grantor: author, ms: now, recipients, inbox: false }),
  );
}

/** A sealed assessment with its statement, as the server returns it. */
function assess(circle: TestCircle, fields: LevelFields, signedBy: readonly Identity[] = []) {
  const { envelope } = circle.write('answers', { author, kind: kinds.assessment, object: idOf('vsra') });
  const statement = signLevel(
    { ...fields, caseId: circle.caseId, record: envelope.hash, author: author.user, authorKv: author.kv },
    author,
  );
  return {
    ...fields,
    record: envelope.hash,
    seq: envelope.header.seq,
    major: 0,
    provisional: false,
    criticalUnknown: false,
    loweringForbidden: false,
    loweredUntil: fields.loweredUntil === 0 ? null : fields.loweredUntil,
    author: idText(author.user),
    statement,
    signOffs: signedBy.map((by) => {
      const signOff = signOffLevel(parseLevel(statement), by);
      circle.write('signed too', { author: by, object: signOffObject(signOff) });
      return { signer: idText(by.user), signOff, signedAt: now };
    }),
    effect: { level: 1, due: 0, awaitsSignOff: false },
  };
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
    const circle = aCircle();
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
    const circle = aCircle();

    expect(verdictOn({ ...row, ...change }, circle, [assess(circle, high)])).toEqual(differsIn(column));
  });

  it('is red where a column of the level differs, and names it', () => {
    const circle = aCircle();
    const level = assess(circle, high);

    expect(verdictOn(row, circle, [{ ...level, provisional: true }])).toEqual(differsIn('flags'));
    expect(verdictOn(row, circle, [{ ...level, due: week + 1 }])).toEqual(differsIn('due'));
  });

  it('is red where the statement is gone, is an older one, or was signed for another case', () => {
    const circle = aCircle();
    const first = assess(circle, { ...high, computed: 1, inForce: 1 });
    const low = { ...row, level: 1, awaitsSignOff: false } as const;
    const before = verdictOn(low, circle, [first]);
    assess(circle, high);

    expect(before).toEqual({ state: 'agrees' });
    expect(verdictOn(low, circle, [first])).toMatchObject({ state: 'red', why: 'refused' });
    expect(verdictOn(row, circle, [])).toMatchObject({ state: 'red', why: 'missing' });
    expect(verdictOn(row, circle, [assess(aCircle(), high)])).toMatchObject({ state: 'red', why: 'refused' });
  });

  it('does not take a withheld record for an assessment that was never made', () => {
    const circle = aCircle();
    const first = assess(circle, high);
    circle.write('a note', { author });
    assess(circle, { ...high, computed: 4, inForce: 4 });
    circle.write('another note', { author });
    const withheld = circle.rows.filter((_, place) => place !== 3);

    expect(verdictOn(row, circle, [first], now, withheld)).toMatchObject({ state: 'red', why: 'refused' });
  });

  it('believes a lowering only while a second signature holds, and for a moment around its end either level', () => {
    const circle = aCircle();
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
    const circle = aCircle();
    const signed = assess(circle, high, [supervisor]);
    const other = aCircle();
    const eased = assess(other, lowered, [supervisor]);
    for (const { organisation } of [circle, other]) organisation.revoke(supervisor);

    expect(verdictOn(shown, circle, [signed])).toEqual({ state: 'agrees' });
    expect(verdictOn({ ...shown, due: now, latest: now }, other, [eased])).toEqual(differsIn('inForce'));
  });

  it('agrees where nobody has assessed, unless the row says that somebody has', () => {
    const circle = aCircle();
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
