import { useState } from 'react';
import { readConversation } from '../../contracts/inbox/inbox.js';
import { call } from '../api/call.js';
import { useMoment, useSay } from '../i18n/language.js';
import type { ConversationView } from '../keeper/conversations.js';
import { isDoubtful } from '../keeper/is-doubtful.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useLive } from '../session/live.js';
import { AnswerClock } from './answer-clock.js';
import type { Detail } from './conversation-detail.js';
import { ConversationEnd } from './conversation-end.js';
import { ConversationHold } from './conversation-hold.js';
import { LinkToCase } from './link-to-case.js';
import { marksOf, PriorityMark } from './queue.js';
import { ReplyBox } from './reply-box.js';
import { ReplyLock } from './reply-lock.js';
import { Transcript } from './transcript.js';
import { WhatIsKnown } from './what-is-known.js';

interface PanelProps {
  readonly id: string;
  readonly nameOf: (id: string) => string;
  readonly me: string;
}

/** One contact: who has the conversation, what is known, what was said, and answering. */
export function ConversationPanel({ id, nameOf, me }: PanelProps) {
  const say = useSay();
  const { value: detail, failure, reload } = useLoaded(() => call(readConversation, { params: { id } }), id);
  // That she blocked the bot or left concerns the list as a whole.
  useLive(['inbox', 'inbox-conversation'], () => void reload(), id);
  return (
    <section className="conversation" aria-labelledby="contact">
      <p className="crumb">
        <a href="#/inbox">{say('consoleInbox.back')}</a>
      </p>
      <FailureNotice failure={failure} />
      {detail ? <Opened detail={detail} nameOf={nameOf} me={me} changed={reload} /> : null}
      {detail || failure ? null : <p aria-busy="true">{say('consoleInbox.opening')}</p>}
    </section>
  );
}

interface OpenedProps {
  readonly detail: Detail;
  readonly nameOf: (id: string) => string;
  readonly me: string;
  readonly changed: () => Promise<void>;
}

function Opened({ detail, nameOf, me, changed }: OpenedProps) {
  const [wantsToRead, setWantsToRead] = useState(false);
  const { claim, state } = detail;
  const isMine = claim?.by === me;
  const isOffered = claim?.offeredTo === me;
  const reads = isMine || isOffered || wantsToRead;
  return (
    <>
      <Head detail={detail} />
      <ConversationHold detail={detail} nameOf={nameOf} me={me} changed={changed} />
      {reads ? (
        <>
          <ReplyLock detail={detail} nameOf={nameOf} me={me} changed={changed} />
          <Reading detail={detail} isMine={isMine} changed={changed} />
        </>
      ) : (
        <NotRead isClosed={state === 'closed'} read={() => setWantsToRead(true)} />
      )}
      {state === 'open' ? <ConversationEnd detail={detail} me={me} changed={changed} /> : null}
    </>
  );
}

function Head({ detail }: { readonly detail: Detail }) {
  const say = useSay();
  const moment = useMoment();
  const { number, priority, state, answerDueAt, lastInboundAt, outcome } = detail;
  return (
    <header>
      <div className="row between">
        <h2 id="contact">
          <PriorityMark priority={priority} /> {say('consoleInbox.contact', { number })}
        </h2>
        {state === 'open' ? <AnswerClock dueAt={answerDueAt} /> : null}
      </div>
      <p className="marks">
        {marksOf(detail).map((mark) => (
          <span key={mark} className="badge quiet">
            {say(`consoleInbox.mark.${mark}`)}
          </span>
        ))}
        <span className="hint">{say('consoleInbox.lastHeard', { at: moment(lastInboundAt) })}</span>
      </p>
      {state === 'closed' && outcome ? (
        <Notice>{say('consoleInbox.closed', { outcome: say(`consoleInbox.outcome.${outcome}`) })}</Notice>
      ) : null}
      {detail.heldBack > 0 ? (
        <Notice tone="warn">{say('consoleInbox.heldBack', { count: detail.heldBack })}</Notice>
      ) : null}
    </header>
  );
}

/** As few people as possible read what a contact wrote; looking is written down like every opening of a circle. */
function NotRead({ isClosed, read }: { readonly isClosed: boolean; readonly read: () => void }) {
  const say = useSay();
  return (
    <div className="empty">
      <p>{say(isClosed ? 'consoleInbox.notRead.closed' : 'consoleInbox.notRead')}</p>
      <button type="button" className="quiet" onClick={read}>
        {say('consoleInbox.read')}
      </button>
    </div>
  );
}

interface ReadingProps {
  readonly detail: Detail;
  readonly isMine: boolean;
  readonly changed: () => Promise<void>;
}

const tones = {
  whole: 'good',
  damaged: 'warn',
  keyless: 'warn',
  'rolled-back': 'bad',
  forked: 'bad',
} as const;

function Reading({ detail, isMine, changed }: ReadingProps) {
  const say = useSay();
  const { id, inboxId, messages, priority } = detail;
  const {
    value: view,
    failure,
    reload,
  } = useLoaded(() => keeper.ask('openConversation', inboxId, id), `${id} ${messages} ${priority}`);
  useLive(['circle-members'], () => void reload(), inboxId);
  // What was held back and is sealed only now changes no number.
  useLive(['inbox-conversation'], () => void reload(), id);
  const changedHere = async (): Promise<void> => {
    await Promise.all([changed(), reload()]);
  };
  return (
    <>
      <FailureNotice failure={failure} />
      {view ? (
        <Verified view={view} detail={detail} isMine={isMine} changed={changedHere} />
      ) : failure ? null : (
        <p aria-busy="true">{say('consoleInbox.opening')}</p>
      )}
    </>
  );
}

function Verified({ view, detail, isMine, changed }: ReadingProps & { readonly view: ConversationView }) {
  const say = useSay();
  const { standing, lines, soFar, mayWrite, caseId } = view;
  const isTrusted = !isDoubtful(standing);
  return (
    <>
      {standing === 'whole' ? null : (
        <Notice tone={tones[standing]}>{say(`consoleInbox.standing.${standing}`)}</Notice>
      )}
      <WhatIsKnown lines={lines} soFar={soFar} />
      <Transcript lines={lines} detail={detail} isMine={isMine} changed={changed} />
      {isMine && isTrusted && detail.state === 'open' ? (
        <ReplyBox detail={detail} mayWrite={mayWrite} sent={changed} />
      ) : null}
      {mayWrite && isTrusted ? <LinkToCase detail={detail} caseId={caseId} linked={changed} /> : null}
    </>
  );
}
