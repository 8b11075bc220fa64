import { appendRecord } from '../../../src/contracts/circles/records.js';
import { putAlarm, readSchedule, signOffLevel, stateLevel } from '../../../src/contracts/circles/schedule.js';
import { changeMeasure, setMeasures } from '../../../src/contracts/reviews/measures.js';
import { recordTrigger } from '../../../src/contracts/reviews/reviews.js';
import { closeTask, listMyTasks } from '../../../src/contracts/reviews/tasks.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { days, hours, minus, minutes, plus } from '../../../src/domain/shared/time.js';
import { parseLevel, signOffLevel as signOff } from '../../../src/e2ee/circle/level-statement.js';
import type { ComposedRecord } from '../../../src/e2ee/circle/compose-record.js';
import { hex } from '../../../src/e2ee/shared/bytes.js';
import type { Problem } from '../../../src/contracts/shared/problem.js';
import { rows } from '../../../src/server/platform/database/database.js';
import { aMeasureId } from '../../builders/reviews-house.js';
import { alarmStates } from '../../../src/e2ee/circle/alarm.js';
import { ProblemAnswer } from '../support/staff-client.js';
import { me, ReviewsApiHouse } from './reviews-api-house.js';

let house: ReviewsApiHouse;
let id: CircleId;
/** The organisation's own file, Mira's. */
let file: CircleId;
let log: CircleId;
/** Sealed and in the chain, without a level yet. */
let fresh: ComposedRecord;
/** The one that was there before, with its level. */
let stated: Uint8Array;
let measure: string;
let task: string;

beforeAll(async () => {
  house = await ReviewsApiHouse.open();
  const { goran } = house;
  id = await house.openCircle();
  file = await house.openCircle('organisation-file', house.mira);
  log = await house.openCircle('evaluation', house.mira);
  stated = await house.assess(id, 3);
  house.house.clock.advance(hours(1));
  fresh = await house.compose(id);
  await goran.call(appendRecord, { params: { id }, body: { row: fresh.row, wrap: fresh.wrap } });
  measure = aMeasureId();
  const owner = { is: 'person', staffId: goran.person!.id } as const;
  const wish = { id: measure, owner, due: plus(house.now, days(1)), seen: 0 };
  await goran.call(setMeasures, { params: { id }, body: { measures: [wish] } });
  const { items } = await goran.call(listMyTasks);
  task = items[0]!.id;
});
afterAll(() => house.close());

/** Everything that a refused request could leave behind. */
const tables = [
  'chain_record',
  'circle_wrap',
  'circle_level',
  'circle_sign_off',
  'circle_alarm',
  'review',
  'review_trigger',
  'review_sign_off',
  'review_task',
  'review_circle',
  'measure',
  'alert',
  'outbox',
];

async function everythingStored(): Promise<unknown> {
  const sums = tables.map(
    (table) =>
      `select '${table}' as name, md5(string_agg(t::text, '|' order by t::text)) as sum from ${table} t`,
  );
  return rows(house.house.test.database.reader, sums.join(' union all '));
}

const state = (changes: object = {}, level: 1 | 2 | 3 | 4 = 3, by = house.goran) =>
  by.call(stateLevel, { params: { id }, body: { statement: house.level(id, fresh, level, changes, by) } });

const inAnother = async (circle: CircleId, instrument: string) => {
  const record = await house.compose(circle, house.mira);
  const level = house.level(circle, record, 2, { instrument }, house.mira);
  const { row, wrap } = record;
  return house.mira.call(appendRecord, { params: { id: circle }, body: { row, wrap, level } });
};

const sign = (by = house.mira, statement = stated) => {
  const level = parseLevel(statement);
  const body = { signOff: signOff(level, me(by)) };
  return by.call(signOffLevel, { params: { id, record: hex(level.record) }, body });
};

const alarm = (statement: Uint8Array, by = house.goran) =>
  by.call(putAlarm, { params: { id }, body: { statement } });

const happened = (circle: CircleId, due: number, changes = {}, by = house.goran) =>
  by.call(recordTrigger, {
    params: { id: circle },
    body: { statement: house.alarm(circle, due, changes, by) },
  });

const wish = (changes: object) => {
  const owner = { is: 'person', staffId: house.goran.person!.id } as const;
  const good = { id: aMeasureId(), owner, due: plus(house.now, days(1)), seen: 0 };
  const measures = [good, { ...good, id: aMeasureId(), ...changes }];
  return house.goran.call(setMeasures, { params: { id }, body: { measures } });
};

/** As another program could send it: our own client refuses before. */
const raw = async (path: string, body: unknown) => {
  const { status, headers, text } = await house.goran.raw('POST', `/api/v1/circles/${id}/${path}`, body);
  if (status >= 400) throw new ProblemAnswer(JSON.parse(text) as Problem, headers);
};

