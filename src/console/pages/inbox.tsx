import { namesOfStaff } from '../api/names-of-staff.js';
import { useSay } from '../i18n/language.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useLoaded } from '../session/doing.js';
import { useLineLost, useLive } from '../session/live.js';
import type { InboxState } from '../session/inbox-presence.js';
import { useMe } from '../session/session.js';
import { ConversationPanel } from './conversation.js';
import { Queue } from './queue.js';

interface InboxProps {
  /** Null: no inbox, or I am not in it. */
  readonly inbox: InboxState | null | undefined;
  readonly id: string | undefined;
}

/** The queue of contacts and one conversation: side by side on a desk, one after the other on a phone. */
export function InboxPage({ inbox, id }: InboxProps) {
  const say = useSay();
  const { staffId } = useMe();
  const lost = useLineLost();
  const { value, failure, reload } = useLoaded(namesOfStaff);
  useLive(['directory'], () => void reload());
  const nameOf = (staff: string): string => value?.get(staff) ?? '';
  if (inbox === null) return <NoInbox />;
  return (
    <div className={id ? 'inbox one' : 'inbox'}>
      <div className="inbox-head">
        <div className="row between">
          <h1>{say('console.place.inbox')}</h1>
          {inbox ? (
            <p className="hint">
              {say('consoleInbox.counts', {
                open: inbox.open,
                unclaimed: inbox.unclaimed,
                overdue: inbox.overdue,
              })}{' '}
              <a href="#/hotline">{say('consoleInbox.toHotline')}</a>
            </p>
          ) : null}
        </div>
        {lost ? <Notice tone="warn">{say('consoleInbox.lineLost')}</Notice> : null}
        {inbox?.flood.active ? (
          <Notice tone="warn">
            {say('consoleInbox.flood', {
              count: inbox.flood.newConversations,
              chats: inbox.flood.burstingChats,
            })}
          </Notice>
        ) : null}
        <FailureNotice failure={failure} />
      </div>
      <Queue chosen={id} nameOf={nameOf} me={staffId} />
      {id ? (
        <ConversationPanel key={id} id={id} nameOf={nameOf} me={staffId} />
      ) : (
        <section className="inbox-empty empty">
          <h2>{say('consoleInbox.choose')}</h2>
          <p>{say('consoleInbox.choose.body')}</p>
          <p className="hint">{say('consoleInbox.keys')}</p>
        </section>
      )}
    </div>
  );
}

function NoInbox() {
  const say = useSay();
  return (
    <>
      <h1>{say('console.place.inbox')}</h1>
      <div className="empty">
        <p>{say('consoleInbox.notIn')}</p>
        <p>
          <a href="#/hotline">{say('consoleInbox.toHotline')}</a>
        </p>
      </div>
    </>
  );
}
