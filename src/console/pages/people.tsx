import { useSay, type Say } from '../i18n/language.js';
import type { Person } from '../keeper/people.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { maySeeLeaving } from '../parts/places.js';
import { Words } from '../parts/words.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useMe } from '../session/session.js';
import { InvitePanel } from './invite-panel.js';
import { LeftBehind } from './leaving/left-behind.js';
import { LostDevice } from './lost-device.js';
import { NewKeys } from './new-keys.js';
import { Newcomers } from './newcomers.js';
import { News } from './news.js';

/** Everybody's keys, from the verified directory; for an administrator also who waits to be signed in. */
export function PeoplePage() {
  const say = useSay();
  const me = useMe();
  const isAdministrator = me.roles.includes('administrator');
  const { value, failure, reload } = useLoaded(() => keeper.ask('listPeople'));
  return (
    <>
      <h1>{say('console.place.people')}</h1>
      <p className="lead">{say('consolePeople.lead')}</p>
      <p>
        <a href="#/recovery">{say('consoleRecovery.toPage')}</a>
      </p>
      <FailureNotice failure={failure} />
      {value ? <News news={value.news} seen={reload} /> : null}
      {value && maySeeLeaving(me) ? <LeftBehind names={value.names} /> : null}
      {isAdministrator ? (
        <>
          <Newcomers signed={reload} />
          <InvitePanel />
        </>
      ) : null}
      {value ? (
        <Directory people={value.people} mayRenew={isAdministrator} mayLook={maySeeLeaving(me)} />
      ) : null}
    </>
  );
}

interface DirectoryProps {
  readonly people: readonly Person[];
  readonly mayRenew: boolean;
  readonly mayLook: boolean;
}

function Directory({ people, mayRenew, mayLook }: DirectoryProps) {
  const say = useSay();
  const staff = people.filter(({ kind }) => kind === 'person' || kind === 'administrator');
  const keys = people.filter(({ kind }) => kind !== 'person' && kind !== 'administrator');
  return (
    <section aria-labelledby="directory">
      <h2 id="directory">{say('consolePeople.directory')}</h2>
      {staff.length <= 1 ? <p className="empty">{say('consolePeople.alone')}</p> : null}
      <ul className="cards people">
        {staff.map((person) => (
          <li key={person.id} className="card">
            <h3>
              {person.dutyName}{' '}
              {person.isMe ? <span className="badge">{say('consolePeople.me')}</span> : null}
            </h3>
            <p className="roles">{rolesOf(person, say)}</p>
            {person.roleDiffers ? <Notice tone="bad">{say('consolePeople.roleDiffers')}</Notice> : null}
            <Words words={person.words} label={say('consolePeople.wordsOf', { name: person.dutyName })} />
            {mayRenew && !person.isMe ? <InTrouble person={person} /> : null}
            {mayLook && !person.isMe ? (
              <a href={`#/leaving/${person.id}`}>{say('consolePeople.leaves')}</a>
            ) : null}
          </li>
        ))}
      </ul>
      <details>
        <summary>{say('consolePeople.otherKeys')}</summary>
        <ul className="list">
          {keys.map(({ id, kind, words }) => (
            <li key={id}>
              <strong>{say(`consolePeople.kind.${kind}`)}</strong>
              <Words words={words} label={say(`consolePeople.kind.${kind}`)} />
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** What an administrator does for somebody who lost something. */
function InTrouble({ person }: { readonly person: Person }) {
  return (
    <>
      <NewKeys person={person} />
      <LostDevice person={person} />
    </>
  );
}

const rolesOf = ({ roles, functions }: Person, say: Say): string =>
  [
    ...roles.map((role) => say(`consolePeople.role.${role}` as 'consolePeople.role.operator')),
    ...functions.map((each) => say(`consolePeople.function.${each}` as 'consolePeople.function.legal')),
  ].join(' · ');
