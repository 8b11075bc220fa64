import { readIncident, writeIncident, type IncidentText } from '../../../src/contracts/sealed/incident.js';
import { readVisitPlan, writeVisitPlan } from '../../../src/contracts/sealed/visit-plan.js';
import {
  INCIDENT_KINDS,
  INCIDENT_TARGETS,
  openSteps,
  triggersFor,
} from '../../../src/domain/safety/incident.js';
import { hours, instant } from '../../../src/domain/shared/time.js';
import { psraA, psraB, vsra } from '../assessment/instruments.js';
import fc from '../../builders/properties.js';

const incident: IncidentText = {
  form: 'incident/1',
  number: 12,
  occurredAt: instant(1_790_000_000_000),
  reportedAt: instant(1_790_000_600_000),
  kind: 'surveillance',
  target: ['victim', 'worker'],
  channel: 'in_person',
  facts: 'A grey car stood across the street.',
  pattern: 'repeated',
  aim: '',
  source: '',
  conclusion: null,
  reportedTo: ['police'],
  actionTaken: '',
  closedAt: null,
  cases: [4769],
  files: ['2f0c2f57-9d3c-4f0e-9a53-1e0d6d0e6a01'],
  alarms: [{ case: 4769, alarm: '2f0c2f57-9d3c-4f0e-9a53-1e0d6d0e6a02', withinHours: 4 }],
};

const aCase = { case: 4769 };
const aFile = { file: '2f0c2f57-9d3c-4f0e-9a53-1e0d6d0e6a01' };

describe('an incident in five steps', () => {
  it('says which steps are open, in their order', () => {
    expect(openSteps(incident)).toEqual(['aim', 'source', 'conclusion']);
    expect(openSteps({ ...incident, facts: '  ', pattern: null })).toEqual([
      'facts',
      'pattern',
      'aim',
      'source',
      'conclusion',
    ]);
    expect(openSteps({ ...incident, aim: 'fear', source: 'unknown', conclusion: 'likely' })).toEqual([]);
  });

  it.each([
    ['surveillance', ['victim'], ['T01']],
    ['attack', [], ['T01']],
    ['visit', [], ['T01']],
    ['surveillance', [], ['T01']],
    ['attack', ['family'], ['T01', 'T13']],
    ['intrusion', ['shelter'], ['T01']],
    ['intrusion', ['office', 'shelter'], ['T01']],
    ['attack', ['worker'], ['T14']],
    ['attack', ['lawyer'], ['T02']],
    ['intrusion', ['office'], ['T02']],
    ['attack', ['victim', 'family', 'worker'], ['T01', 'T13', 'T14']],
    ['threat_verbal', ['victim'], ['T02']],
    ['approach_with_bribe', ['victim'], ['T02']],
    ['data_leak', ['data'], ['T06']],
    ['smear', ['office'], ['T07']],
    ['visit', ['worker'], ['T14']],
    ['other', [], ['T02']],
  ] as const)('%s against %j is %j for the cases that it concerns', (kind, targets, expected) => {
    expect(triggersFor({ kind, target: targets }, aCase).map(({ id }) => id)).toEqual(expected);
  });

  it.each([
    ['threat_online', ['worker'], ['E01']],
    ['surveillance', ['office'], ['E01']],
    ['attack', [], ['E01']],
    ['visit', ['data'], ['E01', 'E02']],
    ['data_leak', [], ['E02']],
    ['smear', ['office'], ['E04']],
    ['smear', ['data'], ['E02', 'E04']],
    ['other', [], ['E01']],
    ['property_damage', ['office'], ['E01']],
  ] as const)('%s against %j is %j for the files that it concerns', (kind, target, expected) => {
    expect(triggersFor({ kind, target }, aFile).map(({ id }) => id)).toEqual(expected);
  });

  it.each([aCase, aFile])(
    'always gives %j a reason to be looked at within a day, the soonest first',
    (concern) => {
      fc.assert(
        fc.property(
          fc.constantFrom(...INCIDENT_KINDS),
          fc.subarray([...INCIDENT_TARGETS]),
          (kind, target) => {
            const spans = triggersFor({ kind, target }, concern).map(({ within }) => within);
            expect(spans.length).toBeGreaterThan(0);
            expect(Math.max(...spans)).toBeLessThanOrEqual(hours(24));
            expect(spans).toEqual([...spans].sort((a, b) => a - b));
          },
        ),
      );
    },
  );

  it.each([
    ['VSRA', aCase, vsra],
    ['PSRA-A', aFile, psraA],
    ['PSRA-B', aFile, psraB],
  ] as const)('is looked at as soon as %s says', (_id, concern, { triggers }) => {
    for (const kind of INCIDENT_KINDS)
      for (const target of [[], ['victim'], ['data', 'worker', 'family']] as const)
        for (const { id, within } of triggersFor({ kind, target }, concern))
          expect([id, hours(triggers.find((each) => each.id === id)?.withinHours ?? 0)]).toEqual([
            id,
            within,
          ]);
  });
});

describe('the sealed texts', () => {
  it('come back as they were written', () => {
    expect(readIncident(writeIncident(incident))).toEqual(incident);
  });

  it.each(['', 'She was followed.', '{"form":"incident/2"}', '{"form":"incident/1","extra":1}'])(
    'are null for what is no known form: %j',
    (sealed) => {
      expect(readIncident(sealed)).toBeNull();
      expect(readVisitPlan(sealed)).toBeNull();
    },
  );

  it('of a plan want all six answers', () => {
    const plan = {
      form: 'visit-plan/1',
      where: 'the court',
      withWhom: '',
      why: '',
      how: '',
      back: '',
      ifMissing: '',
      check: { K1: 'yes', K2: 'yes', K3: 'yes', K4: 'no', K5: 'unknown', K6: 'yes' },
    } as const;

    expect(readVisitPlan(writeVisitPlan(plan))).toEqual(plan);
    expect(readVisitPlan(JSON.stringify({ ...plan, check: { K1: 'yes' } }))).toBeNull();
  });
});
