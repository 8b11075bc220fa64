import { defaultPolicies } from '../../domain/escalation/default-policies.js';
import type { Audience, Policy, Step } from '../../domain/escalation/ladder.js';
import { hours, minutes, type Duration } from '../../domain/shared/time.js';
import type { StaffMember } from '../identity/staff-directory.port.js';

/** `early`: there is time to fill the gap. `last`: there is hardly any. */
export type GapStage = 'early' | 'last';

export const GAP_AHEAD: Readonly<Record<GapStage, Duration>> = { early: hours(12), last: hours(1) };

const everyone: Audience = { everyone: true };
const untilEveryone: Readonly<Record<GapStage, Duration>> = { early: hours(4), last: minutes(20) };

function step(after: Duration, whom: readonly Audience[]): Step {
  const now = minutes(0);
  return {
    after,
    whom,
    channels: [
      { channel: 'telegram', after: now },
      { channel: 'mail', after: now },
    ],
  };
}

/**
 * Who fills a gap: the coordinators and focal points, on duty or not; when none of them takes it, everyone. The early warning
 * comes without a sound, the last one with.
 */
export function gapPolicy(stage: GapStage, staff: readonly Pick<StaffMember, 'id' | 'roles'>[]): Policy {
  const responsible = staff
    .filter(({ roles }) => roles.includes('coordinator') || roles.includes('focal-point'))
    .map(({ id }): Audience => ({ staff: id }));
  const first = responsible.length > 0 ? responsible : [everyone];
  return {
    ...defaultPolicies['duty-gap'],
    steps: [step(minutes(0), first), step(untilEveryone[stage], [everyone])],
    silent: stage === 'early',
  };
}
