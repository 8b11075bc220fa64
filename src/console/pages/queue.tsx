import { useState } from 'react';
import { listConversations } from '../../contracts/inbox/inbox.js';
import { call } from '../api/call.js';
import { useMoment, useSay, type Say } from '../i18n/language.js';
import { FailureNotice } from '../parts/notice.js';
import { useLoaded } from '../session/doing.js';
import { useLive } from '../session/live.js';
import { AnswerClock } from './answer-clock.js';
import type { Conversation } from './conversation-detail.js';
import { useInboxKeys } from './inbox-keys.js';

interface QueueProps {
  readonly chosen: string | undefined;
  readonly nameOf: (id: string) => string;
  readonly me: string;
}

/** Who waits, the most urgent first, as the server orders it; every row says why it is where it is. */
export function Queue({ chosen, nameOf, me }: QueueProps) {
  const say = useSay();
  const [state, setState] = useState<'open' | 'closed'>('open');
  const { value, failure, reload } = useLoaded(() => everyPage(state), state);
  useLive(['inbox', 'inbox-conversation'], () => void reload());
  useInboxKeys(
    (value ?? []).map(({ id }) => String(id)),
    chosen,
  );
  return (
    <section className="queue" aria-labelledby="queue">
      <div className="row between">
        <h2 id="queue">{say('consoleInbox.queue')}</h2>
        <select
          autoComplete="off"
          className="quiet"
          aria-label={say('consoleInbox.show')}
          value={state}
          onChange={(event) => setState(event.target.value === 'closed' ? 'closed' : 'open')}
        >
          <option value="open">{say('consoleInbox.show.open')}</option>
          <option value="closed">{say('consoleInbox.show.closed')}</option>
        </select>
      </div>
      <p className="hint">{say(state === 'open' ? 'consoleInbox.order' : 'consoleInbox.order.closed')}</p>
      <FailureNotice failure={failure} />
      {value?.length === 0 ? (
        <p className="empty">{say(state === 'open' ? 'consoleInbox.none' : 'consoleInbox.none.closed')}</p>
      ) : null}
      <ol className="queue-list">
        {value?.map((each) => (
          <li key={each.id}>
            <QueueRow conversation={each} isChosen={each.id === chosen} nameOf={nameOf} me={me} />
          </li>
        ))}
      </ol>
    </section>
  );
}

async function everyPage(state: 'open' | 'closed'): Promise<Conversation[]> {
  const items: Conversation[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await call(listConversations, { query: { cursor, state, limit: 200 } });
    items.push(...page.items);
    // Closed ones go back for ever; the newest page is what somebody looks for.
    if (page.next === null || state === 'closed') return items;
    cursor = page.next;
  }
}

interface RowProps {
  readonly conversation: Conversation;
  readonly isChosen: boolean;
  readonly nameOf: (id: string) => string;
  readonly me: string;
}

function QueueRow({ conversation, isChosen, nameOf, me }: RowProps) {
  const say = useSay();
  const { id, number, priority, state, answerDueAt } = conversation;
  return (
    <a
      href={`#/inbox/${id}`}
      className={`queue-row ${priority ?? 'none'}`}
      aria-current={isChosen ? 'true' : undefined}
    >
      <span className="row between">
        <strong>
          <PriorityMark priority={priority} /> {say('consoleInbox.contact', { number })}
        </strong>
        {state === 'open' ? <AnswerClock dueAt={answerDueAt} /> : null}
      </span>
      <span className="hint">
        {state === 'open' ? reasonOf(conversation, say) : <HowItEnded conversation={conversation} />}
      </span>
      <RowMarks conversation={conversation} nameOf={nameOf} me={me} />
    </a>
  );
}

function HowItEnded({ conversation: { closedAt, outcome } }: Pick<RowProps, 'conversation'>) {
  const say = useSay();
  const moment = useMoment();
  const ended = outcome ? say(`consoleInbox.outcome.${outcome}`) : '';
  return closedAt === null ? ended : `${ended} · ${moment(closedAt)}`;
}

function RowMarks({ conversation, nameOf, me }: Omit<RowProps, 'isChosen'>) {
  const say = useSay();
  const { claim, newMessages } = conversation;
  const holder =
    claim &&
    (claim.by === me ? say('consoleInbox.mine') : say('consoleInbox.with', { name: nameOf(claim.by) }));
  return (
    <span className="marks">
      {holder ? <span className="badge">{holder}</span> : null}
      {askedOf(conversation, me).map((asked) => (
        <span key={asked} className="badge warn">
          {say(`consoleInbox.${asked}`)}
        </span>
      ))}
      {newMessages > 0 ? (
        <span className="badge">{say('consoleInbox.new', { count: newMessages })}</span>
      ) : null}
      {marksOf(conversation).map((mark) => (
        <span key={mark} className="badge quiet">
          {say(`consoleInbox.mark.${mark}`)}
        </span>
      ))}
    </span>
  );
}

/** What a colleague asks of me: to take it over, or to say as a second person that writing is safe. */
function askedOf({ claim, agreed }: Conversation, me: string) {
  return [
    ...(claim?.offeredTo === me ? (['offeredToMe'] as const) : []),
    ...(agreed !== null && agreed.by !== me ? (['lock.wanted'] as const) : []),
  ];
}

/** Colour is never the only sign: the word stands beside it. */
export function PriorityMark({ priority }: { readonly priority: Conversation['priority'] }) {
  const say = useSay();
  return (
    <span className={`priority ${priority ?? 'none'}`}>
      {say(`consoleInbox.priority.${priority ?? 'none'}`)}
    </span>
  );
}

/** What is out of the ordinary with a contact. */
export function marksOf(conversation: Conversation) {
  const { replyLocked, reach, silent, needsChildWorker, heldBack } = conversation;
  return [
    ...(replyLocked ? (['locked'] as const) : []),
    ...(reach === 'reachable' ? [] : [reach]),
    ...(silent ? (['silent'] as const) : []),
    ...(needsChildWorker ? (['minor'] as const) : []),
    ...(heldBack > 0 ? (['heldBack'] as const) : []),
  ];
}

/** Why a conversation is where it is in the order: the first thing that is true of it. */
function reasonOf(conversation: Conversation, say: Say): string {
  const { answerDueAt, overdue, priority, personWanted } = conversation;
  if (answerDueAt === null) return say(`consoleInbox.why.${calmOf(conversation)}`);
  if (overdue) return say('consoleInbox.why.overdue');
  if (priority === 'RED' || priority === 'ORANGE') return say(`consoleInbox.why.${priority}`);
  if (personWanted) return say('consoleInbox.why.person');
  return say(`consoleInbox.why.${priority ?? 'none'}`);
}

const calmOf = ({ unsafeAt, answeredAt }: Conversation) =>
  unsafeAt !== null ? 'unsafe' : answeredAt !== null ? 'answered' : 'none';
