import type { Audience, Channel, Policy, Step } from '../../src/domain/escalation/ladder.js';
import { minutes, type Duration } from '../../src/domain/shared/time.js';

/** One step of a ladder, on Telegram at once unless told otherwise. */
export function aStep(
  after: Duration,
  whom: readonly Audience[],
  channels: readonly (readonly [Channel, Duration])[] = [['telegram', minutes(0)]],
): Step {
  return { after, whom, channels: channels.map(([channel, delay]) => ({ channel, after: delay })) };
}

export function aPolicy(steps: readonly Step[], rest: Partial<Policy> = {}): Policy {
  return {
    id: 'made-for-a-test',
    version: 1,
    steps,
    repeatEvery: null,
    mayAcknowledge: 'anyone',
    wakeAgainAfter: null,
    silent: false,
    ...rest,
  };
}
