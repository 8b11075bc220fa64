import type { Language } from '../domain/shared/language.js';
import type { English } from './english.js';
import { filled, formOf, type PlaceholdersIn, type Sentence } from './sentence.js';
import { inScript } from './transliterate.js';

/** Every key of the English table, no more and no less: a sentence that is missing does not compile. */
export type Catalog = {
  readonly [Area in keyof English]: { readonly [Key in keyof English[Area]]: Sentence };
};
type Keys<Area extends keyof English> = keyof English[Area] & string;

/** `<area>.<key>`, for example `intake.done`. */
export type TextKey = { [Area in keyof English]: `${Area}.${Keys<Area>}` }[keyof English];

type WordsOf<Key extends TextKey> = Key extends `${infer Area extends keyof English}.${infer Name}`
  ? English[Area][Name & Keys<Area>]
  : never;

/** What a sentence needs filled in, as the rest arguments of `text`. */
export type ValuesOf<Key extends TextKey> = [PlaceholdersIn<WordsOf<Key>>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholdersIn<WordsOf<Key>>, string | number>>];

/** Which table a language is read from. Serbian Cyrillic is never written by hand. */
export const tongueOf = (language: Language): 'english' | 'serbian' =>
  language === 'en' ? 'english' : 'serbian';

/** The sentences of one table: all that a browser needs at a time. */
export class Phrasebook {
  constructor(private readonly catalog: Catalog) {}

  /** A sentence for an adult, or for everybody. Values are filled in after the choice of script and are never transliterated. */
  text<Key extends TextKey>(language: Language, key: Key, ...values: ValuesOf<Key>): string {
    return filled(this.raw(language, key), values[0] ?? {});
  }

  /** The sentence with its placeholders, in the form for somebody who may be a child when asked for. */
  raw(language: Language, key: TextKey, isChild = false): string {
    return inScript(language, formOf(this.#find(key) ?? key, isChild));
  }

  /** Keys that come from elsewhere, as the codes of refusals do. */
  has(key: string): key is TextKey {
    return this.#find(key) !== undefined;
  }

  #find(key: string): Sentence | undefined {
    const dot = key.indexOf('.');
    const areas: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = this.catalog;
    const area = own(areas, key.slice(0, dot));
    return area && own(area, key.slice(dot + 1));
  }
}

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
