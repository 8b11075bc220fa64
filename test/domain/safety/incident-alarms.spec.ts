import { readIncident } from '../../../src/contracts/sealed/incident.js';
import { INCIDENT_KINDS, INCIDENT_TARGETS } from '../../../src/domain/safety/incident.js';
import {
  alarmDue,
  alarmFor,
  hoursWithin,
  isWaiting,
  withAlarms,
  type MovingIncident,
} from '../../../src/domain/safety/incident-alarms.js';
import { hours, instant, minus, plus } from '../../../src/domain/shared/time.js';
import fc from '../../builders/properties.js';

const now = instant(1_790_000_000_000);
const threat: MovingIncident = {
  kind: 'threat_verbal',
  target: ['victim'],
  occurredAt: now,
  cases: [1001, 1002],
  files: ['office'],
  alarms: [],
};
const attack = { kind: 'attack', target: ['victim'] } as const;
const ids = () => {
  let next = 0;
  return () => `alarm-${(next += 1)}`;
};
const first = { case: 1001 };
const office = { file: 'office' };

describe('an incident that moves reviews', () => {
  it('chooses one alarm for each case and file that the writer is in, and none for the others', () => {
    const mine = [first, { case: 1003 }, office, { file: 'another' }];

    expect(withAlarms({ ...threat, ...attack }, mine, ids())).toEqual([
      { case: 1001, alarm: 'alarm-1', withinHours: 1 },
      { file: 'office', alarm: 'alarm-2', withinHours: 4 },
    ]);
  });

  it('chooses no second one, whoever writes the next version, as long as the first is soon enough', () => {
    const sealed = { ...threat, alarms: withAlarms(threat, [first], ids()) };

    expect(withAlarms(sealed, [first], ids())).toEqual(sealed.alarms);
    expect(withAlarms({ ...sealed, kind: 'smear' }, [first], ids())).toEqual(sealed.alarms);
  });

  it('chooses a sooner one when it turns out to be worse', () => {
    const sealed = { ...threat, ...attack, alarms: withAlarms(threat, [first], ids()) };
    const worse = { ...sealed, alarms: withAlarms(sealed, [first], () => 'sooner') };

    expect(worse.alarms).toHaveLength(2);
    expect(alarmFor(worse, first)).toEqual({ case: 1001, alarm: 'sooner', withinHours: 1 });
    expect(isWaiting(worse, first, new Set(['alarm-1']))).toBe(true);
  });

  it.each([first, office])(
    'waits until the alarm of %j is set, of which another one knows nothing',
    (concern) => {
      const sealed = { ...threat, alarms: withAlarms(threat, [first, office], ids()) };
      const mine = alarmFor(sealed, concern)!.alarm;

      expect(isWaiting(sealed, concern, new Set())).toBe(true);
      expect(isWaiting(sealed, concern, new Set(['something-else']))).toBe(true);
      expect(isWaiting(sealed, concern, new Set([mine]))).toBe(false);
      expect(isWaiting({ ...sealed, cases: [], files: [] }, concern, new Set())).toBe(false);
    },
  );

  it('does not take the alarm of a case for that of a file', () => {
    const sealed = { ...threat, alarms: withAlarms(threat, [first, office], ids()) };

    expect(isWaiting(sealed, office, new Set([alarmFor(sealed, first)!.alarm]))).toBe(true);
  });

  it('shows a case as waiting that a colleague named without being in it', () => {
    expect(isWaiting(threat, { case: 1002 }, new Set())).toBe(true);
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
          incident = { ...incident, alarms: withAlarms(incident, [first], makeId) };
          if (works) set.add(alarmFor(incident, first)!.alarm);
        }
        expect(isWaiting(incident, first, set)).toBe(false);
        expect(alarmFor(incident, first)!.withinHours).toBeLessThanOrEqual(hoursWithin(incident, first));
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

it('an incident that was sealed before alarms and files were written down is still read', () => {
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

  expect(readIncident(sealed)).toMatchObject({ cases: [1001], files: [], alarms: [] });
});
