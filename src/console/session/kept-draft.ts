/** What somebody is writing, with what makes sending it twice, or over a colleague's words, impossible. */
export interface Typed {
  readonly text: string;
  /** Under which it is sealed, 16 bytes in hex: the same however often it is sent, so that a lost answer doubles nothing. */
  readonly object: string;
  /** The version, in hex, that it was begun from; null where nothing was there. */
  readonly base: string | null;
}

/** What is there before anything is typed. */
export type Beginning = Pick<Typed, 'text' | 'base'>;

export const blank: Beginning = { text: '', base: null };

/** As it is kept; empty when nothing was typed. */
export const writeTyped = (typed: Typed, began: Beginning): string =>
  typed.text === began.text ? '' : JSON.stringify({ form: 'draft/1', ...typed });

/** @returns undefined when nothing was kept */
export function readTyped(kept: string): Typed | undefined {
  try {
    const { form, text, object, base } = JSON.parse(kept) as Typed & { readonly form: unknown };
    return form === 'draft/1' ? { text, object, base } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * After what was typed has been sent: what was sent is gone, and what was typed meanwhile stays.
 *
 * @param sent  the text as it was sent
 * @param began what is there now
 * @param fresh the object for what is typed from now on
 */
export const afterSending = (typed: Typed, sent: string, began: Beginning, fresh: string): Typed => ({
  text: typed.text === sent ? began.text : typed.text,
  object: fresh,
  base: began.base,
});
