import {
  isQuestionId,
  isUncertain,
  optionOf,
  QUESTIONS,
  type QuestionId,
  type TriageInstrument,
  type TriageOption,
  type TriageQuestion,
} from './instrument.js';

/** One option, `skip` or `dont_know`; in a multi-select question a list of options or one of those two words. */
export type Answer = string | readonly string[];

/** A question that is missing was not asked. */
export type Answers = Readonly<Partial<Record<QuestionId, Answer>>>;

/** What is wrong with a set of answers, in words for the person who wrote it down. */
export interface Unreadable {
  readonly problem: string;
}

/** @returns the chosen options; null when the answer is uncertain, empty or names an option that does not exist. */
export function chosenOptions(question: TriageQuestion, answer: Answer): readonly TriageOption[] | null {
  const ids = typeof answer === 'string' ? [answer] : [...new Set(answer)];
  const options = ids.map((id) => optionOf(question, id)).filter((option) => option !== null);
  return options.length === ids.length && options.length > 0 ? options : null;
}

/** In the instrument's order, up to and including the first immediate answer: after that nothing more is asked. */
export function askedQuestions(hit: TriageInstrument, answers: Answers): readonly QuestionId[] {
  const answered = QUESTIONS.filter((id) => answers[id] !== undefined);
  const stop = answered.findIndex((id) => isImmediate(hit.questions[id], answers[id]));
  return stop < 0 ? answered : answered.slice(0, stop + 1);
}

export function isImmediate(question: TriageQuestion, answer: Answer | undefined): boolean {
  if (answer === undefined) return false;
  return chosenOptions(question, answer)?.some((option) => option.immediate) ?? false;
}

/** Reads answers that come from outside. Total: whatever `given` is, either answers or what is wrong with them. */
export function readAnswers(hit: TriageInstrument, given: unknown): Answers | Unreadable {
  if (!isRecord(given)) return { problem: 'answers is not an object' };
  const answers: Partial<Record<QuestionId, Answer>> = {};
  for (const [key, value] of Object.entries(given)) {
    if (!isQuestionId(key)) return { problem: `unknown question ${quoted(key)}` };
    const problem = problemWith(hit.questions[key], value);
    if (problem !== null) return { problem: `${key}: ${problem}` };
    answers[key] = value as Answer;
  }
  return answers;
}

export const isUnreadable = (read: Answers | Unreadable): read is Unreadable => 'problem' in read;

function problemWith(question: TriageQuestion, value: unknown): string | null {
  if (isUncertain(value)) return null;
  return question.multi ? problemWithMany(question, value) : problemWithOne(question, value);
}

function problemWithOne(question: TriageQuestion, value: unknown): string | null {
  if (typeof value !== 'string') return 'the answer is not a word';
  return optionOf(question, value) === null ? `unknown option ${quoted(value)}` : null;
}

function problemWithMany(question: TriageQuestion, value: unknown): string | null {
  if (!Array.isArray(value)) return 'the answer is not a list';
  if (value.length === 0) return 'the list is empty; write "skip" when nothing was chosen';
  for (const each of value as readonly unknown[]) {
    const problem = problemWithOne(question, each);
    if (problem !== null) return problem;
  }
  const chosen = chosenOptions(question, value as readonly string[]) ?? [];
  const alone = chosen.find((option) => option.exclusive);
  return alone !== undefined && chosen.length > 1 ? `"${alone.id}" stands alone` : null;
}

const isRecord = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

const quoted = (word: string): string => JSON.stringify(word.length > 40 ? `${word.slice(0, 40)}…` : word);
