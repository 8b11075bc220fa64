import hotlineFile from '../../../instruments/hotline-intake-triage/v0.yaml';
import type { Answer } from '../../domain/triage/answers.js';
import type { Language } from '../../domain/shared/language.js';
import type { QuestionId } from '../../domain/triage/instrument.js';
import { worded } from '../../texts/instrument-words.js';

interface Wording {
  readonly en: string;
  readonly sr: string;
}

/** The part of the instrument's file that a reader needs; the server checks the whole of it at its start and in tests. */
interface Hotline {
  readonly answer_common: Readonly<Record<'skip' | 'dont_know', Wording>>;
  readonly questions: readonly (Wording & {
    readonly id: QuestionId;
    readonly options: readonly (Wording & { readonly id: string })[];
  })[];
}

const hotline = hotlineFile as Hotline;

/** The question as it was asked. An id that this version of the instrument does not have is shown as it is. */
export function questionWords(id: QuestionId, language: Language): string {
  const question = hotline.questions.find((each) => each.id === id);
  return question ? worded(question, language) : id;
}

/** What was tapped, in words; several answers to one question are joined. */
export function answerWords(id: QuestionId, answer: Answer, language: Language): string {
  const ids = typeof answer === 'string' ? [answer] : answer;
  const options = hotline.questions.find((each) => each.id === id)?.options ?? [];
  const common: Readonly<Record<string, Wording>> = hotline.answer_common;
  return ids
    .map((each) => options.find((option) => option.id === each) ?? common[each])
    .map((wording, at) => (wording ? worded(wording, language) : (ids[at] ?? '')))
    .join(' · ');
}
