/** The hotline intake triage as the code knows it. Wording and weights come from `instruments/hotline-intake-triage`. */

export const QUESTIONS = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'H7', 'H8'] as const;
export type QuestionId = (typeof QUESTIONS)[number];

/** From the least to the most urgent. */
export const PRIORITIES = ['BLUE', 'YELLOW', 'ORANGE', 'RED'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** A sentence of the instrument. `srChild` is the informal form for somebody who may be a child; `sr` serves when absent. */
export interface Wording {
  readonly en: string;
  readonly sr: string;
  readonly srChild?: string;
}

export const FOLLOW_FIELDS = ['safe_channel', 'safe_time', 'code_word'] as const;
export type FollowField = (typeof FOLLOW_FIELDS)[number];

export const MESSAGES = ['danger', 'child', 'injured', 'suicide', 'go_silent', 'no_human', 'close'] as const;
export type MessageId = (typeof MESSAGES)[number];

export interface TriageOption extends Wording {
  readonly id: string;
  /** 0 for an immediate option: it makes RED at once and is never added up. */
  readonly weight: number;
  readonly immediate: boolean;
  /** The screen falls silent and staff must not write until the person writes again. */
  readonly goSilent: boolean;
  readonly floor: Priority | null;
  readonly flag: 'presumed_child' | 'child' | 'suicide' | null;
  readonly handover: boolean;
  /** In a multi-select question: stands alone. */
  readonly exclusive: boolean;
  readonly ask: readonly FollowField[];
}

export interface TriageQuestion extends Wording {
  readonly id: QuestionId;
  readonly multi: boolean;
  /** The most that a multi-select question can add; null when nothing is cut. */
  readonly cap: number | null;
  readonly options: readonly TriageOption[];
  /** Asked only of somebody who writes about themselves. */
  readonly onlyAboutSelf: boolean;
}

export const UNCERTAIN = ['skip', 'dont_know'] as const;
export type Uncertain = (typeof UNCERTAIN)[number];

export interface Level extends Wording {
  readonly humanWithinMinutes: number;
}

export interface EmergencyContact extends Wording {
  readonly id: string;
  readonly number: string | null;
  /** False until the organisation has checked the number. */
  readonly verified: boolean;
}

export interface TriageInstrument {
  readonly id: string;
  readonly version: string;
  readonly opening: Wording & { readonly start: Wording; readonly person: Wording; readonly exit: Wording };
  readonly deviceNote: Wording;
  readonly forWhom: Wording & { readonly me: Wording; readonly someoneElse: Wording };
  readonly uncertain: Readonly<Record<Uncertain, Wording & { readonly weight: number }>>;
  readonly questions: Readonly<Record<QuestionId, TriageQuestion>>;
  readonly followFields: Readonly<Record<FollowField, Wording>>;
  readonly consent: Wording;
  readonly levels: Readonly<Record<Priority, Level>>;
  /** What is shown after an immediate answer, by `<question>.<option>`; `free_text_danger_words` for free text. */
  readonly escalations: Readonly<Record<string, MessageId>>;
  readonly messages: Readonly<Record<MessageId, Wording>>;
  readonly emergencyContacts: readonly EmergencyContact[];
  readonly sessionTimeoutMinutes: number;
}

export const isQuestionId = (word: string): word is QuestionId =>
  (QUESTIONS as readonly string[]).includes(word);

export const isUncertain = (word: unknown): word is Uncertain =>
  (UNCERTAIN as readonly unknown[]).includes(word);

export const optionOf = (question: TriageQuestion, id: string): TriageOption | null =>
  question.options.find((option) => option.id === id) ?? null;

/** The more urgent of two. */
export const higher = (one: Priority, other: Priority): Priority =>
  PRIORITIES.indexOf(one) >= PRIORITIES.indexOf(other) ? one : other;

/** Strictly more urgent than. */
export const outranks = (one: Priority, other: Priority): boolean =>
  one !== other && higher(one, other) === one;

/** The next more urgent level; RED stays RED. */
export const oneUp = (priority: Priority): Priority => PRIORITIES[PRIORITIES.indexOf(priority) + 1] ?? 'RED';
