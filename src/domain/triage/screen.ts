import {
  FOLLOW_FIELDS,
  isQuestionId,
  QUESTIONS,
  type FollowField,
  type MessageId,
  type QuestionId,
} from './instrument.js';
import type { Script, Stage } from './script-state.js';
import { stepOf } from './tap-data.js';

/** Who is spoken to: an adult about themselves, somebody who may be a child, or somebody about another person. */
export type Address = 'adult' | 'child' | 'third-person';

/** What the one edited message shows. `renderScreen` in `src/texts` turns it into words and buttons. */
export type Screen =
  | { readonly kind: 'first'; readonly step: string }
  | { readonly kind: 'limits'; readonly step: string; readonly leaveOnSilence: boolean }
  | { readonly kind: 'for-whom'; readonly step: string }
  | {
      readonly kind: 'question';
      readonly step: string;
      readonly question: QuestionId;
      /** From 1, of `of`: "2/8". */
      readonly position: number;
      readonly of: number;
      readonly chosen: readonly string[];
      readonly address: Address;
    }
  | {
      readonly kind: 'follow';
      readonly step: string;
      readonly field: FollowField;
      readonly chosen: readonly string[];
      readonly address: Address;
    }
  | { readonly kind: 'consent'; readonly step: string; readonly address: Address }
  /** After an immediate answer, with the emergency numbers. */
  | { readonly kind: 'stopped'; readonly message: MessageId; readonly address: Address }
  /** Neutral, no numbers, nothing that a second reader may not see. */
  | { readonly kind: 'watched'; readonly address: Address }
  | { readonly kind: 'paused'; readonly step: string; readonly address: Address }
  | { readonly kind: 'here'; readonly address: Address }
  | { readonly kind: 'closed'; readonly urgent: boolean; readonly address: Address }
  /** Says what remains on the phone. */
  | { readonly kind: 'left'; readonly address: Address };

/** The counted questions of this run: seven when the contact writes about somebody else. */
export function countedQuestions(script: Pick<Script, 'forWhom'>): readonly QuestionId[] {
  return script.forWhom === 'someone_else' ? QUESTIONS.filter((id) => id !== 'H7') : QUESTIONS;
}

export function addressOf(script: Script): Address {
  if (script.childWording) return 'child';
  return script.forWhom === 'someone_else' ? 'third-person' : 'adult';
}

/** The current screen, made from the state alone, so that showing it again is harmless. */
export function screenOf(script: Script): Screen {
  const { stage } = script;
  const step = stepOf(script);
  if (script.paused) return { kind: 'paused', step, address: addressOf(script) };
  if (isQuestionId(stage)) return questionScreen(script, stage, step);
  if (isFollowField(stage)) {
    return { kind: 'follow', step, field: stage, chosen: script.chosen, address: addressOf(script) };
  }
  return OTHER_SCREENS[stage](script, step);
}

function questionScreen(script: Script, question: QuestionId, step: string): Screen {
  if (question === 'H1') return { kind: 'first', step };
  const counted = countedQuestions(script);
  const position = counted.indexOf(question) + 1;
  const { chosen } = script;
  return {
    kind: 'question',
    step,
    question,
    position,
    of: counted.length,
    chosen,
    address: addressOf(script),
  };
}

const OTHER_SCREENS: Readonly<
  Record<Exclude<Stage, QuestionId | FollowField>, (script: Script, step: string) => Screen>
> = {
  limits: ({ leaveOnSilence }, step) => ({ kind: 'limits', step, leaveOnSilence }),
  'for-whom': (_, step) => ({ kind: 'for-whom', step }),
  consent: (script, step) => ({ kind: 'consent', step, address: addressOf(script) }),
  stopped: (script) => ({
    kind: 'stopped',
    message: script.message ?? 'danger',
    address: addressOf(script),
  }),
  closed: (script) => ({
    kind: 'closed',
    urgent: script.told?.priority === 'RED',
    address: addressOf(script),
  }),
  watched: (script) => ({ kind: 'watched', address: addressOf(script) }),
  here: (script) => ({ kind: 'here', address: addressOf(script) }),
  left: (script) => ({ kind: 'left', address: addressOf(script) }),
};

const isFollowField = (stage: Stage): stage is FollowField =>
  (FOLLOW_FIELDS as readonly string[]).includes(stage);
