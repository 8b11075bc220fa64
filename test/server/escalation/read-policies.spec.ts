import { defaultPolicies } from '../../../src/domain/escalation/default-policies.js';
import { minutes, seconds } from '../../../src/domain/shared/time.js';
import { PoliciesUnreadable, readPolicies } from '../../../src/server/escalation/read-policies.js';

const own = {
  version: 2,
  steps: [{ afterSeconds: 0, whom: [{ duty: 'operator' }], channels: [{ channel: 'telegram' }] }],
  repeatEverySeconds: 60,
  wakeAgainAfterSeconds: null,
};

const read = (value: unknown) => readPolicies(JSON.stringify(value));

describe('ladders that an organisation writes for itself', () => {
  it('take the place of the default of that name; the others stay', () => {
    const policies = read({ 'contact-RED': { ...own, repeatEverySeconds: 90 } });

    expect(policies.find(({ id }) => id === 'contact-RED')).toMatchObject({
      version: 2,
      repeatEvery: seconds(90),
    });
    expect(policies.find(({ id }) => id === 'contact-ORANGE')?.repeatEvery).toBe(minutes(15));
    expect(policies).toHaveLength(Object.keys(defaultPolicies).length);
  });

  it('are refused when they would lose alerts', () => {
    expect(() => read({ 'contact-RED': { ...own, steps: [] } })).toThrow('contact-RED: no-steps');
  });

  it.each([
    ['no JSON', '{'],
    ['a name that no cause uses', JSON.stringify({ 'contact-PINK': own })],
    ['an unknown duty', JSON.stringify({ test: { ...own, mayAcknowledge: [{ duty: 'director' }] } })],
    ['a negative delay', JSON.stringify({ test: { ...own, repeatEverySeconds: -1 } })],
  ])('are refused with %s, naming the place', (_name, text) => {
    expect(() => readPolicies(text)).toThrow(PoliciesUnreadable);
  });
});
