import { useState } from 'react';
import { useMoment, useSay } from '../i18n/language.js';
import type { EdgeView } from '../keeper/edge.js';
import { Tick } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { Words } from '../parts/words.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useLive } from '../session/live.js';
import { useMe } from '../session/session.js';
import { HotlineInbox } from './hotline-inbox.js';
import { ReplaceEdgeKeys } from './replace-edge-keys.js';
import { StepTitle } from './step-title.js';

/** Joining the Telegram bot to people: its key, the inbox, and what it trusts. */
export function HotlinePage() {
  const say = useSay();
  const me = useMe();
  const { value: edge, failure, reload } = useLoaded(() => keeper.ask('lookAtEdge'));
  useLive(['edge', 'directory', 'inbox', 'inbox-conversation', 'circle'], () => void reload());
  const readsCircles = !me.roles.includes('administrator');
  return (
    <>
      <h1>{say('console.place.hotline')}</h1>
      <p className="lead">{say('consoleHotline.lead')}</p>
      <FailureNotice failure={failure} />
      {edge ? (
        <>
          <KeyOfTheBot edge={edge} signed={reload} />
          {readsCircles ? <HotlineInbox edge={edge} changed={reload} /> : null}
          <Trust edge={edge} />
        </>
      ) : failure ? null : (
        <p aria-busy="true">{say('console.loading')}</p>
      )}
    </>
  );
}

interface KeyProps {
  readonly edge: EdgeView;
  readonly signed: () => Promise<void>;
}

const tones = { waiting: 'plain', enrolled: 'good', revoked: 'bad' } as const;

function KeyOfTheBot({ edge, signed }: KeyProps) {
  const say = useSay();
  const { standing, differs, words, maySign } = edge;
  const isAdministrator = useMe().roles.includes('administrator');
  return (
    <section className="card">
      <StepTitle at={1} title={say('consoleHotline.key')} done={standing === 'enrolled'} />
      <Notice tone={tones[standing]}>{say(`consoleHotline.key.${standing}`)}</Notice>
      {differs ? <Notice tone="bad">{say('consoleHotline.key.differs')}</Notice> : null}
      <Words words={words} label={say('consoleHotline.key.words')} />
      {standing === 'waiting' && !differs && maySign ? <SignIn words={words} signed={signed} /> : null}
      {isAdministrator ? null : <ByAdministrator standing={standing} />}
      {isAdministrator && standing !== 'waiting' ? (
        <ReplaceEdgeKeys isRevoked={standing === 'revoked'} replaced={signed} />
      ) : null}
    </section>
  );
}

function ByAdministrator({ standing }: Pick<EdgeView, 'standing'>) {
  const say = useSay();
  return standing === 'waiting' ? <p className="hint">{say('consoleHotline.key.administrator')}</p> : null;
}

interface SignInProps {
  readonly words: readonly string[];
  readonly signed: () => Promise<void>;
}

function SignIn({ words, signed }: SignInProps) {
  const say = useSay();
  const [same, setSame] = useState(false);
  const signing = useDoing(async () => {
    await keeper.ask('signEdgeIn', words).finally(signed);
  });
  return (
    <>
      <Tick
        label={say('consoleHotline.key.same')}
        checked={same}
        onChange={(event) => setSame(event.target.checked)}
      />
      <FailureNotice failure={signing.failure} />
      <button
        type="button"
        className="primary"
        disabled={!same || signing.busy}
        onClick={() => void signing.run()}
      >
        {say('consoleHotline.key.sign')}
      </button>
    </>
  );
}

function Trust({ edge }: { readonly edge: EdgeView }) {
  const say = useSay();
  const moment = useMoment();
  const { trust, reason, heldBack, heldBackSince, anchor } = edge;
  return (
    <section className="card">
      <StepTitle at={3} title={say('consoleHotline.trust')} done={trust === 'trusted'} />
      {anchor === 'foreign' ? <Notice tone="bad">{say('consoleHotline.trust.foreign')}</Notice> : null}
      <Notice tone={trust === 'trusted' ? 'good' : 'warn'}>
        {say(`consoleHotline.trust.${trust}`, { reason: reason ?? '' })}
      </Notice>
      <p className={heldBack > 0 ? '' : 'hint'}>
        {heldBack > 0
          ? say('consoleHotline.heldBack', { count: heldBack })
          : say('consoleHotline.heldBack.none')}{' '}
        {heldBackSince === null ? '' : say('consoleHotline.heldBack.since', { at: moment(heldBackSince) })}
      </p>
    </section>
  );
}
