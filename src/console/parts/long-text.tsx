import { useId } from 'react';

interface LongTextProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly most: number;
  readonly change: (text: string) => void;
}

/** A labelled text of several lines. */
export function LongText({ label, hint, value, most, change }: LongTextProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        autoComplete="off"
        spellCheck={false}
        id={id}
        value={value}
        maxLength={most}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ target }) => change(target.value)}
      />
      {hint ? (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
