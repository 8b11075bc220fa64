import { useSay } from '../i18n/language.js';
import type { EdgeView } from '../keeper/edge.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useLive } from '../session/live.js';
import { useMe } from '../session/session.js';
import { Members } from './members.js';
import { StepTitle } from './step-title.js';

interface InboxProps {
  readonly edge: EdgeView;
  readonly changed: () => Promise<void>;
}

const anInbox = { kind: 'inbox', subjectId: null, members: [] } as const;

/** Opening the inbox once, giving operators their places, and telling the bot that this is the one. */
export function HotlineInbox({ edge, changed }: InboxProps) {
  const say = useSay();
  const { value: circles, failure, reload } = useLoaded(() => keeper.ask('listCircles'));
  useLive(['circle', 'circle-members'], () => void reload());
  const mine = circles?.filter(({ kind }) => kind === 'inbox') ?? [];
  const inbox = mine.find(({ id }) => String(id) === edge.inboxId) ?? mine[0];
  const opened = async (): Promise<void> => {
    await Promise.all([reload(), changed()]);
  };
  return (
    <section className="card">
      <StepTitle at={2} title={say('consoleHotline.inbox')} done={inbox !== undefined} />
      <FailureNotice failure={failure} />
      {circles && !inbox ? <NoInbox opened={opened} /> : null}
      {inbox ? <OpenInbox id={inbox.id} edge={edge} changed={changed} /> : null}
    </section>
  );
}

function NoInbox({ opened }: { readonly opened: () => Promise<void> }) {
  const say = useSay();
  const { roles } = useMe();
  const opening = useDoing(async () => {
    await keeper.ask('openCircleOf', anInbox);
    await opened();
  });
  return (
    <>
      <p className="empty">{say('consoleHotline.inbox.none')}</p>
      <FailureNotice failure={opening.failure} />
      {roles.includes('coordinator') || roles.includes('director') ? (
        <button
          type="button"
          className="primary"
          aria-busy={opening.busy}
          disabled={opening.busy}
          onClick={() => void opening.run()}
        >
          {say('consoleHotline.inbox.open')}
        </button>
      ) : null}
    </>
  );
}

function OpenInbox({ id, edge, changed }: InboxProps & { readonly id: string }) {
  const say = useSay();
  const { value: view, failure, reload } = useLoaded(() => keeper.ask('readCase', id), id);
  return (
    <>
      <p>{say('consoleHotline.inbox.body')}</p>
      {edge.inboxId !== null && edge.inboxId !== id ? (
        <Notice tone="warn">{say('consoleHotline.inbox.other')}</Notice>
      ) : null}
      <FailureNotice failure={failure} />
      {view ? <Members id={id} view={view} changed={reload} /> : null}
      <Anchor id={id} edge={edge} changed={changed} />
    </>
  );
}

/** The bot must hear from people, not from the database, whom to trust. */
function Anchor({ id, edge, changed }: InboxProps & { readonly id: string }) {
  const say = useSay();
  const telling = useDoing(async () => {
    await keeper.ask('anchorEdgeTo', id).finally(changed);
  });
  if (edge.anchor !== 'none') return null;
  if (!edge.anchorOpen)
    return (
      <>
        <p>{say('consoleHotline.trust.settings')}</p>
        <code
          className="link"
          tabIndex={0}
          aria-label={say('consoleHotline.trust.settings.label')}
          role="group"
        >
          EDGE_ROOT_FINGERPRINT={edge.rootHex}
          <br />
          EDGE_INBOX_ID={id}
        </code>
      </>
    );
  return (
    <>
      <p>{say('consoleHotline.trust.tell.body')}</p>
      <FailureNotice failure={telling.failure} />
      <button type="button" className="primary" disabled={telling.busy} onClick={() => void telling.run()}>
        {say('consoleHotline.trust.tell')}
      </button>
    </>
  );
}
