import { useId } from 'react';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: Value | '';
  readonly options: readonly (readonly [value: Value, words: string])[];
  /** Shown while nothing is chosen. */
  readonly empty?: string;
  /** What of a form it fills in, for who is led to what is missing. */
  readonly at?: string;
  readonly change: (value: Value) => void;
}

/** A labelled list of few choices. */
export function Choice<Value extends string>({
  label,
  hint,
  value,
  options,
  empty,
  at,
  change,
}: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        autoComplete="off"
        id={id}
        data-at={at}
        className="quiet wide"
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ target }) => {
          const chosen = options.find(([each]) => each === target.value);
          if (chosen) change(chosen[0]);
        }}
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
      {hint ? (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
