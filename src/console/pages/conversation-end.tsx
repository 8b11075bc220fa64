import { useState } from 'react';
import {
  endConversation,
  markInContact,
  markUnsafe,
  raiseContactAlert,
} from '../../contracts/inbox/inbox.js';
import { OUTCOMES } from '../../contracts/inbox/shapes.js';
import { call } from '../api/call.js';
import { useMoment, useSay } from '../i18n/language.js';
import { Dialog } from '../parts/dialog.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import type { Detail } from './conversation-detail.js';
import { fateText } from './transcript.js';

interface EndProps {
  readonly detail: Detail;
  readonly me: string;
  readonly changed: () => Promise<void>;
}

/** What is one tap away at any time: calling for help, saying how it stands, and how it ended. */
export function ConversationEnd({ detail, me, changed }: EndProps) {
  const { claim } = detail;
  const isFree = claim === null || claim.by === me;
  return (
    <div className="conversation-foot">
      <RaiseAlert id={detail.id} />
      {claim?.by === me ? <Standing detail={detail} changed={changed} /> : null}
      {isFree ? <Outcome detail={detail} changed={changed} /> : null}
    </div>
  );
}

function RaiseAlert({ id }: { readonly id: string }) {
  const say = useSay();
  const [raised, setRaised] = useState<'RED' | 'ORANGE'>();
  const raising = useDoing(async (level: 'RED' | 'ORANGE') => {
    await call(raiseContactAlert, { params: { id }, body: { level } });
    setRaised(level);
  });
  return (
    <fieldset>
      <legend>{say('consoleInbox.alert')}</legend>
      <p className="hint">{say('consoleInbox.alert.body')}</p>
      <div className="row">
        {(['RED', 'ORANGE'] as const).map((level) => (
          <button
            key={level}
            type="button"
            className={level === 'RED' ? 'danger' : ''}
            disabled={raising.busy || raised === level}
            onClick={() => void raising.run(level)}
          >
            {say(`consoleInbox.alert.${level}`)}
          </button>
        ))}
      </div>
      {raised ? <Notice tone="good">{say('consoleInbox.alert.raised')}</Notice> : null}
      <FailureNotice failure={raising.failure} />
    </fieldset>
  );
}

function Standing({ detail, changed }: Pick<EndProps, 'detail' | 'changed'>) {
  const say = useSay();
  const params = { id: detail.id };
  const spoken = useDoing(async () => {
    await call(markInContact, { params }).finally(changed);
  });
  const unsafe = useDoing(async () => {
    await call(markUnsafe, { params }).finally(changed);
  });
  return (
    <fieldset>
      <legend>{say('consoleInbox.stands')}</legend>
      <div className="row">
        <button type="button" className="quiet" disabled={spoken.busy} onClick={() => void spoken.run()}>
          {say('consoleInbox.stands.inContact')}
        </button>
        <button
          type="button"
          className="quiet"
          disabled={unsafe.busy || detail.replyLocked}
          onClick={() => void unsafe.run()}
        >
          {say('consoleInbox.stands.unsafe')}
        </button>
      </div>
      <p className="hint">{say('consoleInbox.stands.body')}</p>
      <FailureNotice failure={spoken.failure ?? unsafe.failure} />
    </fieldset>
  );
}

type OutcomeName = (typeof OUTCOMES)[number];

function Outcome({ detail, changed }: Pick<EndProps, 'detail' | 'changed'>) {
  const say = useSay();
  const { id, replies } = detail;
  const [asked, setAsked] = useState<OutcomeName>();
  const waiting = replies.filter(({ state }) => state === 'waiting');
  const ending = useDoing(async (outcome: OutcomeName) => {
    setAsked(undefined);
    await call(endConversation, { params: { id }, body: { outcome } }).finally(changed);
  });
  return (
    <fieldset>
      <legend>{say('consoleInbox.end')}</legend>
      <div className="row">
        {OUTCOMES.map((outcome) => (
          <button
            key={outcome}
            type="button"
            className="quiet"
            disabled={ending.busy}
            onClick={() => (waiting.length > 0 ? setAsked(outcome) : void ending.run(outcome))}
          >
            {say(`consoleInbox.outcome.${outcome}`)}
          </button>
        ))}
      </div>
      <p className="hint">{say('consoleInbox.end.body')}</p>
      <FailureNotice failure={ending.failure} />
      {asked && waiting.length > 0 ? (
        <EndUnsent replies={waiting} end={() => void ending.run(asked)} close={() => setAsked(undefined)} />
      ) : null}
    </fieldset>
  );
}

interface EndUnsentProps {
  readonly replies: Detail['replies'];
  readonly end: () => void;
  readonly close: () => void;
}

/** Ending takes back what waits for a safe hour or is on its way: she would never hear it, so that is asked, and only then. */
function EndUnsent({ replies, end, close }: EndUnsentProps) {
  const say = useSay();
  const moment = useMoment();
  return (
    <Dialog title={say('consoleInbox.end.unsent')} close={close}>
      <p>{say('consoleInbox.end.unsent.body', { count: replies.length })}</p>
      <ul>
        {replies.map((reply) => (
          <li key={reply.id}>{fateText(reply, say, moment)}</li>
        ))}
      </ul>
      <div className="row">
        <button type="button" className="primary" onClick={close}>
          {say('consoleInbox.end.unsent.wait')}
        </button>
        <button type="button" className="danger" onClick={end}>
          {say('consoleInbox.end.unsent.end')}
        </button>
      </div>
    </Dialog>
  );
}
