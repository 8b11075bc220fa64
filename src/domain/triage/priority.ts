import { bandOf, sumOf, type Band } from '../assessment/points.js';
import { askedQuestions, chosenOptions, type Answer, type Answers } from './answers.js';
import {
  higher,
  isUncertain,
  oneUp,
  outranks,
  type Priority,
  type QuestionId,
  type TriageInstrument,
  type TriageQuestion,
} from './instrument.js';

/** What is known beside the answers. Everything defaults to "no"; each of them can only raise. */
export interface TriageContext {
  readonly personWanted?: boolean;
  /** Free text held words of immediate danger. */
  readonly dangerWords?: boolean;
  /** The same code word within 30 days. */
  readonly repeatContact?: boolean;
  /** The person fell silent or left before the last question. */
  readonly unfinished?: boolean;
  /** What was reached before in this session: the result is never below it. */
  readonly notBelow?: Priority | null;
}

/** Why a contact has its priority: which answer, or which rule of the instrument. */
export type Reason =
  | { readonly rule: 'immediate'; readonly question: QuestionId; readonly answer: Answer }
  | {
      readonly rule: 'weight';
      readonly question: QuestionId;
      readonly answer: Answer;
      readonly weight: number;
    }
  | {
      readonly rule: 'floor';
      readonly question: QuestionId;
      readonly answer: Answer;
      readonly atLeast: Priority;
    }
  | {
      readonly rule: 'safety-uncertain';
      readonly questions: readonly QuestionId[];
      readonly atLeast: Priority;
    }
  | { readonly rule: 'person-wanted'; readonly atLeast: Priority }
  | { readonly rule: 'unfinished'; readonly atLeast: Priority }
  | { readonly rule: 'danger-words' }
  | { readonly rule: 'repeat-contact'; readonly from: Priority };

export interface Triage {
  readonly priority: Priority;
  /** The sum of the weights of what was asked; an immediate answer adds nothing. */
  readonly score: number;
  /** How many counted questions were asked; a skipped question was asked. */
  readonly asked: number;
  readonly reasons: readonly Reason[];
  /** The person may be a child: age under 18, maybe under 18, or asked and not known. Doubt counts as child. */
  readonly needsChildWorker: boolean;
  readonly personWanted: boolean;
  /** Somebody may read the phone: staff must not write until the person writes again. */
  readonly replyLocked: boolean;
}

/** Rule 3 of the instrument: from this score on. Eight skips make 16, so skips alone never reach RED. */
const FROM_SCORE: readonly [Band<Priority>, ...Band<Priority>[]] = [
  { from: 0, band: 'BLUE' },
  { from: 3, band: 'YELLOW' },
  { from: 7, band: 'ORANGE' },
  { from: 18, band: 'RED' },
];

/** Rule 4: two of these not answered with their lowest option make at least ORANGE. */
const SAFETY_QUESTIONS: readonly QuestionId[] = ['H1', 'H2', 'H4', 'H7'];

/**
 * How fast a trained human must answer. Never decides whether somebody is a victim.
 *
 * Total: an option that the instrument does not know counts like a skip, never like "no". Monotone: another answer, a
 * worse answer or one more fact in `context` never lowers the priority (save for `unfinished`, which falls away when
 * the first question gets its answer; a session passes what it reached as `notBelow`).
 * Source: `scoring.rule` 1 to 6 and `conduct.unfinished` of the hotline intake triage.
 */
