/** A sentence in one language: one form for everybody, or a formal one and one for somebody who may be a child. */
export type Sentence = string | { readonly formal: string; readonly child: string };

export type Sentences = Readonly<Record<string, Sentence>>;

/** Every key of the English file, no more and no less: a sentence that is missing does not compile. */
export type Translation<English extends Sentences> = { readonly [Key in keyof English]: Sentence };

/** The names between braces in a sentence. */
export type PlaceholdersIn<Words> = Words extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersIn<Rest>
  : never;

export const formOf = (sentence: Sentence, isChild: boolean): string => {
  if (typeof sentence === 'string') return sentence;
  return isChild ? sentence.child : sentence.formal;
};

/** Fills in what is between braces. An unknown name stays as it is, so that a slip shows and never throws. */
export const filled = (words: string, values: Readonly<Record<string, string | number>>): string =>
  words.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
