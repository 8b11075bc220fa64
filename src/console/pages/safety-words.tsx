import { useState, type FormEvent } from 'react';
import { readVisitWords, setVisitWords } from '../../contracts/safety/field-visits.js';
import { call } from '../api/call.js';
import { useMoment, useSay } from '../i18n/language.js';
import { Field, Submit } from '../parts/fields.js';
import { FailureNotice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';

/** Her two words: agreed on once, changed whenever she wants, shown never. */
export function MyWords({ changed }: { readonly changed: () => Promise<void> }) {
  const say = useSay();
  const moment = useMoment();
  const { value, failure, reload } = useLoaded(() => call(readVisitWords));
  const [safe, setSafe] = useState('');
  const [duress, setDuress] = useState('');
  const [editing, setEditing] = useState(false);
  const saving = useDoing(async () => {
    await call(setVisitWords, { body: { safe, duress } });
    setSafe('');
    setDuress('');
    setEditing(false);
    await reload();
    await changed();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void saving.run();
  };
  if (!value) return <FailureNotice failure={failure} />;
  if (value.setAt !== null && !editing)
    return (
      <p className="hint">
        {say('consoleSafety.words')}: {say('consoleSafety.words.set', { at: moment(value.setAt) })}{' '}
        <button type="button" className="plain" onClick={() => setEditing(true)}>
          {say('consoleSafety.words.change')}
        </button>
      </p>
    );
  return (
    <form className="card" onSubmit={submit}>
      <h2>{say('consoleSafety.words')}</h2>
      <p>{say('consoleSafety.words.body')}</p>
      <Field
        label={say('consoleSafety.words.safe')}
        type="password"
        value={safe}
        onChange={(event) => setSafe(event.target.value)}
      />
      <Field
        label={say('consoleSafety.words.duress')}
        type="password"
        value={duress}
        onChange={(event) => setDuress(event.target.value)}
      />
      <FailureNotice failure={saving.failure} />
      <Submit busy={saving.busy} disabled={safe.trim() === '' || duress.trim() === ''}>
        {say('consoleSafety.words.save')}
      </Submit>
    </form>
  );
}
