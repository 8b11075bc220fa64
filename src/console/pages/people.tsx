import { useMoment, useSay, type Say } from '../i18n/language.js';
import type { Announcement, Person } from '../keeper/people.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { maySeeLeaving } from '../parts/places.js';
import { Words } from '../parts/words.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useMe } from '../session/session.js';
import { InvitePanel } from './invite-panel.js';
import { LeftBehind } from './leaving/left-behind.js';
import { LostDevice } from './lost-device.js';
import { NewKeys } from './new-keys.js';
import { Newcomers } from './newcomers.js';

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

function News({
  news,
  seen,
}: {
  readonly news: readonly Announcement[];
  readonly seen: () => Promise<void>;
}) {
  const say = useSay();
  const moment = useMoment();
  const noting = useDoing(async () => {
    await keeper.ask('noteAnnounced', news.at(-1)?.seq ?? 0);
    await seen();
  });
  if (news.length === 0) return null;
  return (
    <section className="card news" aria-labelledby="news">
      <h2 id="news">{say('consolePeople.news')}</h2>
      <p>{say('consolePeople.news.body')}</p>
      <ul className="list">
        {news.map(({ seq, op, dutyName, signer, ms }) => (
          <li key={seq}>
            <strong>{dutyName || say('consolePeople.kind.key')}</strong> · {say(opText(op))}
            <br />
            <span className="hint">
              {signer ? say('consolePeople.news.by', { name: signer, at: moment(ms) }) : moment(ms)}
            </span>
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => void noting.run()}>
        {say('consolePeople.news.seen')}
      </button>
    </section>
  );
}

const opTexts = {
  1: 'consolePeople.op.add',
  2: 'consolePeople.op.rotate',
  3: 'consolePeople.op.revoke',
  4: 'consolePeople.op.genesis',
  5: 'consolePeople.op.adminAdd',
  6: 'consolePeople.op.edge',
  9: 'consolePeople.op.recovery',
} as const;

const opText = (op: number) => opTexts[op as keyof typeof opTexts];

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
