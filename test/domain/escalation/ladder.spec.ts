import { defaultPolicies, type PolicyName } from '../../../src/domain/escalation/default-policies.js';
import {
  checkPolicy,
  PolicyFaulty,
  refuseFaultyPolicy,
  type Policy,
} from '../../../src/domain/escalation/ladder.js';
import { minutes, seconds, type Duration } from '../../../src/domain/shared/time.js';

const good = defaultPolicies['contact-RED'];
const [first, second] = good.steps as [Policy['steps'][0], Policy['steps'][0]];
const at = first.channels[0] as Policy['steps'][0]['channels'][0];

describe('a policy', () => {
  it.each(Object.keys(defaultPolicies) as PolicyName[])(
    '%s, which comes with the house, has nothing wrong with it',
    (name) => {
      expect(checkPolicy(defaultPolicies[name])).toEqual([]);
      expect(defaultPolicies[name].id).toBe(name);
    },
  );

  it.each<[string, Partial<Policy>, unknown]>([
    ['no steps', { steps: [] }, [{ code: 'no-steps', step: null }]],
    [
      'two steps at once',
      { steps: [first, { ...second, after: minutes(0) }] },
      [{ code: 'steps-not-ascending', step: 1 }],
    ],
    ['a step that calls nobody', { steps: [{ ...first, whom: [] }] }, [{ code: 'nobody-to-call', step: 0 }]],
    ['a step without a channel', { steps: [{ ...first, channels: [] }] }, [{ code: 'no-channel', step: 0 }]],
    [
      'a channel twice in a step',
      { steps: [{ ...first, channels: [at, at] }] },
      [{ code: 'channel-twice', step: 0 }],
    ],
    [
      'a negative delay',
      { steps: [{ ...first, after: -1 as Duration }] },
      [{ code: 'delay-not-a-duration', step: 0 }],
    ],
    [
      'a channel delay that is no number',
      { steps: [{ ...first, channels: [{ ...at, after: NaN as Duration }] }] },
      [{ code: 'delay-not-a-duration', step: 0 }],
    ],
    ['a repeat below a minute', { repeatEvery: seconds(59) }, [{ code: 'repeat-too-fast', step: null }]],
    [
      'a repeat that is no number',
      { repeatEvery: NaN as Duration },
      [{ code: 'repeat-too-fast', step: null }],
    ],
    [
      'a waking below a minute',
      { wakeAgainAfter: seconds(0) },
      [{ code: 'wake-again-too-fast', step: null }],
    ],
    ['nobody to acknowledge', { mayAcknowledge: [] }, [{ code: 'nobody-may-acknowledge', step: null }]],
  ])('with %s is refused for exactly that', (_name, change, problems) => {
    expect(checkPolicy({ ...good, ...change })).toEqual(problems);
  });

  it('may repeat every minute, and not at all', () => {
    expect(checkPolicy({ ...good, repeatEvery: minutes(1) })).toEqual([]);
    expect(checkPolicy({ ...good, repeatEvery: null, wakeAgainAfter: null })).toEqual([]);
  });

  it('is refused with all its problems at once', () => {
    const bad = { ...good, steps: [], repeatEvery: seconds(1) };

    expect(() => refuseFaultyPolicy(bad)).toThrow(PolicyFaulty);
    expect(new PolicyFaulty(checkPolicy(bad))).toMatchObject({
      code: 'policy-faulty',
      problems: { length: 2 },
    });
    expect(() => refuseFaultyPolicy(good)).not.toThrow();
  });
});

describe('the ladders that come with the house', () => {
  it('call everyone for RED within the four minutes of the instrument, and again every five', () => {
    expect(good.steps.map(({ after }) => after)).toEqual([minutes(0), minutes(2), minutes(4)]);
    expect(good.steps.at(-1)?.whom).toEqual([{ everyone: true }]);
    expect(good.repeatEvery).toBe(minutes(5));
  });

  it.each(['contact-RED', 'contact-ORANGE', 'answer-overdue'] as const)(
    '%s reaches everyone on every channel within the fifteen minutes of ORANGE and repeats until somebody takes it',
    (name) => {
      const { steps, repeatEvery, silent } = defaultPolicies[name];

      expect(steps.at(-1)?.whom).toEqual([{ everyone: true }]);
      expect(steps.at(-1)?.after).toBeLessThan(minutes(15));
      expect(steps.at(-1)?.channels.map(({ channel }) => channel)).toEqual(['telegram', 'mail', 'webhook']);
      expect(repeatEvery).not.toBeNull();
      expect(silent).toBe(false);
    },
  );

  it.each(['contact-quiet', 'answer-overdue-quiet', 'duty-gap'] as const)('%s wakes nobody', (name) => {
    const { steps, silent } = defaultPolicies[name];

    expect(silent).toBe(true);
    expect(steps.flatMap(({ channels }) => channels.map(({ channel }) => channel))).not.toContain('webhook');
  });
});