type Attempt = () => Promise<unknown>;

const table: readonly (readonly [string, number, string, string, string, Attempt])[] = [
  // A wrong type, a field that does not exist, a length that no statement has.
  [
    'a level that is a number',
    400,
    'invalid-request',
    'body.statement',
    'invalid_type',
    () => raw('levels', { statement: 3 }),
  ],
  [
    'a level that is too short',
    400,
    'invalid-request',
    'body.statement',
    '',
    () => raw('levels', { statement: 'AAAA' }),
  ],
  [
    'a field that does not exist',
    400,
    'invalid-request',
    'body',
    'unrecognized_keys',
    () => raw('levels', { statement: Buffer.from(stated).toString('base64'), note: 'x' }),
  ],
  [
    'a level with flags that do not exist',
    422,
    'level-refused',
    'body.statement.flags',
    'flags',
    () => state({ flags: 9 }),
  ],
  // Instruments.
  [
    'a newer version of the instrument',
    422,
    'level-refused',
    'body.statement.version',
    'instrument-version',
    () => state({ version: 7 }),
  ],
  [
    'an instrument that does not exist',
    422,
    'level-refused',
    'body.statement.instrument',
    'instrument',
    () => state({ instrument: 'ABCD' }),
  ],
  [
    'the instrument of another kind of circle',
    422,
    'level-refused',
    'body.level.instrument',
    'instrument',
    () => inAnother(file, 'VSRA'),
  ],
  [
    'a level where nothing is assessed',
    422,
    'level-refused',
    'body.level.instrument',
    'instrument',
    () => inAnother(log, 'VSRA'),
  ],
  // Clocks and dates.
  [
    'a clock in the future',
    422,
    'level-refused',
    'body.statement.assessed',
    'clock-ahead',
    () => state({ assessed: plus(house.now, minutes(6)), due: plus(house.now, days(1)) }),
  ],
  [
    'a clock in the past',
    422,
    'level-refused',
    'body.statement.assessed',
    'clock-behind',
    () => state({ assessed: minus(house.now, hours(2)), due: plus(house.now, days(1)) }),
  ],
  [
    'a date after the maximum of its level',
    422,
    'level-refused',
    'body.statement.due',
    'interval',
    () => state({ due: plus(house.now, days(8)) }),
  ],
  [
    'a date after the maximum while too much is unknown',
    422,
    'level-refused',
    'body.statement.due',
    'interval',
    () => state({ flags: 1, due: plus(house.now, days(8)) }, 1),
  ],
  [
    'a date after the maximum while something critical is unknown',
    422,
    'level-refused',
    'body.statement.due',
    'interval',
    () => state({ flags: 3, due: plus(house.now, hours(73)) }, 1),
  ],
  [
    'a date before the assessment',
    422,
    'level-refused',
    'body.statement.due',
    'due-order',
    () => state({ due: minus(house.now, minutes(1)) }),
  ],
  // Lowering.
  [
    'a lowering by two steps',
    422,
    'level-refused',
    'body.statement.inForce',
    'lowered-too-far',
    () => state({ inForce: 1, loweredUntil: plus(house.now, days(7)) }),
  ],
  [
    'a lowering against a critical item',
    422,
    'level-refused',
    'body.statement.inForce',
    'lowering-forbidden',
    () => state({ inForce: 2, flags: 4, loweredUntil: plus(house.now, days(7)) }),
  ],
  [
    'a lowering without an end',
    422,
    'level-refused',
    'body.statement.loweredUntil',
    'lowered-until',
    () => state({ inForce: 2 }),
  ],
  [
    'a lowering for eight days',
    422,
    'level-refused',
    'body.statement.loweredUntil',
    'lowered-until',
    () => state({ inForce: 2, loweredUntil: plus(house.now, days(8)) }),
  ],
  // Two at once: somebody else's record came first, or an older one is stated after a newer.
  [
    'an assessment of a case that went on meanwhile',
    409,
    'chain-superseded',
    'body.row',
    'chain-superseded',
    async () => {
      const { goran, mira } = house;
      const [first, second] = [await house.compose(id), await house.compose(id, mira)];
      await goran.call(appendRecord, { params: { id }, body: { row: first.row, wrap: first.wrap } });
      before = await everythingStored();
      fresh = first;
      const level = house.level(id, second, 3, {}, mira);
      return mira.call(appendRecord, { params: { id }, body: { row: second.row, wrap: second.wrap, level } });
    },
  ],
  [
    'a second level of one assessment',
    409,
    'level-stated',
    'body.statement',
    'level-stated',
    () => house.goran.call(stateLevel, { params: { id }, body: { statement: stated } }),
  ],
  [
    'a level signed by somebody who did not assess',
    422,
    'level-refused',
    'body.statement.record',
    'level-record',
    () => state({}, 3, house.mira),
  ],
  [
    'a level in another person’s session',
    422,
    'level-refused',
    'body.statement.author',
    'author',
    () => house.mira.call(stateLevel, { params: { id }, body: { statement: house.level(id, fresh, 3) } }),
  ],
  // Second signatures.
  [
    'a second signature of the author',
    422,
    'sign-off-refused',
    'body.signOff.signer',
    'role',
    () => sign(house.goran),
  ],
  [
    'a second signature for another level',
    422,
    'sign-off-refused',
    'body.signOff.signature',
    'signature',
    () => {
      const other = parseLevel(house.level(id, fresh, 4, { record: parseLevel(stated).record }));
      const body = { signOff: signOff(other, me(house.mira)) };
      return house.mira.call(signOffLevel, { params: { id, record: hex(parseLevel(stated).record) }, body });
    },
  ],
  [
    'a second signature of somebody who is not in the circle',
    404,
    'circle-unknown',
    '',
    '',
    () => sign(house.lena),
  ],
  // Alarms and events.
  [
    'an alarm of somebody else',
    422,
    'alarm-refused',
    'body.statement.author',
    'author',
    () => alarm(house.alarm(id, house.now), house.mira),
  ],
  [
    'an alarm of another circle',
    422,
    'alarm-refused',
    'body.statement.caseId',
    'case',
    () => alarm(house.alarm(file, house.now)),
  ],
  [
    'an event later than any event allows',
    422,
    'trigger-refused',
    'body.statement.due',
    'no later than any event allows here',
    () => happened(id, plus(house.now, hours(49))),
  ],
  [
    'an event that is cleared',
    422,
    'trigger-refused',
    'body.statement.state',
    'set',
    () => happened(id, house.now, { state: alarmStates.cleared }),
  ],
  [
    'an event where nothing is assessed',
    422,
    'trigger-refused',
    'params.id',
    'a circle that is assessed',
    () => happened(log, house.now, {}, house.mira),
  ],
  // Plans.
  [
    'a measure a year and a day away',
    422,
    'measure-refused',
    'body.measures.1.due',
    'at most 30 days back and 366 ahead',
    () => wish({ due: plus(house.now, days(367)) }),
  ],
  [
    'a measure of somebody outside',
    422,
    'measure-refused',
    'body.measures.1.owner',
    'a member of the circle',
    () => wish({ owner: { is: 'person', staffId: house.lena.person!.id } }),
  ],
  [
    'a measure of a function that does not exist',
    400,
    'invalid-request',
    'body.measures.0.owner.name',
    'invalid_value',
    () =>
      raw('measures', {
        measures: [{ id: measure, owner: { is: 'function', name: 'wizard' }, due: 1, seen: 0 }],
      }),
  ],
  [
    'a measure that somebody changed meanwhile',
    409,
    'superseded',
    '',
    '',
    () => wish({ id: measure, seen: 0 }),
  ],
  [
    'a measure’s date by somebody outside',
    404,
    'circle-unknown',
    '',
    '',
    () => house.lena.call(changeMeasure, { params: { id, measure }, body: { due: house.now }, version: 1 }),
  ],
  [
    'a task that a worker calls needless',
    422,
    'task-refused',
    'body.outcome',
    'only a coordinator may say so',
    () => house.goran.call(closeTask, { params: { id: task }, body: { outcome: 'not-needed' } }),
  ],
  [
    'a task that names another circle',
    422,
    'task-refused',
    'body.circle',
    'a file of this worker',
    () => house.goran.call(closeTask, { params: { id: task }, body: { outcome: 'done', circle: id } }),
  ],
];

let before: unknown;

describe('what reviews are sent that cannot be', () => {
  it.each(table)('%s: %i %s %s', async (_name, status, code, at, rule, attempt) => {
    before = await everythingStored();

    const problem = await attempt().then(
      () => ({ status: 200, code: 'nothing refused', fields: [] }),
      (caught: unknown) => (caught as ProblemAnswer).problem,
    );

    const [field] = problem.fields ?? [];
    expect({ status: problem.status, code: problem.code, at: field?.at ?? '' }).toEqual({ status, code, at });
    if (rule !== '') expect(field?.rule).toBe(rule);
    expect(await everythingStored()).toEqual(before);
  });

  it('a lowering that nobody else has signed is kept, shown as missing its signature, and does not count', async () => {
    const statement = house.level(id, fresh, 3, { inForce: 2, loweredUntil: plus(house.now, days(7)) });

    await house.goran.call(stateLevel, { params: { id }, body: { statement } });

    const { levels } = await house.mira.call(readSchedule, { params: { id } });
    expect(levels[0]?.effect).toMatchObject({ level: 3, awaitsSignOff: true });
  });
});
