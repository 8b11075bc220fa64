import { useEffect, useRef, type RefObject } from 'react';
import { useSay, type Say } from '../i18n/language.js';

const wordsFor = (length: number, most: number, say: Say): string =>
  length <= most ? '' : say('consoleCase.write.over', { over: length - most, most });

/** By how much a text is longer than it may be. It is never cut: a long paste would lose its end without a word. */
export function TooLong({ length, most }: { readonly length: number; readonly most: number }) {
  const words = wordsFor(length, most, useSay());
  return words === '' ? null : (
    <p className="late" role="alert">
      {words}
    </p>
  );
}

/** A field that is too long keeps its form from being sent: the browser leads to it and says why. */
export function useLimit<Input extends HTMLInputElement | HTMLTextAreaElement>(
  length: number,
  most: number,
): RefObject<Input | null> {
  const field = useRef<Input>(null);
  const words = wordsFor(length, most, useSay());
  useEffect(() => field.current?.setCustomValidity(words), [words]);
  return field;
}
