import { useState, type FormEvent } from 'react';
import {
  acceptOffer,
  claimConversation,
  declineOffer,
  releaseConversation,
  withdrawOffer,
} from '../../contracts/inbox/inbox.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import { Dialog } from '../parts/dialog.js';
import { Submit } from '../parts/fields.js';
import { KeptHint } from '../parts/kept-hint.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { TooLong } from '../parts/too-long.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { useDraft } from '../session/draft.js';
import { keeper } from '../session/keeper.js';
import type { Detail } from './conversation-detail.js';

const longestNote = 4_000;

interface HoldProps {
  readonly detail: Detail;
  readonly nameOf: (id: string) => string;
  readonly me: string;
  readonly changed: () => Promise<void>;
}

/** Who has the conversation: never two. Taking it, giving it back, handing it over with a note that a colleague accepts. */
export function ConversationHold(props: HoldProps) {
  const { detail, me } = props;
  const { claim, state } = detail;
  if (state === 'closed') return null;
  if (claim?.by === me) return <Mine {...props} />;
  if (claim?.offeredTo === me) return <OfferedToMe {...props} />;
  return <NotMine {...props} />;
}

function NotMine({ detail, nameOf, changed }: HoldProps) {
  const say = useSay();
  const { claim, id } = detail;
  const taking = useDoing(async () => {
    try {
      await call(claimConversation, { params: { id } });
    } finally {
      await changed();
    }
  });
  return (
    <>
      <FailureNotice failure={taking.failure} />
      {claim ? (
        <Notice>
          {claim.offeredTo
            ? say('consoleInbox.hold.offered', { name: nameOf(claim.by), to: nameOf(claim.offeredTo) })
            : say('consoleInbox.hold.other', { name: nameOf(claim.by) })}
        </Notice>
      ) : (
        <p>
          <button
            type="button"
            className="primary"
            aria-busy={taking.busy}
            disabled={taking.busy}
            onClick={() => void taking.run()}
          >
            {say('consoleInbox.take')}
          </button>
        </p>
      )}
    </>
  );
}

function OfferedToMe({ detail, nameOf, changed }: HoldProps) {
  const say = useSay();
  const { id, claim } = detail;
  const params = { id };
  const accepting = useDoing(async () => {
    await call(acceptOffer, { params }).finally(changed);
  });
  const declining = useDoing(async () => {
    await call(declineOffer, { params }).finally(changed);
  });
  return (
    <Notice tone="warn">
      <p>{say('consoleInbox.offer.toMe', { name: claim ? nameOf(claim.by) : '' })}</p>
      <FailureNotice failure={accepting.failure ?? declining.failure} />
      <div className="row">
        <button
          type="button"
          className="primary"
          disabled={accepting.busy}
          onClick={() => void accepting.run()}
        >
          {say('consoleInbox.offer.accept')}
        </button>
        <button type="button" disabled={declining.busy} onClick={() => void declining.run()}>
          {say('consoleInbox.offer.decline')}
        </button>
      </div>
    </Notice>
  );
}

function Mine({ detail, nameOf, me, changed }: HoldProps) {
  const say = useSay();
  const [offering, setOffering] = useState(false);
  const { id, claim } = detail;
  const params = { id };
  const releasing = useDoing(async () => {
    await call(releaseConversation, { params }).finally(changed);
  });
  const withdrawing = useDoing(async () => {
    await call(withdrawOffer, { params }).finally(changed);
  });
  return (
    <>
      <FailureNotice failure={releasing.failure ?? withdrawing.failure} />
      {claim?.offeredTo ? (
        <Notice>
          {say('consoleInbox.offer.waits', { name: nameOf(claim.offeredTo) })}{' '}
          <button type="button" className="plain" onClick={() => void withdrawing.run()}>
            {say('consoleInbox.offer.withdraw')}
          </button>
        </Notice>
      ) : (
        <p className="row">
          <span className="badge">{say('consoleInbox.hold.mine')}</span>
          <button type="button" className="quiet" onClick={() => setOffering(true)}>
            {say('consoleInbox.offer')}
          </button>
          <button
            type="button"
            className="quiet"
            disabled={releasing.busy}
            onClick={() => void releasing.run()}
          >
            {say('consoleInbox.release')}
          </button>
        </p>
      )}
      {offering ? <Offer detail={detail} me={me} close={() => setOffering(false)} changed={changed} /> : null}
    </>
  );
}

interface OfferProps {
  readonly detail: Detail;
  readonly me: string;
  readonly close: () => void;
  readonly changed: () => Promise<void>;
}

function Offer({ detail, me, close, changed }: OfferProps) {
  const say = useSay();
  const [to, setTo] = useState('');
  const { id, inboxId } = detail;
  const draft = useDraft(id, 'offer');
  const note = draft.text;
  const over = note.length - longestNote;
  const { value: colleagues, failure } = useLoaded(() => keeper.ask('operatorsOf', inboxId));
  const offering = useDoing(async () => {
    await keeper.ask('offerTo', inboxId, id, to, note);
    await draft.clear(note);
    await changed();
    close();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void offering.run();
  };
  const others = colleagues?.filter((each) => each.id !== me) ?? [];
  return (
    <Dialog title={say('consoleInbox.offer')} close={close}>
      <p>{say('consoleInbox.offer.body')}</p>
      <form onSubmit={submit}>
        <div className="field">
          <label htmlFor="offer-to">{say('consoleInbox.offer.to')}</label>
          <select
            autoComplete="off"
            id="offer-to"
            className="quiet wide"
            value={to}
            onChange={(event) => setTo(event.target.value)}
            required
          >
            <option value="">{say('consoleCase.members.choose')}</option>
            {others.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="offer-note">{say('consoleInbox.offer.note')}</label>
          <textarea
            autoComplete="off"
            spellCheck={false}
            id="offer-note"
            aria-describedby="offer-note-hint"
            value={note}
            readOnly={!draft.isRead}
            onChange={(event) => draft.change(event.target.value)}
            required
          />
          <p id="offer-note-hint" className="hint">
            {say('consoleInbox.offer.note.hint')} <KeptHint draft={draft} />
          </p>
          <TooLong length={note.length} most={longestNote} />
        </div>
        {colleagues && others.length === 0 ? <Notice>{say('consoleInbox.offer.nobody')}</Notice> : null}
        <FailureNotice failure={offering.failure ?? failure} />
        <div className="row">
          <Submit busy={offering.busy} disabled={to === '' || note.trim() === '' || over > 0}>
            {say('consoleInbox.offer.send')}
          </Submit>
          <button type="button" onClick={close}>
            {say('console.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
