import { useState } from 'react';
import { listOpenWork } from '../../../contracts/identity/open-work.js';
import { call } from '../../api/call.js';
import { useSay } from '../../i18n/language.js';
import { Tick } from '../../parts/fields.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { RootKeyField } from '../../parts/root-key-field.js';
import { useDoing, useLoaded } from '../../session/doing.js';
import { keeper } from '../../session/keeper.js';
import { useLive } from '../../session/live.js';
import { useMe } from '../../session/session.js';
import { OpenWork } from './open-work.js';
import type { Work } from './work-names.js';

const events = [
  'circle',
  'circle-members',
  'directory',
  'open-work',
  'alert',
  'roster',
  'inbox-conversation',
  'measure',
  'field-visit',
];

/** Somebody leaves: what she still holds, a warning where nobody else could act, her key out, and how far it has come. */
export function LeavingPage({ id }: { readonly id: string }) {
  const say = useSay();
  const isAdministrator = useMe().roles.includes('administrator');
  const { value, failure, reload } = useLoaded(async () => {
    const [{ people, names }, { items }] = await Promise.all([
      keeper.ask('listPeople'),
      call(listOpenWork, { params: { id } }),
    ]);
    return { person: people.find((each) => each.id === id), names, items };
  }, id);
  useLive(events, () => void reload());
  if (!value) return <FailureNotice failure={failure} />;
  const { person, names, items } = value;
  return (
    <>
      <p className="crumb">
        <a href="#/people">{say('consoleLeaving.back')}</a>
      </p>
      <h1>{say('consoleLeaving.title', { name: names[id] ?? '' })}</h1>
      <FailureNotice failure={failure} />
      {person ? null : <Notice tone="good">{say('consoleLeaving.gone')}</Notice>}
      <OpenWork id={id} items={items} names={names} lookAgain={reload} />
      {person && isAdministrator && !person.isMe ? (
        <TakeOut id={id} needsRoot={person.kind === 'administrator'} items={items} gone={reload} />
      ) : null}
    </>
  );
}

interface TakeOutProps {
  readonly id: string;
  readonly needsRoot: boolean;
  readonly items: readonly Work[];
  readonly gone: () => Promise<void>;
}

function TakeOut({ id, needsRoot, items, gone }: TakeOutProps) {
  const say = useSay();
  const [rootKey, setRootKey] = useState('');
  const [anyway, setAnyway] = useState(false);
  const revoking = useDoing(async () => {
    await keeper.ask('revokePerson', id, rootKey);
    await gone();
  });
  const needed = items.filter(({ alone }) => alone);
  const open = items.filter(({ way }) => way === 'moves' || way === 'asks').length;
  return (
    <section className="card">
      <p>{say('consolePeople.revoke.body')}</p>
      {open > 0 ? <Notice tone="warn">{say('consoleLeaving.warn.open', { count: open })}</Notice> : null}
      {needed.some(({ way }) => way === 'members') ? (
        <Notice tone="bad">{say('consoleLeaving.warn.alone')}</Notice>
      ) : null}
      {needed.some(({ kind }) => kind === 'visit') ? (
        <Notice tone="bad">{say('consoleLeaving.warn.away')}</Notice>
      ) : null}
      {needed.length > 0 ? (
        <Tick
          label={say('consoleLeaving.anyway')}
          checked={anyway}
          onChange={(event) => setAnyway(event.target.checked)}
        />
      ) : null}
      {needsRoot ? <RootKeyField value={rootKey} change={setRootKey} /> : null}
      <FailureNotice failure={revoking.failure} />
      <button
        type="button"
        className="danger"
        disabled={(needed.length > 0 && !anyway) || revoking.busy}
        aria-busy={revoking.busy}
        onClick={() => void revoking.run()}
      >
        {say('consolePeople.revoke')}
      </button>
    </section>
  );
}
