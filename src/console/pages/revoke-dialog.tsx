import { useState, type FormEvent } from 'react';
import { useSay } from '../i18n/language.js';
import type { Person } from '../keeper/people.js';
import { Dialog } from '../parts/dialog.js';
import { Field, Submit } from '../parts/fields.js';
import { FailureNotice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';

interface RevokeProps {
  readonly person: Person;
  readonly close: () => void;
  readonly changed: () => Promise<void>;
}

/** Somebody leaves. For another administrator the root's paper is needed. */
export function RevokeDialog({ person, close, changed }: RevokeProps) {
  const say = useSay();
  const [rootKey, setRootKey] = useState('');
  const revoking = useDoing(async () => {
    await keeper.ask('revokePerson', person.id, rootKey);
    await changed();
    close();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void revoking.run();
  };
  return (
    <Dialog title={say('consolePeople.revoke.title', { name: person.dutyName })} close={close}>
      <p>{say('consolePeople.revoke.body')}</p>
      <form onSubmit={submit}>
        {person.kind === 'administrator' ? <RootKeyField value={rootKey} change={setRootKey} /> : null}
        <FailureNotice failure={revoking.failure} />
        <div className="row">
          <Submit busy={revoking.busy}>{say('consolePeople.revoke')}</Submit>
          <button type="button" onClick={close}>
            {say('console.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

export function RootKeyField({
  value,
  change,
}: {
  readonly value: string;
  readonly change: (text: string) => void;
}) {
  const say = useSay();
  return (
    <Field
      label={say('consolePeople.rootKey')}
      hint={say('consolePeople.rootKey.hint')}
      value={value}
      onChange={(event) => change(event.target.value)}
      required
    />
  );
}
