import type { Audience, Channel } from './ladder.js';
import type { Climb } from './next-step.js';
import type { StaffId } from '../shared/ids.js';
import { earliest, plus, type Instant } from '../shared/time.js';

/** One message to one person on one channel, not before `at`; void once the alert is acknowledged. */
export interface Call {
  readonly staff: StaffId;
  readonly channel: Channel;
  readonly at: Instant;
}

/**
 * Whom to call on what and when. A person in several of the merged steps is called once per channel, at the earliest time. A channel's
 * delay counts from when its step was due, so after an outage nothing waits a second time; nothing lies before `now`.
 *
 * @param resolve who an audience is at this moment (`resolveAudience`)
 */
export function callsOf(
  climb: Climb,
  now: Instant,
  resolve: (whom: readonly Audience[]) => readonly StaffId[],
): readonly Call[] {
  const calls = new Map<string, Call>();
  for (const step of climb.steps) {
    const people = resolve(step.whom);
    for (const { channel, after } of step.channels) {
      const at = Math.max(now, plus(step.dueAt, after)) as Instant;
      for (const staff of people) {
        const key = JSON.stringify([staff, channel]);
        const sooner = calls.get(key);
        calls.set(key, { staff, channel, at: sooner ? earliest(sooner.at, at) : at });
      }
    }
  }
  return [...calls.values()];
}
