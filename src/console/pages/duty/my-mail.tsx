import { useState, type FormEvent } from 'react';
import { forgetMailAddress, setMailAddress, type readPhone } from '../../../contracts/escalation/phone.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import { call } from '../../api/call.js';
import { useSay } from '../../i18n/language.js';
import { Field, Submit } from '../../parts/fields.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';

interface MyMailProps {
  readonly mail: AnswerOf<typeof readPhone>['mail'];
  readonly changed: () => Promise<void>;
}

/** Being called by mail beside the phone. The address is kept sealed and never shown again, also not to its owner. */
export function MyMail({ mail, changed }: MyMailProps) {
  const say = useSay();
  const [address, setAddress] = useState('');
  const saving = useDoing(async () => {
    await call(setMailAddress, { body: { address: address.trim() } });
    setAddress('');
    await changed();
  });
  const erasing = useDoing(async () => {
    await call(forgetMailAddress);
    await changed();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void saving.run();
  };
  return (
    <form onSubmit={submit}>
      <h3>{say('consoleRoster.mail')}</h3>
      <Notice tone={mail === 'known' ? 'good' : 'plain'}>{say(`consoleRoster.mail.${mail}`)}</Notice>
      <Field
        label={say('consoleRoster.mail.address')}
        hint={say('consoleRoster.mail.hint')}
        type="email"
        value={address}
        maxLength={254}
        onChange={(event) => setAddress(event.target.value)}
      />
      <FailureNotice failure={saving.failure ?? erasing.failure} />
      <div className="row">
        <Submit busy={saving.busy} disabled={address.trim() === ''}>
          {say('consoleRoster.mail.save')}
        </Submit>
        {mail === 'known' ? (
          <button
            type="button"
            className="quiet danger"
            disabled={erasing.busy}
            onClick={() => void erasing.run()}
          >
            {say('consoleRoster.mail.erase')}
          </button>
        ) : null}
      </div>
    </form>
  );
}
