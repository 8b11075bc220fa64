import { useId } from 'react';
import { TooLong, useLimit } from './too-long.js';

interface LongTextProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  /** More can be typed and pasted, and not be sent. */
  readonly most: number;
  /** What of a form it fills in, for who is led to what is missing. */
  readonly at?: string;
  readonly change: (text: string) => void;
}

/** A labelled text of several lines. */
export function LongText({ label, hint, value, most, at, change }: LongTextProps) {
  const id = useId();
  const field = useLimit<HTMLTextAreaElement>(value.length, most);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={field}
        autoComplete="off"
        spellCheck={false}
        id={id}
        data-at={at}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ target }) => change(target.value)}
      />
      {hint ? (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      ) : null}
      <TooLong length={value.length} most={most} />
    </div>
  );
}
