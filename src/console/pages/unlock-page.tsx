import { useState, type FormEvent } from 'react';
import { useSay } from '../i18n/language.js';
import { Submit } from '../parts/fields.js';
import { KeyField, noKey } from '../parts/key-field.js';
import { FailureNotice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { leaving } from '../session/leaving.js';
import { session, type Me } from '../session/session.js';

/** The session is open at the server, the keys are not here: after the idle lock, a quick hide, or in a second tab. */
export function UnlockPage({ me }: { readonly me: Me }) {
  const say = useSay();
  const [key, setKey] = useState(noKey);
  const unlocking = useDoing(async () => {
    await session.opened(await keeper.ask('unlockWith', key));
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void unlocking.run();
  };
  return (
    <>
      <h1>{say('consoleDoor.locked')}</h1>
      <p>{say('consoleDoor.locked.body', { name: me.dutyName })}</p>
      <form onSubmit={submit}>
        <KeyField value={key} change={setKey} autoFocus />
        <FailureNotice failure={wrongPassphrase(unlocking.failure)} />
        <div className="row">
          <Submit busy={unlocking.busy}>{say('consoleDoor.unlock')}</Submit>
          <button type="button" className="plain" onClick={() => void leaving.ask()}>
            {say('console.signOut')}
          </button>
        </div>
      </form>
    </>
  );
}

/** Here a wrapped secret that does not open means nothing worse than a slip of the fingers. */
const wrongPassphrase = (failure: ReturnType<typeof useDoing>['failure']) =>
  failure?.code === 'secret' ? { kind: 'refused' as const, code: 'sign-in-refused' } : failure;
