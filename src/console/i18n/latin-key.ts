interface Press {
  readonly key: string;
  /** The key's place on the keyboard, named after the Latin letter there. */
  readonly code: string;
}

/**
 * The lower-case Latin letter that was meant: what was typed, or, where the layout has no Latin letters (Serbian Cyrillic),
 * the letter of that place. Anything else stays as it is.
 */
export function latinKey({ key, code }: Press): string {
  const typed = key.toLowerCase();
  const isForeignLetter = typed.length === 1 && /\p{Letter}/u.test(typed) && !/[a-z]/.test(typed);
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  return isForeignLetter && place ? place.toLowerCase() : typed;
}
