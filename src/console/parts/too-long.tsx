import { useSay } from '../i18n/language.js';

/** By how much a text is longer than it may be. It is never cut: a long paste would lose its end without a word. */
export function TooLong({ length, most }: { readonly length: number; readonly most: number }) {
  const say = useSay();
  if (length <= most) return null;
  return (
    <p className="late" role="alert">
      {say('consoleCase.write.over', { over: length - most, most })}
    </p>
  );
}
