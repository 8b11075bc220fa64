import { useId, type InputHTMLAttributes, type ReactNode } from 'react';
import { TooLong, useLimit } from './too-long.js';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint?: string;
  /** More can be typed and pasted, and not be sent. */
  readonly most?: number;
}

/** A labelled input. The hint is read with it. */
export function Field({ label, hint, most = Infinity, ...input }: FieldProps) {
  const id = useId();
  const { length } = String(input.value ?? '');
  const field = useLimit<HTMLInputElement>(length, most);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        ref={field}
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        autoComplete="off"
        spellCheck={false}
        {...input}
      />
      {hint ? (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      ) : null}
      <TooLong length={length} most={most} />
    </div>
  );
}

export function Tick({
  label,
  ...input
}: { readonly label: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="tick">
      <input autoComplete="off" type="checkbox" {...input} />
      <span>{label}</span>
    </label>
  );
}

interface SubmitProps {
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function Submit({ busy, disabled = false, children }: SubmitProps) {
  return (
    <button type="submit" className="primary" disabled={disabled} aria-busy={busy}>
      {busy ? <span className="spinner" aria-hidden="true" /> : null}
      {children}
    </button>
  );
}
