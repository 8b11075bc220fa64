import fc from 'fast-check';
import { readIncident } from '../../../src/contracts/sealed/incident.js';
import { INCIDENT_KINDS, INCIDENT_TARGETS } from '../../../src/domain/safety/incident.js';
import {
  alarmDue,
  alarmFor,
  casesWaiting,
  hoursWithin,
  withAlarms,
  type MovingIncident,
} from '../../../src/domain/safety/incident-alarms.js';
import { hours, instant, minus, plus } from '../../../src/domain/shared/time.js';

const now = instant(1_790_000_000_000);
const threat: MovingIncident = {
  kind: 'threat_verbal',
  target: ['victim'],
  occurredAt: now,
  cases: [1001, 1002],
  alarms: [],
};
const attack = { kind: 'attack', target: ['victim'] } as const;
const ids = () => {
  let next = 0;
  return () => `alarm-${(next += 1)}`;
};
const setIn = (alarms: Readonly<Record<number, readonly string[]>>) =>
  new Map(Object.entries(alarms).map(([number, set]) => [Number(number), new Set(set)]));

describe('an incident that moves reviews', () => {
  it('chooses one alarm for each case that the writer is in, and none for the others', () => {
    expect(withAlarms(threat, [1001, 1003], ids())).toEqual([
      { case: 1001, alarm: 'alarm-1', withinHours: 4 },
    ]);
  });

  it('chooses no second one, whoever writes the next version, as long as the first is soon enough', () => {
    const sealed = { ...threat, alarms: withAlarms(threat, [1001], ids()) };

    expect(withAlarms(sealed, [1001], ids())).toEqual(sealed.alarms);
    expect(withAlarms({ ...sealed, kind: 'smear' }, [1001], ids())).toEqual(sealed.alarms);
  });

  it('chooses a sooner one when it turns out to be worse', () => {
    const sealed = { ...threat, ...attack, alarms: withAlarms(threat, [1001], ids()) };
    const worse = { ...sealed, alarms: withAlarms(sealed, [1001], () => 'sooner') };

    expect(worse.alarms).toHaveLength(2);
    expect(alarmFor(worse, 1001)).toEqual({ case: 1001, alarm: 'sooner', withinHours: 1 });
    expect(casesWaiting(worse, setIn({ 1001: ['alarm-1'] }))).toEqual([1001]);
  });

  it('waits until the alarm is set, and not for a case that somebody else must look at', () => {
    const sealed = { ...threat, alarms: withAlarms(threat, [1001], ids()) };

    expect(casesWaiting(sealed, setIn({ 1001: [] }))).toEqual([1001]);
    expect(casesWaiting(sealed, setIn({ 1001: ['something-else'] }))).toEqual([1001]);
    expect(casesWaiting(sealed, setIn({ 1001: ['alarm-1'] }))).toEqual([]);
    expect(casesWaiting(sealed, setIn({}))).toEqual([]);
  });

  it('shows a case as waiting that a colleague named without being in it', () => {
    expect(casesWaiting(threat, setIn({ 1002: [] }))).toEqual([1002]);
  });

  it('whatever is tried how often ends with every case of the writer moved, once', () => {
    const kind = fc.constantFrom(...INCIDENT_KINDS);
    const target = fc.subarray([...INCIDENT_TARGETS]);
    const tries = fc.array(fc.record({ kind, target, works: fc.boolean() }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(tries, (attempts) => {
        const makeId = ids();
        let incident = threat;
        const set = new Set<string>();
        for (const { works, ...change } of [...attempts, { ...attempts.at(-1)!, works: true }]) {
          incident = { ...incident, ...change };
          incident = { ...incident, alarms: withAlarms(incident, [1001], makeId) };
          if (works) set.add(alarmFor(incident, 1001)!.alarm);
        }
        expect(casesWaiting(incident, new Map([[1001, set]]))).toEqual([]);
        expect(alarmFor(incident, 1001)!.withinHours).toBeLessThanOrEqual(hoursWithin(incident));
        expect(set.size).toBeLessThanOrEqual(3); // One, four and 24 hours: no more than the instrument has.
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('when the review is due', () => {
  it.each([
    ['just now', now, plus(now, hours(4))],
    ['an hour ago', minus(now, hours(1)), plus(now, hours(3))],
    ['yesterday: at once', minus(now, hours(24)), now],
    ['tomorrow, by a slip of the finger', plus(now, hours(24)), plus(now, hours(4))],
  ])('for what happened %s', (_when, occurredAt, due) => {
    expect(alarmDue({ ...threat, occurredAt }, 4, now)).toBe(due);
  });
});

it('an incident that was sealed before alarms were written down is still read', () => {
  const sealed = JSON.stringify({
    form: 'incident/1',
    number: 1,
    occurredAt: now,
    reportedAt: now,
    kind: 'other',
    target: [],
    channel: 'unknown',
    facts: 'x',
    pattern: null,
    aim: '',
    source: '',
    conclusion: null,
    reportedTo: [],
    actionTaken: '',
    closedAt: null,
    cases: [1001],
  });

  expect(readIncident(sealed)).toMatchObject({ cases: [1001], alarms: [] });
});
