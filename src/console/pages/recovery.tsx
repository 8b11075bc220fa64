import { useState, type FormEvent } from 'react';
import { nameCustodians } from '../../contracts/identity/recovery.js';
import { call } from '../api/call.js';
import { useMoment, useSay } from '../i18n/language.js';
import type { RecoveryView } from '../keeper/recovery.js';
import { Submit, Tick } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useLive } from '../session/live.js';
import { useMe } from '../session/session.js';
import { OpenCeremony } from './ceremony.js';
import { ReplaceRecovery } from './replace-recovery.js';

interface PartProps {
  readonly view: RecoveryView;
  readonly changed: () => Promise<void>;
}

/** The organisation's recovery key: who holds its shares, and the ceremony that brings it back. */
export function RecoveryPage() {
  const say = useSay();
  const me = useMe();
  const { value, failure, reload } = useLoaded(() => keeper.ask('lookAtRecovery'));
  useLive(['ceremony'], () => void reload());
  return (
    <>
      <p className="crumb">
        <a href="#/people">{say('console.place.people')}</a>
      </p>
      <h1>{say('consoleRecovery.title')}</h1>
      <p className="lead">{say('consoleRecovery.lead')}</p>
      <FailureNotice failure={failure} />
      {value ? <Standing view={value} changed={reload} /> : null}
      {value && me.roles.includes('administrator') ? (
        <ReplaceRecovery replaces={value.hasKey} replaced={reload} />
      ) : null}
    </>
  );
}

function Standing({ view, changed }: PartProps) {
  const say = useSay();
  const { roles } = useMe();
  if (!view.hasKey) return <Notice tone="warn">{say('consoleRecovery.none')}</Notice>;
  const mayBegin = roles.includes('director') || roles.includes('coordinator');
  return (
    <>
      {view.open ? <OpenCeremony view={view} ceremony={view.open} changed={changed} /> : null}
      {!view.open && mayBegin ? <Begin begun={changed} /> : null}
      <Custodians view={view} changed={changed} />
      <Past view={view} />
    </>
  );
}

function Begin({ begun }: { readonly begun: () => Promise<void> }) {
  const say = useSay();
  const [sure, setSure] = useState(false);
  const beginning = useDoing(async () => {
    await keeper.ask('beginCeremony');
    await begun();
  });
  return (
    <section className="card" aria-labelledby="begin">
      <h2 id="begin">{say('consoleRecovery.begin')}</h2>
      <p>{say('consoleRecovery.begin.body')}</p>
      <Tick
        label={say('consoleRecovery.begin.sure')}
        checked={sure}
        onChange={(event) => setSure(event.target.checked)}
      />
      <FailureNotice failure={beginning.failure} />
      <button
        type="button"
        className="primary"
        disabled={!sure || beginning.busy}
        onClick={() => void beginning.run()}
      >
        {say('consoleRecovery.begin')}
      </button>
    </section>
  );
}

function Custodians({ view, changed }: PartProps) {
  const say = useSay();
  const isAdministrator = useMe().roles.includes('administrator');
  return (
    <section className="card" aria-labelledby="custodians">
      <h2 id="custodians">{say('consoleRecovery.custodians')}</h2>
      {view.mine === 'none' ? null : <Notice>{say('consoleRecovery.mine')}</Notice>}
      {view.custodians.length === 0 ? (
        <p className="empty">{say('consoleRecovery.custodians.none')}</p>
      ) : (
        <ul className="list">
          {view.custodians.map(({ name, here }) => (
            <li key={name}>
              {name}
              {here ? null : <span className="hint"> · {say('consoleRecovery.custodians.left')}</span>}
            </li>
          ))}
        </ul>
      )}
      <FewLeft view={view} />
      {isAdministrator && view.custodians.length === 0 ? <NameCustodians named={changed} /> : null}
    </section>
  );
}

/** Three bring it back; with three left, one accident more and nobody can. */
function FewLeft({ view }: { readonly view: RecoveryView }) {
  const say = useSay();
  const count = view.custodians.filter(({ here }) => here).length;
  if (view.custodians.length === 0 || count > view.needed) return null;
  const words = count < view.needed ? 'consoleRecovery.custodians.tooFew' : 'consoleRecovery.custodians.few';
  return (
    <Notice tone={count < view.needed ? 'bad' : 'warn'}>{say(words, { count, needed: view.needed })}</Notice>
  );
}

const needed = 5;

/** The papers are in their hands already; the server learns the names, never a share. */
function NameCustodians({ named }: { readonly named: () => Promise<void> }) {
  const say = useSay();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { value } = useLoaded(() => keeper.ask('listPeople'));
  const people = value?.people.filter(({ kind }) => kind === 'person' || kind === 'administrator') ?? [];
  const naming = useDoing(async () => {
    const custodians = chosen.map((staffId) => ({ staffId, share: null }));
    await call(nameCustodians, { body: { custodians } });
    await named();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void naming.run();
  };
  return (
    <form onSubmit={submit}>
      <fieldset>
        <legend>{say('consoleRecovery.custodians.name')}</legend>
        <p className="hint">{say('consoleRecovery.custodians.body')}</p>
        {people.map(({ id, dutyName }) => (
          <Tick
            key={id}
            label={dutyName}
            checked={chosen.includes(id)}
            onChange={() =>
              setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])
            }
          />
        ))}
      </fieldset>
      <p className="hint" role="status">
        {say('consoleRecovery.custodians.chosen', { count: chosen.length })}
      </p>
      <FailureNotice failure={naming.failure} />
      <Submit busy={naming.busy} disabled={chosen.length !== needed}>
        {say('consoleRecovery.custodians.save')}
      </Submit>
    </form>
  );
}

function Past({ view }: { readonly view: RecoveryView }) {
  const say = useSay();
  const moment = useMoment();
  if (view.past.length === 0) return null;
  return (
    <section className="card" aria-labelledby="past">
      <h2 id="past">{say('consoleRecovery.past')}</h2>
      <ul className="list">
        {view.past.map(({ id, openedBy, openedAt, outcome, contributed }) => (
          <li key={id}>
            {say('consoleRecovery.open.by', { name: openedBy, at: moment(openedAt) })}{' '}
            {outcome ? say(`consoleRecovery.past.${outcome}`) : ''}
            <br />
            <span className="hint">
              {say('consoleRecovery.brought', {
                count: contributed.length,
                needed: view.needed,
                names: contributed.join(', '),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