export function triage(hit: TriageInstrument, answers: Answers, context: TriageContext = {}): Triage {
  const asked = askedQuestions(hit, answers);
  const weighed = asked.map((id) => weigh(hit, id, answers[id] ?? 'skip'));
  const score = sumOf(weighed, ({ weight }) => weight);
  const reasons = [...weighed.flatMap((each) => each.reasons), ...raisingRules(hit, asked, answers, context)];
  const before = reasons.reduce(
    (level, reason) => higher(level, impliedBy(reason)),
    bandOf(FROM_SCORE, score),
  );
  const wanted = context.personWanted === true || handsOver(hit, asked, answers);
  const repeated = context.repeatContact === true ? oneUp(before) : before;
  return {
    priority: higher(repeated, context.notBelow ?? 'BLUE'),
    score,
    asked: asked.length,
    reasons:
      context.repeatContact === true ? [...reasons, { rule: 'repeat-contact', from: before }] : reasons,
    needsChildWorker: answers.H3 !== undefined && needsChildWorker(hit.questions.H3, answers.H3),
    personWanted: wanted,
    replyLocked: asked.some((id) => optionsOf(hit, answers, id).some((option) => option.goSilent)),
  };
}

function weigh(hit: TriageInstrument, id: QuestionId, answer: Answer): { weight: number; reasons: Reason[] } {
  const question = hit.questions[id];
  const options = chosenOptions(question, answer);
  if (options === null) {
    const weight = hit.uncertain[isUncertain(answer) ? answer : 'skip'].weight;
    return { weight, reasons: [{ rule: 'weight', question: id, answer, weight }] };
  }
  if (options.some((option) => option.immediate)) {
    return { weight: 0, reasons: [{ rule: 'immediate', question: id, answer }] };
  }
  const sum = sumOf(options, (option) => option.weight);
  const weight = Math.min(sum, question.cap ?? sum);
  const reasons: Reason[] = weight > 0 ? [{ rule: 'weight', question: id, answer, weight }] : [];
  const floors = options.flatMap((option) => option.floor ?? []);
  for (const atLeast of floors) reasons.push({ rule: 'floor', question: id, answer, atLeast });
  return { weight, reasons };
}

function raisingRules(
  hit: TriageInstrument,
  asked: readonly QuestionId[],
  answers: Answers,
  context: TriageContext,
): Reason[] {
  const reasons: Reason[] = [];
  const unsafe = SAFETY_QUESTIONS.filter((id) => asked.includes(id) && !isLowest(hit, id, answers));
  if (unsafe.length >= 2) reasons.push({ rule: 'safety-uncertain', questions: unsafe, atLeast: 'ORANGE' });
  if (context.personWanted === true || handsOver(hit, asked, answers)) {
    reasons.push({ rule: 'person-wanted', atLeast: 'YELLOW' });
  }
  if (context.unfinished === true && !isLowest(hit, 'H1', answers)) {
    reasons.push({ rule: 'unfinished', atLeast: 'ORANGE' });
  }
  if (context.dangerWords === true) reasons.push({ rule: 'danger-words' });
  return reasons;
}

function impliedBy(reason: Reason): Priority {
  if (reason.rule === 'immediate' || reason.rule === 'danger-words') return 'RED';
  return 'atLeast' in reason ? reason.atLeast : 'BLUE';
}

const optionsOf = (hit: TriageInstrument, answers: Answers, id: QuestionId) =>
  chosenOptions(hit.questions[id], answers[id] ?? 'skip') ?? [];

const handsOver = (hit: TriageInstrument, asked: readonly QuestionId[], answers: Answers): boolean =>
  asked.some((id) => optionsOf(hit, answers, id).some((option) => option.handover));

/** True only for a plain answer with the lowest weight: unknown is never "no". */
function isLowest(hit: TriageInstrument, id: QuestionId, answers: Answers): boolean {
  const options = optionsOf(hit, answers, id);
  return options.length > 0 && options.every((option) => option.weight === 0 && !option.immediate);
}

function needsChildWorker(age: TriageQuestion, answer: Answer): boolean {
  const options = chosenOptions(age, answer);
  return options === null || options.some((option) => option.flag !== null);
}

/** Whether `next` tells the queue more than `told` did: a higher level, or that the person may be a child. */
export function tellsMore(told: Pick<Triage, 'priority' | 'needsChildWorker'> | null, next: Triage): boolean {
  if (told === null || outranks(next.priority, told.priority)) return true;
  return next.needsChildWorker && !told.needsChildWorker;
}
