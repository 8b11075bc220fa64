import type { FormEvent, KeyboardEvent } from 'react';
import { CANNED_REPLIES, cannedText } from '../../texts/canned-replies.js';
import { useMoment, useSay } from '../i18n/language.js';
import { Submit } from '../parts/fields.js';
import { KeptHint } from '../parts/kept-hint.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { StaleNotice } from '../parts/stale-notice.js';
import { useDoing } from '../session/doing.js';
import { useDraft } from '../session/draft.js';
import { keeper } from '../session/keeper.js';
import type { Detail } from './conversation-detail.js';
import { REPLY_FIELD } from './inbox-keys.js';

/** What Telegram takes in one message, in UTF-16 units. */
const longestReply = 4_096;
/** A reply that may go at once is not sent any more after a day without the edge. */
const atOnceForMs = 86_400_000;

interface ReplyProps {
  readonly detail: Detail;
  readonly mayWrite: boolean;
  readonly sent: () => Promise<void>;
}

/** Writing to the contact: only when it is safe, and it says when the text will go. Unsent text is kept encrypted. */
export function ReplyBox({ detail, mayWrite, sent }: ReplyProps) {
  const say = useSay();
  const field = REPLY_FIELD;
  const { id, inboxId } = detail;
  const draft = useDraft(id, 'reply');
  const locked = lockOf(detail, mayWrite);
  const sending = useDoing(async () => {
    const { text } = draft;
    await keeper.ask('sendReply', inboxId, id, { text, ...spanOf(detail.safe) });
    await draft.clear(text);
    void sent();
  });
  const tooLong = draft.text.length > longestReply;
  const mayNotSend = draft.text.trim() === '' || tooLong || locked !== null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!mayNotSend) void sending.run();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
  };
  return (
    <form className="reply" onSubmit={submit}>
      <StaleNotice circle={inboxId} renewedOn="hotline" />
      {locked ? <Notice tone="warn">{say(`consoleInbox.locked.${locked}`)}</Notice> : null}
      <div className="row between">
        <label htmlFor={field}>{say('consoleInbox.reply')}</label>
        <Canned detail={detail} add={(text) => draft.change(joined(draft.text, text))} />
      </div>
      <textarea
        autoComplete="off"
        spellCheck={false}
        id={field}
        aria-describedby={`${field}-when ${field}-kept`}
        value={draft.text}
        readOnly={!draft.isRead}
        onChange={(event) => draft.change(event.target.value)}
        onKeyDown={press}
      />
      <p id={`${field}-kept`} className="row between hint">
        <KeptHint draft={draft} />
        <span className={tooLong ? 'late' : ''}>
          {say('consoleInbox.reply.length', { length: draft.text.length, longest: longestReply })}
        </span>
      </p>
      <FailureNotice failure={sending.failure} />
      <div className="row">
        <Submit busy={sending.busy} disabled={mayNotSend}>
          {say(detail.safe && !detail.safe.now ? 'consoleInbox.reply.later' : 'consoleInbox.reply.send')}
        </Submit>
        <span id={`${field}-when`} className="hint">
          <When safe={detail.safe} />
        </span>
      </div>
    </form>
  );
}

/** The last safe moment is the millisecond before the full hour that people say. */
function When({ safe }: { readonly safe: Detail['safe'] }) {
  const say = useSay();
  const moment = useMoment();
  if (!safe || safe.now) return say(safe ? 'consoleInbox.when.safeNow' : 'consoleInbox.when.atOnce');
  return say('consoleInbox.when.later', { from: moment(safe.from), until: moment(safe.until + 1) });
}

/**
 * The edge goes by its own clock: what may go at once names no beginning, so that a clock that is wrong here delays nothing.
 */
function spanOf(safe: Detail['safe']): { notBefore: number; notAfter: number } {
  if (!safe) return { notBefore: 0, notAfter: Date.now() + atOnceForMs };
  return { notBefore: safe.now ? 0 : safe.from, notAfter: safe.until };
}

/** Why nothing may be written now; null when it may. The server holds to the same, whatever a page shows. */
function lockOf({ reach, replyLocked, unsafeAt }: Detail, mayWrite: boolean) {
  if (!mayWrite) return 'readOnly' as const;
  if (reach !== 'reachable') return reach;
  if (!replyLocked) return null;
  return unsafeAt === null ? ('watched' as const) : ('unsafe' as const);
}

interface CannedProps {
  readonly detail: Detail;
  readonly add: (text: string) => void;
}

/** Ready sentences in the contact's language, added to what is being written, so that a person reads them before they go. */
function Canned({ detail, add }: CannedProps) {
  const say = useSay();
  const language = detail.language ?? 'sr-Latn';
  const choose = (id: string): void => {
    const canned = CANNED_REPLIES.find((each) => each.id === id);
    if (canned) add(cannedText(canned.id, language, detail.needsChildWorker));
  };
  return (
    <select
      autoComplete="off"
      className="quiet"
      aria-label={say('consoleInbox.canned')}
      value=""
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{say('consoleInbox.canned')}</option>
      {CANNED_REPLIES.map(({ id, reviewed }) => (
        <option key={id} value={id}>
          {say(`consoleInbox.canned.${id}`)}
          {reviewed ? '' : ` · ${say('consoleInbox.canned.unreviewed')}`}
        </option>
      ))}
    </select>
  );
}

const joined = (before: string, added: string): string =>
  before.trim() === '' ? added : `${before.trimEnd()}\n${added}`;
