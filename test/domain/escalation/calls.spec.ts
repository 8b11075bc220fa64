import { callsOf } from '../../../src/domain/escalation/calls.js';
import { defaultPolicies } from '../../../src/domain/escalation/default-policies.js';
import type { Audience, Policy, Step } from '../../../src/domain/escalation/ladder.js';
import { began, nextStep, type Climb } from '../../../src/domain/escalation/next-step.js';
import type { StaffId } from '../../../src/domain/shared/ids.js';
import { instant, minutes, plus, seconds, type Instant } from '../../../src/domain/shared/time.js';

const raised = instant(Date.UTC(2026, 2, 3, 21, 0));
const [mira, ana, jova] = ['mira', 'ana', 'jova'] as [StaffId, StaffId, StaffId];

const resolve = (whom: readonly Audience[]): StaffId[] =>
  whom.flatMap((audience) => {
    if ('everyone' in audience) return [mira, ana, jova];
    if ('staff' in audience) return [audience.staff];
    return audience.duty === 'deputy' ? [jova] : [mira];
  });

const everywhere: Step = {
  after: minutes(0),
  whom: [{ everyone: true }],
  channels: [
    { channel: 'telegram', after: minutes(0) },
    { channel: 'mail', after: seconds(30) },
    { channel: 'webhook', after: minutes(1) },
  ],
};

function climbAt(now: Instant, steps: readonly Step[]): Climb {
  const policy: Policy = { ...defaultPolicies['contact-RED'], steps };
  return nextStep(began(policy, raised), now) as Climb;
}

describe('the calls of a step', () => {
  it('go to everyone on it', () => {
    const calls = callsOf(climbAt(raised, [everywhere]), raised, resolve);

    expect(calls.filter(({ channel }) => channel === 'telegram').map(({ staff }) => staff)).toEqual([
      mira,
      ana,
      jova,
    ]);
    expect(calls).toHaveLength(9);
  });

  it('go out on each channel at its own time', () => {
    const calls = callsOf(climbAt(raised, [everywhere]), raised, resolve).filter(
      ({ staff }) => staff === mira,
    );

    expect(calls).toEqual([
      { staff: mira, channel: 'telegram', at: raised },
      { staff: mira, channel: 'mail', at: plus(raised, seconds(30)) },
      { staff: mira, channel: 'webhook', at: plus(raised, minutes(1)) },
    ]);
  });

  it('go out at once, once a person and channel, when several steps were missed', () => {
    const now = plus(raised, minutes(30));
    const steps = defaultPolicies['contact-RED'].steps;

    const calls = callsOf(climbAt(now, steps), now, resolve);

    expect(calls).toHaveLength(9);
    expect(new Set(calls.map(({ staff, channel }) => `${staff} ${channel}`)).size).toBe(9);
    expect(calls.every(({ at }) => at === now)).toBe(true);
  });

  it('keep the earlier time when a later step calls the same person on the same channel', () => {
    const late = { ...everywhere, after: minutes(2) };
    const now = plus(raised, minutes(2));

    const calls = callsOf(climbAt(now, [everywhere, late]), now, resolve);

    expect(calls.map(({ at }) => at)).toEqual(calls.map(() => now));
  });

  it('are none when there is nobody at all', () => {
    expect(callsOf(climbAt(raised, [everywhere]), raised, () => [])).toEqual([]);
  });
});
