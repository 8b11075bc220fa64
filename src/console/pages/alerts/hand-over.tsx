import { useState, type FormEvent } from 'react';
import { offerAlert } from '../../../contracts/escalation/alerts.js';
import { call } from '../../api/call.js';
import { useSay } from '../../i18n/language.js';
import { Dialog } from '../../parts/dialog.js';
import { Submit } from '../../parts/fields.js';
import { FailureNotice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import { useMe } from '../../session/session.js';
import type { AlertCardProps } from './alert-words.js';

/** A named colleague is asked; a colleague whose phone would not ring cannot be chosen, because she would not notice. */
export function HandOverDialog({
  alert,
  people,
  changed,
  close,
}: AlertCardProps & { readonly close: () => void }) {
  const say = useSay();
  const { staffId } = useMe();
  const [to, setTo] = useState('');
  const asking = useDoing(async () => {
    await call(offerAlert, { params: { id: alert.id }, body: { to } });
    close();
    await changed();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void asking.run();
  };
  const colleagues = people.filter(({ id, present }) => present && id !== staffId);
  return (
    <Dialog title={say('consoleAlerts.handOver.who')} close={close}>
      <p>{say('consoleAlerts.handOver.body')}</p>
      <form onSubmit={submit}>
        <div className="field">
          <select
            autoComplete="off"
            className="quiet wide"
            aria-label={say('consoleAlerts.handOver.who')}
            value={to}
            onChange={(event) => setTo(event.target.value)}
            autoFocus
          >
            <option value="">{say('consoleAlerts.handOver.choose')}</option>
            {colleagues.map(({ id, name, phone }) => (
              <option key={id} value={id} disabled={!phone}>
                {phone ? name : say('consoleAlerts.handOver.noPhone', { name })}
              </option>
            ))}
          </select>
        </div>
        <FailureNotice failure={asking.failure} />
        <div className="row">
          <Submit busy={asking.busy} disabled={to === ''}>
            {say('consoleAlerts.handOver.ask')}
          </Submit>
          <button type="button" onClick={close}>
            {say('console.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
