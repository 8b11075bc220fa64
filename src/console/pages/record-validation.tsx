import { useState, type FormEvent } from 'react';
import { recordValidation } from '../../contracts/assessments/validations.js';
import type { Published } from '../../domain/assessment/instrument.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import { Field, Submit } from '../parts/fields.js';
import { FailureNotice } from '../parts/notice.js';
import { Unfold } from '../parts/unfold.js';
import { useDoing } from '../session/doing.js';

interface RecordProps {
  readonly published: Published;
  readonly reload: () => Promise<void>;
}

export function RecordValidation({ published, reload }: RecordProps) {
  const say = useSay();
  return (
    <Unfold title={say('consoleInstruments.record')}>
      <p>{say('consoleInstruments.record.body')}</p>
      <RecordForm published={published} reload={reload} />
    </Unfold>
  );
}

function RecordForm({ published: { instrument, sha256 }, reload }: RecordProps) {
  const say = useSay();
  const [who, setWho] = useState('');
  const [on, setOn] = useState('');
  const { run, busy, failure } = useDoing(async () => {
    const file = instrument.letters === 'VSRA' ? 'VSRA' : 'PSRA';
    await call(recordValidation, {
      body: { instrument: file, version: instrument.version, sha256, who, on },
    });
    await reload();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void run();
  };
  return (
    <form onSubmit={submit}>
      <Field
        label={say('consoleInstruments.who')}
        hint={say('consoleInstruments.who.hint')}
        value={who}
        onChange={(event) => setWho(event.target.value)}
        minLength={3}
        most={200}
        required
      />
      <Field
        label={say('consoleInstruments.day')}
        type="date"
        value={on}
        onChange={(event) => setOn(event.target.value)}
        required
      />
      <FailureNotice failure={failure} />
      <Submit busy={busy}>{say('consoleInstruments.save')}</Submit>
    </form>
  );
}
