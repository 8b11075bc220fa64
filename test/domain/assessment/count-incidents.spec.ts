import {
  countReported,
  countWritten,
  incidentsAnchor,
  trendAnchor,
  type CountedIncident,
  type IncidentRecords,
  type WrittenFacts,
} from '../../../src/domain/assessment/count-incidents.js';
import fc from '../../builders/properties.js';

const dayMs = 86_400_000;
const now = 1_790_000_000_000;
const daysAgo = (count: number): number => now - count * dayMs;
const old = daysAgo(1_000);

const minor = (occurredAt: number, over: Partial<CountedIncident> = {}): CountedIncident => ({
  occurredAt,
  isAttack: false,
  isSerious: false,
  isPattern: false,
  ...over,
});
const many = (count: number, occurredAt: number): CountedIncident[] =>
  Array.from({ length: count }, () => minor(occurredAt));
const [lately, before] = [daysAgo(20), daysAgo(400)];
const records = (
  incidents: readonly CountedIncident[],
  completeSince: number | null = old,
): IncidentRecords => ({
  completeSince,
  incidents,
});

const facts: WrittenFacts = {
  occurredAt: lately,
  kind: 'threat_verbal',
  target: ['worker'],
  pattern: 'first',
  conclusion: 'unlikely',
};

describe('what is counted of an incident', () => {
  it.each([
    [{}, { isAttack: false, isSerious: false, isPattern: false }],
    [{ kind: 'attack' }, { isAttack: true }],
    [{ kind: 'intrusion' }, { isAttack: false, isSerious: true }],
    [{ conclusion: 'likely' }, { isSerious: true }],
    [{ conclusion: 'imminent' }, { isSerious: true }],
    [{ conclusion: null }, { isSerious: null }],
    [{ kind: 'visit', conclusion: null }, { isSerious: true }],
    [{ pattern: 'repeated' }, { isPattern: true }],
    [{ pattern: 'escalating' }, { isPattern: true }],
    [{ pattern: 'unknown' }, { isPattern: null }],
    [{ pattern: null }, { isPattern: null }],
  ] as const)('%j is counted as %j', (over, counted) => {
    expect(countWritten({ ...facts, ...over })).toMatchObject(counted);
  });

  it.each([
    [['victim'], false],
    [['victim', 'family'], false],
    [['victim', 'worker'], true],
    [['office'], true],
    [['data'], true],
    [[], true],
  ] as const)('aimed at %j, it is against us: %s', (target, isAgainstUs) => {
    expect(countWritten({ ...facts, target }) !== null).toBe(isAgainstUs);
  });

  it('of a report without facts it is not known how bad it was', () => {
    expect(countReported('staff', lately)).toEqual({
      occurredAt: lately,
      isAttack: null,
      isSerious: null,
      isPattern: null,
    });
    expect(countReported('client', lately)).toBeNull();
  });
});

describe('A09, incidents of the last 12 months', () => {
  it.each([
    ['none', [], '0'],
    ['none within the year', many(9, daysAgo(365)), '0'],
    ['one minor', many(1, lately), '1'],
    ['two minor', many(2, lately), '1'],
    ['three', many(3, lately), '2'],
    ['one serious', [minor(lately, { isSerious: true })], '2'],
    ['six', many(6, lately), '3'],
    ['an attack', [minor(lately, { isAttack: true })], '3'],
    ['one of which nothing is known', [countReported('staff', lately)!], 'unknown'],
    ['one that nobody has thought through', [minor(lately, { isSerious: null })], 'unknown'],
    [
      'three that nobody has thought through',
      many(3, lately).map((one) => ({ ...one, isSerious: null })),
      '2',
    ],
  ])('a log of years with %s is %s', (_what, incidents, anchor) => {
    expect(incidentsAnchor(records(incidents), now)).toBe(anchor);
  });

  it.each([
    ['nothing in it', [], 'unknown'],
    ['one minor', many(1, lately), 'unknown'],
    ['three', many(3, lately), '2'],
    ['one serious', [minor(lately, { isSerious: true })], '2'],
    ['six', many(6, lately), '3'],
  ])(
    'a log of less than a year with %s is %s: not yet "none", and never less than what is known',
    (_what, incidents, anchor) => {
      expect(incidentsAnchor(records(incidents, daysAgo(364)), now)).toBe(anchor);
      expect(incidentsAnchor(records(incidents, null), now)).toBe(anchor);
    },
  );
});

describe('A10, the trend', () => {
  it.each([
    [0, 0, '0'],
    [0, 4, '0'],
    [2, 3, '0'],
    [3, 3, '1'],
    [3, 2, '2'],
    [4, 2, '3'],
    [1, 0, '2'],
    [2, 0, '3'],
  ])('%i after %i are anchor %s', (thisYear, yearBefore, anchor) => {
    const incidents = [...many(thisYear, lately), ...many(yearBefore, before)];

    expect(trendAnchor(records(incidents), now)).toBe(anchor);
  });

  it.each([
    ['a pattern now', [minor(lately, { isPattern: true }), ...many(5, before)], '3'],
    ['a pattern a year ago', [...many(1, lately), minor(before, { isPattern: true })], '1'],
    ['a pattern that nobody looked for', [minor(lately, { isPattern: null }), ...many(5, before)], 'unknown'],
    ['a rise, and a pattern that nobody looked for', [minor(lately, { isPattern: null })], '2'],
  ])('%s is %s', (_what, incidents, anchor) => {
    expect(trendAnchor(records(incidents), now)).toBe(anchor);
  });

  it.each([
    ['half a year, nothing in it', daysAgo(180), [], 'unknown'],
    ['half a year, with a pattern', daysAgo(180), [minor(lately, { isPattern: true })], '3'],
    ['half a year, many', daysAgo(180), many(9, lately), 'unknown'],
    ['a year and a half, nothing in the last year', daysAgo(540), [], '0'],
    ['a year and a half, fewer than before', daysAgo(540), [...many(1, lately), ...many(2, before)], '0'],
    [
      'a year and a half, as many as before',
      daysAgo(540),
      [...many(2, lately), ...many(2, before)],
      'unknown',
    ],
    ['unknown age', null, [], 'unknown'],
  ])('a log of %s', (_age, since, incidents, anchor) => {
    expect(trendAnchor(records(incidents, since), now)).toBe(anchor);
  });
});

it('not knowing never makes it less: what is not known counts 1.5, or what is known if that is more', () => {
  const weight = (anchor: string): number => (anchor === 'unknown' ? 1.5 : Number(anchor));
  const maybe = fc.constantFrom(true, false, null);
  const incident = fc.record({
    occurredAt: fc.integer({ min: daysAgo(700), max: now }),
    isAttack: maybe,
    isSerious: maybe,
    isPattern: maybe,
  });
  fc.assert(
    fc.property(
      fc.array(incident, { maxLength: 9 }),
      fc.option(fc.integer({ min: old, max: now })),
      (all, since) => {
        const known = all.map((one) => ({
          occurredAt: one.occurredAt,
          isAttack: one.isAttack === true,
          isSerious: one.isSerious === true,
          isPattern: one.isPattern === true,
        }));
        const asIfNo = weight(incidentsAnchor(records(known), now));

        expect(weight(incidentsAnchor(records(all, since), now))).toBeGreaterThanOrEqual(asIfNo);
        expect(trendAnchor(records(all), now) === '3').toBe(trendAnchor(records(known), now) === '3');
      },
    ),
    { numRuns: 5_000 },
  );
});
