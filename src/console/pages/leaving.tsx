import { useState } from 'react';
import { listOpenWork } from '../../contracts/identity/open-work.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { call } from '../api/call.js';
import { sayIfThere, useSay, type Say } from '../i18n/language.js';
import { Tick } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useLive } from '../session/live.js';
import { useMe } from '../session/session.js';
import { RootKeyField } from '../parts/root-key-field.js';

type Work = AnswerOf<typeof listOpenWork>['items'][number];

/** Somebody leaves: what she still holds, a warning where nobody else could act, her key out, and how far it has come. */
export function LeavingPage({ id }: { readonly id: string }) {
  const say = useSay();
  const isAdministrator = useMe().roles.includes('administrator');
  const { value, failure, reload } = useLoaded(async () => {
    const [{ people, names }, { items }] = await Promise.all([
      keeper.ask('listPeople'),
      call(listOpenWork, { params: { id } }),
    ]);
    const person = people.find((each) => each.id === id);
    return { person, name: names[id] ?? '', items };
  }, id);
  useLive(['circle', 'circle-members', 'directory'], () => void reload());
  if (!value) return <FailureNotice failure={failure} />;
  const { person, name, items } = value;
  return (
    <>
      <p className="crumb">
        <a href="#/people">{say('consoleRecovery.leaving.back')}</a>
      </p>
      <h1>{say('consoleRecovery.leaving', { name })}</h1>
      <FailureNotice failure={failure} />
      {person ? null : <Notice tone="good">{say('consoleRecovery.leaving.gone')}</Notice>}
      <OpenWorkList items={items} lookAgain={reload} />
      {person && isAdministrator && !person.isMe ? (
        <TakeOut
          id={id}
          needsRoot={person.kind === 'administrator'}
          locksOut={items.some(({ alone }) => alone)}
          gone={reload}
        />
      ) : null}
    </>
  );
}

interface OpenWorkProps {
  readonly items: readonly Work[];
  readonly lookAgain: () => Promise<void>;
}

function OpenWorkList({ items, lookAgain }: OpenWorkProps) {
  const say = useSay();
  return (
    <section className="card" aria-labelledby="work">
      <div className="row between">
        <h2 id="work">{say('consoleRecovery.leaving.work')}</h2>
        <button type="button" className="quiet" onClick={() => void lookAgain()}>
          {say('console.refresh')}
        </button>
      </div>
      {items.length === 0 ? (
        <p className="empty">{say('consoleRecovery.leaving.work.none')}</p>
      ) : (
        <p className="hint">{say('consoleRecovery.leaving.work.body')}</p>
      )}
      <ul className="list">
        {items.map((item) => (
          <li key={`${item.kind} ${item.id}`}>
            <strong>{nameOf(item, say)}</strong>
            {item.alone ? (
              <>
                <br />
                <span className="hint">{say('consoleRecovery.leaving.alone')}</span>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Kinds come from every part of the house; one that has no name of its own is shown as it is. */
function nameOf({ kind, number }: Work, say: Say): string {
  if (kind === 'client-case' && number !== null) return say('consoleCase.number', { number });
  const named = sayIfThere(say, `consoleCase.kind.${kind}`) ?? kind;
  return number === null ? named : `${named} ${number}`;
}

interface TakeOutProps {
  readonly id: string;
  readonly needsRoot: boolean;
  readonly locksOut: boolean;
  readonly gone: () => Promise<void>;
}

function TakeOut({ id, needsRoot, locksOut, gone }: TakeOutProps) {
  const say = useSay();
  const [rootKey, setRootKey] = useState('');
  const [anyway, setAnyway] = useState(false);
  const revoking = useDoing(async () => {
    await keeper.ask('revokePerson', id, rootKey);
    await gone();
  });
  return (
    <section className="card">
      <p>{say('consolePeople.revoke.body')}</p>
      {locksOut ? (
        <>
          <Notice tone="bad">{say('consoleRecovery.leaving.alone.warn')}</Notice>
          <Tick
            label={say('consoleRecovery.leaving.anyway')}
            checked={anyway}
            onChange={(event) => setAnyway(event.target.checked)}
          />
        </>
      ) : null}
      {needsRoot ? <RootKeyField value={rootKey} change={setRootKey} /> : null}
      <FailureNotice failure={revoking.failure} />
      <button
        type="button"
        className="danger"
        disabled={(locksOut && !anyway) || revoking.busy}
        aria-busy={revoking.busy}
        onClick={() => void revoking.run()}
      >
        {say('consolePeople.revoke')}
      </button>
    </section>
  );
}
