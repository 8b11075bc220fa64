import type { Language } from '../domain/shared/language.js';
import { canned as enCanned } from './en/canned.js';
import { consoleAlerts as enConsoleAlerts } from './en/console-alerts.js';
import { assess as enAssess } from './en/assess.js';
import { level as enLevel } from './en/level.js';
import { plan as enPlan } from './en/plan.js';
import { paper as enPaper } from './en/paper.js';
import { providers as enProviders } from './en/providers.js';
import { evaluation as enEvaluation } from './en/evaluation.js';
import { myReviews as enMyReviews } from './en/my-reviews.js';
import { consoleCase as enConsoleCase } from './en/console-case.js';
import { consoleCircles as enConsoleCircles } from './en/console-circles.js';
import { consoleDoor as enConsoleDoor } from './en/console-door.js';
import { consoleErrors as enConsoleErrors } from './en/console-errors.js';
import { consoleHotline as enConsoleHotline } from './en/console-hotline.js';
import { consoleInbox as enConsoleInbox } from './en/console-inbox.js';
import { consoleInstruments as enConsoleInstruments } from './en/console-instruments.js';
import { consolePeople as enConsolePeople } from './en/console-people.js';
import { consoleRecovery as enConsoleRecovery } from './en/console-recovery.js';
import { consoleRoster as enConsoleRoster } from './en/console-roster.js';
import { consoleSafety as enConsoleSafety } from './en/console-safety.js';
import { consoleFrame as enConsoleFrame } from './en/console.js';
import { duty as enDuty } from './en/duty.js';
import { intake as enIntake } from './en/intake.js';
import { reviews as enReviews } from './en/reviews.js';
import { safety as enSafety } from './en/safety.js';
import { staff as enStaff } from './en/staff.js';
import { thirdPerson as enThirdPerson } from './en/third-person.js';
import { filled, formOf, type PlaceholdersIn, type Sentence } from './sentence.js';
import { canned as srCanned } from './sr-Latn/canned.js';
import { consoleAlerts as srConsoleAlerts } from './sr-Latn/console-alerts.js';
import { assess as srAssess } from './sr-Latn/assess.js';
import { level as srLevel } from './sr-Latn/level.js';
import { plan as srPlan } from './sr-Latn/plan.js';
import { paper as srPaper } from './sr-Latn/paper.js';
import { providers as srProviders } from './sr-Latn/providers.js';
import { evaluation as srEvaluation } from './sr-Latn/evaluation.js';
import { myReviews as srMyReviews } from './sr-Latn/my-reviews.js';
import { consoleCase as srConsoleCase } from './sr-Latn/console-case.js';
import { consoleCircles as srConsoleCircles } from './sr-Latn/console-circles.js';
import { consoleDoor as srConsoleDoor } from './sr-Latn/console-door.js';
import { consoleErrors as srConsoleErrors } from './sr-Latn/console-errors.js';
import { consoleHotline as srConsoleHotline } from './sr-Latn/console-hotline.js';
import { consoleInbox as srConsoleInbox } from './sr-Latn/console-inbox.js';
import { consoleInstruments as srConsoleInstruments } from './sr-Latn/console-instruments.js';
import { consolePeople as srConsolePeople } from './sr-Latn/console-people.js';
import { consoleRecovery as srConsoleRecovery } from './sr-Latn/console-recovery.js';
import { consoleRoster as srConsoleRoster } from './sr-Latn/console-roster.js';
import { consoleSafety as srConsoleSafety } from './sr-Latn/console-safety.js';
import { consoleFrame as srConsoleFrame } from './sr-Latn/console.js';
import { duty as srDuty } from './sr-Latn/duty.js';
import { intake as srIntake } from './sr-Latn/intake.js';
import { reviews as srReviews } from './sr-Latn/reviews.js';
import { safety as srSafety } from './sr-Latn/safety.js';
import { staff as srStaff } from './sr-Latn/staff.js';
import { thirdPerson as srThirdPerson } from './sr-Latn/third-person.js';
import { toCyrillic } from './transliterate.js';

