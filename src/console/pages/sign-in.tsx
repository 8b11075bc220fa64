import { useState, type FormEvent } from 'react';
import { useSay } from '../i18n/language.js';
import { Field, Submit } from '../parts/fields.js';
import { KeyField, noKey } from '../parts/key-field.js';
import { FailureNotice } from '../parts/notice.js';
import { deviceWord } from '../session/device.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { session } from '../session/session.js';

/** Name, passphrase or recovery code, and the code of the second factor where there is one. */
export function SignIn() {
  const say = useSay();
  const [dutyName, setDutyName] = useState('');
  const [key, setKey] = useState(noKey);
  const [code, setCode] = useState('');
  const entering = useDoing(async () => {
    const order = { dutyName: dutyName.trim(), key, code: code.replace(/\s/g, ''), device: deviceWord() };
    await session.opened(await keeper.ask('signInWith', order));
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void entering.run();
  };
  return (
    <>
      <h1>{say('consoleDoor.signIn')}</h1>
      <form onSubmit={submit}>
        <Field
          label={say('consoleDoor.name')}
          value={dutyName}
          onChange={(event) => setDutyName(event.target.value)}
          autoComplete="username"
          required
        />
        <KeyField value={key} change={setKey} />
        <Field
          label={say('consoleDoor.secondFactor')}
          hint={say('consoleDoor.secondFactor.hint')}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        <FailureNotice failure={entering.failure} />
        <Submit busy={entering.busy}>{say('consoleDoor.signIn')}</Submit>
      </form>
      <p className="hint">{say('consoleDoor.noAccount')}</p>
    </>
  );
}
