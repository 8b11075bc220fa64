import type { Language } from '../shared/language.js';
import type { Instant } from '../shared/time.js';
import type { Answers } from './answers.js';
import {
  FOLLOW_FIELDS,
  type FollowField,
  type MessageId,
  type Priority,
  type QuestionId,
} from './instrument.js';
import type { Triage } from './priority.js';

/**
 * Where the conversation stands. The last five are ends: `stopped` after an immediate answer or words of danger,
 * `watched` until the person writes again, `here` after that, `closed` after the last question, `left`.
 */
export type Stage =
  | QuestionId
  | 'limits'
  | 'for-whom'
  | FollowField
  | 'consent'
  | 'stopped'
  | 'watched'
  | 'here'
  | 'closed'
  | 'left';

/** One conversation's script: plain JSON, to be sealed by the server. Never holds what somebody typed. */
export interface Script {
  readonly version: 1;
  /** Ties taps to this run of the script: buttons of an earlier run are stale. */
  readonly stamp: string;
  readonly language: Language;
  readonly stage: Stage;
  /** Emptied at every end; `finished` hands the reasons over. */
  readonly answers: Answers;
  readonly forWhom: 'me' | 'someone_else' | 'unknown' | null;
  /** What is ticked in the multi-select screen that is open. */
  readonly chosen: readonly string[];
  /** Follow fields still to ask. */
  readonly ahead: readonly FollowField[];
  /** The message of an immediate answer while `stage` is `stopped`. */
  readonly message: MessageId | null;
  readonly childWording: boolean;
  readonly personWanted: boolean;
  readonly dangerWords: boolean;
  readonly repeatContact: boolean;
  readonly replyLocked: boolean;
  /** Fell silent: a neutral screen hides the question until she goes on. */
  readonly paused: boolean;
  /** She chose that the chat is cleared when she falls silent. */
  readonly leaveOnSilence: boolean;
  /** The last free text on this screen was answered; more of it is kept without another message. */
  readonly heard: boolean;
  /** What the server was told last in this run; null before the first time. */
  readonly told: Pick<Triage, 'priority' | 'score' | 'asked' | 'needsChildWorker'> | null;
  /** Reached in an earlier run that the server has not erased: never below it. */
  readonly notBelow: Priority | null;
}

const ENDS: readonly Stage[] = ['stopped', 'watched', 'here', 'closed', 'left'];

export const hasEnded = (script: Script): boolean => ENDS.includes(script.stage);

/** The counted questions are over; only optional fields are still asked. */
export const hasNoQuestionLeft = (script: Script): boolean =>
  script.stage === 'consent' || (FOLLOW_FIELDS as readonly Stage[]).includes(script.stage);

/** What the server still knows of a conversation whose script it has erased. */
export interface KnownBefore {
  readonly notBelow?: Priority | null;
  /** Staff must not write: the run begins watched, and only her writing unlocks it. */
  readonly replyLocked?: boolean;
}

/** A run of the script at its first screen, or in the silence of "watched" where the reply is still locked. */
export function beginScript(at: Instant, language: Language = 'sr-Latn', known: KnownBefore = {}): Script {
  const replyLocked = known.replyLocked === true;
  return {
    version: 1,
    stamp: at.toString(36),
    language,
    stage: replyLocked ? 'watched' : 'H1',
    answers: {},
    forWhom: null,
    chosen: [],
    ahead: [],
    message: null,
    childWording: false,
    personWanted: false,
    dangerWords: false,
    repeatContact: false,
    replyLocked,
    paused: false,
    leaveOnSilence: false,
    heard: false,
    told: null,
    notBelow: known.notBelow ?? null,
  };
}