/** Every area has one file a language. A new area is two files and one line in each of these two tables. */
const ENGLISH = {
  intake: enIntake,
  thirdPerson: enThirdPerson,
  staff: enStaff,
  safety: enSafety,
  duty: enDuty,
  reviews: enReviews,
  console: enConsoleFrame,
  consoleDoor: enConsoleDoor,
  consoleInstruments: enConsoleInstruments,
  consolePeople: enConsolePeople,
  consoleErrors: enConsoleErrors,
  consoleCase: enConsoleCase,
  consoleAlerts: enConsoleAlerts,
  consoleRoster: enConsoleRoster,
  consoleSafety: enConsoleSafety,
  consoleInbox: enConsoleInbox,
  consoleHotline: enConsoleHotline,
  canned: enCanned,
  consoleCircles: enConsoleCircles,
  consoleRecovery: enConsoleRecovery,
  myReviews: enMyReviews,
  evaluation: enEvaluation,
  providers: enProviders,
  paper: enPaper,
  plan: enPlan,
  level: enLevel,
  assess: enAssess,
} as const;
const SERBIAN: Translated<typeof ENGLISH> = {
  intake: srIntake,
  thirdPerson: srThirdPerson,
  staff: srStaff,
  safety: srSafety,
  duty: srDuty,
  reviews: srReviews,
  console: srConsoleFrame,
  consoleDoor: srConsoleDoor,
  consoleInstruments: srConsoleInstruments,
  consolePeople: srConsolePeople,
  consoleErrors: srConsoleErrors,
  consoleCase: srConsoleCase,
  consoleAlerts: srConsoleAlerts,
  consoleRoster: srConsoleRoster,
  consoleSafety: srConsoleSafety,
  consoleInbox: srConsoleInbox,
  consoleHotline: srConsoleHotline,
  canned: srCanned,
  consoleCircles: srConsoleCircles,
  consoleRecovery: srConsoleRecovery,
  myReviews: srMyReviews,
  evaluation: srEvaluation,
  providers: srProviders,
  paper: srPaper,
  plan: srPlan,
  level: srLevel,
  assess: srAssess,
};

type Translated<Catalog> = {
  readonly [Area in keyof Catalog]: { readonly [Key in keyof Catalog[Area]]: Sentence };
};
type Keys<Area extends keyof typeof ENGLISH> = keyof (typeof ENGLISH)[Area] & string;

/** `<area>.<key>`, for example `intake.done`. */
export type TextKey = { [Area in keyof typeof ENGLISH]: `${Area}.${Keys<Area>}` }[keyof typeof ENGLISH];

type WordsOf<Key extends TextKey> = Key extends `${infer Area extends keyof typeof ENGLISH}.${infer Name}`
  ? (typeof ENGLISH)[Area][Name & Keys<Area>]
  : never;

/** What a sentence needs filled in, as the rest arguments of `text`. */
export type ValuesOf<Key extends TextKey> = [PlaceholdersIn<WordsOf<Key>>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholdersIn<WordsOf<Key>>, string | number>>];

/** A sentence for an adult, or for everybody. Values are filled in after the choice of script and are never transliterated. */
export function text<Key extends TextKey>(language: Language, key: Key, ...values: ValuesOf<Key>): string {
  return filled(rawText(language, key), values[0] ?? {});
}

/** The sentence with its placeholders, in the form for somebody who may be a child when asked for. */
export function rawText(language: Language, key: TextKey, isChild = false): string {
  const found = sentenceFor(language === 'en' ? ENGLISH : SERBIAN, key);
  return inScript(language, formOf(found, isChild));
}

/** Serbian Cyrillic is never written by hand. */
export const inScript = (language: Language, latin: string): string =>
  language === 'sr-Cyrl' ? toCyrillic(latin) : latin;

export const hasText = (key: string): key is TextKey => ALL_KEYS.has(key);

function sentenceFor(catalog: Translated<typeof ENGLISH>, key: TextKey): Sentence {
  const dot = key.indexOf('.');
  const area: Readonly<Record<string, Sentence>> = catalog[key.slice(0, dot) as keyof typeof ENGLISH];
  return area[key.slice(dot + 1)] ?? key;
}

export const TEXT_KEYS = Object.entries(ENGLISH).flatMap(([area, sentences]) =>
  Object.keys(sentences).map((key) => `${area}.${key}` as TextKey),
);
const ALL_KEYS: ReadonlySet<string> = new Set(TEXT_KEYS);
