/** Six words to read aloud, numbered so that two people keep the same place. */
export function Words({ words, label }: { readonly words: readonly string[]; readonly label: string }) {
  return (
    <ol className="words" aria-label={label} lang="en" translate="no">
      {words.map((word, index) => (
        <li key={`${index} ${word}`}>{word}</li>
      ))}
    </ol>
  );
}

/** A long key for paper, in groups of four. */
export function PaperKey({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <p className="paper-key" aria-label={label} translate="no" tabIndex={0} role="group">
      {(text.match(/.{1,4}/g) ?? []).map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </p>
  );
}
