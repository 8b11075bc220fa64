import type { Audience, Channel, Policy, Step } from './ladder.js';
import { hours, minutes, type Duration } from '../shared/time.js';

const now = minutes(0);
const operators: Audience = { duty: 'operator' };
const focalPoint: Audience = { duty: 'focal-point' };
const deputy: Audience = { duty: 'deputy' };
const everyone: Audience = { everyone: true };

const loud: readonly Channel[] = ['telegram', 'mail', 'webhook'];
/** Without the webhook: behind it stands whatever breaks through Do-Not-Disturb. */
const written: readonly Channel[] = ['telegram', 'mail'];

function step(after: Duration, whom: readonly Audience[], channels: readonly Channel[]): Step {
  return { after, whom, channels: channels.map((channel) => ({ channel, after: now })) };
}

const common = { version: 1, mayAcknowledge: 'anyone' } as const;

export type PolicyName =
  | 'contact-RED'
  | 'contact-ORANGE'
  | 'contact-quiet'
  | 'answer-overdue'
  | 'answer-overdue-quiet'
  | 'check-in-missed'
  | 'duress'
  | 'incident-now'
  | 'incident-today'
  | 'incident-later'
  | 'test'
  | 'duty-gap'
  | 'review-overdue'
  | 'review-overdue-quiet'
  | 'level-extreme'
  | 'level-high';

/**
 * What a fresh installation starts with. The RED ladder is `conduct.red_ladder_default` of the hotline instrument 0.1.0; the others
 * are ours (ADR 0040) and fit inside the instrument's answer times: ORANGE 15 minutes, YELLOW 4 hours, BLUE 24 hours.
 */
export const defaultPolicies: Record<PolicyName, Policy> = {
  'contact-RED': {
    ...common,
    id: 'contact-RED',
    steps: [
      step(now, [focalPoint, operators], loud),
      step(minutes(2), [deputy], loud),
      step(minutes(4), [everyone], loud),
    ],
    repeatEvery: minutes(5),
    wakeAgainAfter: minutes(15),
    silent: false,
  },
  'contact-ORANGE': {
    ...common,
    id: 'contact-ORANGE',
    steps: [
      step(now, [operators], loud),
      step(minutes(5), [focalPoint], loud),
      step(minutes(8), [deputy], loud),
      step(minutes(11), [everyone], loud),
    ],
    repeatEvery: minutes(15),
    wakeAgainAfter: hours(1),
    silent: false,
  },
  /** YELLOW and BLUE: told once, without a sound; their answer clock is what wakes somebody. */
  'contact-quiet': {
    ...common,
    id: 'contact-quiet',
    steps: [step(now, [operators], written)],
    repeatEvery: null,
    wakeAgainAfter: null,
    silent: true,
  },
  /** Nobody replied to a RED or ORANGE contact in time, whether or not somebody took the alert. */
  'answer-overdue': {
    ...common,
    id: 'answer-overdue',
    steps: [
      step(now, [operators, focalPoint], loud),
      step(minutes(2), [deputy], loud),
      step(minutes(4), [everyone], loud),
    ],
    repeatEvery: minutes(10),
    wakeAgainAfter: minutes(15),
    silent: false,
  },
  /** Nobody replied to a YELLOW or BLUE contact in time: it must not be lost, and it need not wake the whole house. */
  'answer-overdue-quiet': {
    ...common,
    id: 'answer-overdue-quiet',
    steps: [step(now, [operators], written), step(minutes(30), [operators, focalPoint], written)],
    repeatEvery: hours(2),
    wakeAgainAfter: hours(4),
    silent: true,
  },
  /** A worker in the field did not check in: there is no grace, she may need somebody now. */
  'check-in-missed': {
    ...common,
    id: 'check-in-missed',
    steps: [
      step(now, [focalPoint], loud),
      step(minutes(2), [deputy], loud),
      step(minutes(4), [everyone], loud),
    ],
    repeatEvery: minutes(5),
    wakeAgainAfter: minutes(15),
    silent: false,
  },
  /** Somebody is being forced: nobody waits for anybody. */
  duress: {
    ...common,
    id: 'duress',
    steps: [step(now, [focalPoint, deputy], loud), step(minutes(1), [everyone], loud)],
    repeatEvery: minutes(2),
    wakeAgainAfter: minutes(10),
    silent: false,
  },
  'incident-now': {
    ...common,
    id: 'incident-now',
    steps: [
      step(now, [focalPoint], loud),
      step(minutes(2), [deputy], loud),
      step(minutes(5), [everyone], loud),
    ],
    repeatEvery: minutes(5),
    wakeAgainAfter: minutes(30),
    silent: false,
  },
  'incident-today': {
    ...common,
    id: 'incident-today',
    steps: [step(now, [focalPoint], loud), step(minutes(30), [deputy], loud)],
    repeatEvery: hours(2),
    wakeAgainAfter: hours(8),
    silent: false,
  },
  /** It is to be read, not to wake anybody. */
  'incident-later': {
    ...common,
    id: 'incident-later',
    steps: [step(now, [focalPoint], written)],
    repeatEvery: null,
    wakeAgainAfter: null,
    silent: true,
  },
  /** Every channel of every person, once: whoever stays silent has a phone that would also miss the real one. */
  test: {
    ...common,
    id: 'test',
    steps: [step(now, [everyone], loud)],
    repeatEvery: null,
    wakeAgainAfter: null,
    silent: false,
  },
  /** A stretch without anybody on duty lies ahead: there is time to fill it, so nobody is woken. */
  'duty-gap': {
    ...common,
    id: 'duty-gap',
    steps: [step(now, [focalPoint], written), step(hours(4), [everyone], written)],
    repeatEvery: null,
    wakeAgainAfter: null,
    silent: true,
  },
  /**
   * The review of an extreme level is overdue. Its coordinators and whoever holds it are called first, together with the focal point
   * on duty. The only paperwork that wakes people.
   */
  'review-overdue': {
    ...common,
    id: 'review-overdue',
    steps: [
      step(now, [focalPoint], loud),
      step(minutes(15), [deputy], loud),
      step(minutes(30), [everyone], loud),
    ],
    repeatEvery: hours(1),
    wakeAgainAfter: hours(4),
    silent: false,
  },
  /** Any other overdue review: in working hours, without a sound, to its coordinators; where there are none, to whoever is on duty. */
  'review-overdue-quiet': {
    ...common,
    id: 'review-overdue-quiet',
    steps: [step(now, [focalPoint], written)],
    repeatEvery: null,
    wakeAgainAfter: null,
    silent: true,
  },
  /** A case became extreme: somebody acts in the coming hours, also at night. Once it is taken nobody is woken again for the same rise. */
  'level-extreme': {
    ...common,
    id: 'level-extreme',
    steps: [
      step(now, [focalPoint], loud),
      step(minutes(15), [deputy], loud),
      step(minutes(30), [everyone], loud),
    ],
    repeatEvery: hours(1),
    wakeAgainAfter: null,
    silent: false,
  },
  /** A case became high: the focal point knows of it in the morning. */
  'level-high': {
    ...common,
    id: 'level-high',
    steps: [step(now, [focalPoint], written)],
    repeatEvery: null,
    wakeAgainAfter: null,
    silent: true,
  },
};
