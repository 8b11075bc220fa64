import { useMoment, useSay } from '../i18n/language.js';
import type { LinkedConversation } from '../keeper/link-conversation.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { ReadTranscript } from './transcript.js';
import { WhatIsKnown } from './what-is-known.js';

/** What contacts said before it became a case: read with the case's own keys, signatures of bot and operators unbroken. */
export function LinkedConversations({ id, head }: { readonly id: string; readonly head: number }) {
  const { value, failure } = useLoaded(() => keeper.ask('readLinkedOf', id), `${id} ${head}`);
  return (
    <>
      <FailureNotice failure={failure} />
      {value?.map((linked) => (
        <Linked key={linked.seq} linked={linked} />
      ))}
    </>
  );
}

function Linked({ linked }: { readonly linked: LinkedConversation }) {
  const say = useSay();
  const moment = useMoment();
  const { author, ms, lines, reason } = linked;
  return (
    <details className="card">
      <summary>{say('consoleInbox.inCase.title')}</summary>
      <p className="hint">{say('consoleInbox.inCase.by', { name: author, at: moment(ms) })}</p>
      {reason === '' ? (
        <>
          <WhatIsKnown lines={lines} />
          <ReadTranscript lines={lines} />
        </>
      ) : (
        <Notice tone="bad">{say('consoleInbox.inCase.failed', { reason })}</Notice>
      )}
    </details>
  );
}
