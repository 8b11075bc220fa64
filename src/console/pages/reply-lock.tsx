import { agreeToWrite } from '../../contracts/inbox/inbox.js';
import { call } from '../api/call.js';
import { useMoment, useSay } from '../i18n/language.js';
import { FailureNotice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import type { Detail } from './conversation-detail.js';

interface LockProps {
  readonly detail: Detail;
  readonly nameOf: (id: string) => string;
  readonly me: string;
  readonly changed: () => Promise<void>;
}

/** A locked reply opens when she writes again, or when two people of the inbox agree that writing is safe. */
export function ReplyLock({ detail, nameOf, me, changed }: LockProps) {
  const say = useSay();
  const { id, replyLocked, reach, state, agreed } = detail;
  const agreeing = useDoing(async () => {
    await call(agreeToWrite, { params: { id } }).finally(changed);
  });
  if (!replyLocked || reach !== 'reachable' || state === 'closed') return null;
  const isFirst = agreed?.by === me;
  return (
    <fieldset>
      <legend>{say('consoleInbox.lock')}</legend>
      <p className="hint">{say('consoleInbox.lock.body')}</p>
      <Agreed agreed={agreed} isMine={isFirst} nameOf={nameOf} />
      {isFirst ? null : (
        <div className="row">
          <button
            type="button"
            className="quiet"
            disabled={agreeing.busy}
            onClick={() => void agreeing.run()}
          >
            {say(agreed ? 'consoleInbox.lock.second' : 'consoleInbox.lock.first')}
          </button>
        </div>
      )}
      <FailureNotice failure={agreeing.failure} />
    </fieldset>
  );
}

interface AgreedProps {
  readonly agreed: Detail['agreed'];
  readonly isMine: boolean;
  readonly nameOf: (id: string) => string;
}

function Agreed({ agreed, isMine, nameOf }: AgreedProps) {
  const say = useSay();
  const moment = useMoment();
  if (!agreed) return null;
  const values = { name: nameOf(agreed.by), until: moment(agreed.until) };
  return <p role="status">{say(isMine ? 'consoleInbox.lock.mine' : 'consoleInbox.lock.other', values)}</p>;
}
