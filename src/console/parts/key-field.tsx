import { methods } from '../../e2ee/account/cost.js';
import { useSay } from '../i18n/language.js';
import type { Key } from '../keeper/unlock.js';
import { Field } from './fields.js';

export const noKey: Key = { method: methods.passphrase, text: '' };

interface KeyFieldProps {
  readonly value: Key;
  readonly change: (key: Key) => void;
  /** Instead of "Passphrase", where another one is being made. */
  readonly label?: string;
  readonly autoFocus?: boolean;
}

/** The passphrase or, for whoever lost it, the printed recovery code: wherever somebody shows that it is she. */
export function KeyField({ value, change, label, autoFocus = false }: KeyFieldProps) {
  const say = useSay();
  const byCode = value.method === methods.code;
  return (
    <div className="field">
      <Field
        label={byCode ? say('consoleDoor.recoveryCode') : (label ?? say('consoleDoor.passphrase'))}
        hint={say(byCode ? 'consoleDoor.recoveryCode.hint' : 'consoleDoor.passphrase.hint')}
        type={byCode ? 'text' : 'password'}
        value={value.text}
        onChange={(event) => change({ ...value, text: event.target.value })}
        autoComplete={byCode ? 'off' : 'current-password'}
        autoFocus={autoFocus}
        required
      />
      <button
        type="button"
        className="plain"
        onClick={() => change({ method: byCode ? methods.passphrase : methods.code, text: '' })}
      >
        {say(byCode ? 'consoleDoor.withPassphrase' : 'consoleDoor.withCode')}
      </button>
    </div>
  );
}
