import { useState, type FormEvent } from 'react';
import { useSay } from '../i18n/language.js';
import type { Confirmed } from '../keeper/open-circles.js';
import type { CircleView, MemberView } from '../keeper/view-circle.js';
import { Dialog } from '../parts/dialog.js';
import { ConfirmOne, isConfirmed } from '../parts/confirm-people.js';
import { Submit, Tick } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { Renew } from './renew.js';

/** The rights as the protocol's epoch records have them. */
const right = { read: 1, write: 2, grant: 4 } as const;

interface MembersProps {
  readonly id: string;
  readonly view: CircleView;
  readonly changed: () => Promise<void>;
}

/** Who may know, and, for those who may, changing it. */
export function Members({ id, view, changed }: MembersProps) {
  const say = useSay();
  const [leaving, setLeaving] = useState<MemberView>();
  const isWhole = view.standing === 'whole';
  const stale = view.members.filter((member) => member.isStale);
  const mayChange = view.mayGrant && isWhole;
  return (
    <aside className="card" aria-labelledby="members">
      <h2 id="members">{say('consoleCase.members')}</h2>
      <p className="hint">{say('consoleCase.members.body')}</p>
      {mayChange && stale.length > 0 ? <Renew id={id} stale={stale} changed={changed} /> : null}
      {view.grantorsLeft === 1 ? <Notice tone="warn">{say('consoleCase.members.last')}</Notice> : null}
      <ul className="list">
        {view.members.map((member) => (
          <li key={member.id} className="row between">
            <MemberLine member={member} />
            {mayChange && stale.length === 0 && !member.isMe && !member.isRecovery ? (
              <button type="button" className="quiet" onClick={() => setLeaving(member)}>
                {say('consoleCase.members.remove')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayChange && stale.length === 0 ? <AddMember id={id} view={view} changed={changed} /> : null}
      {leaving ? (
        <Remove id={id} member={leaving} close={() => setLeaving(undefined)} changed={changed} />
      ) : null}
    </aside>
  );
}

function MemberLine({ member }: { readonly member: MemberView }) {
  const say = useSay();
  const held = (['read', 'write', 'grant'] as const).filter((each) => (member.rights & right[each]) !== 0);
  return (
    <span>
      <strong>{member.isRecovery ? say('consoleCase.members.recovery') : member.name}</strong>{' '}
      {member.isMe ? <span className="badge">{say('consolePeople.me')}</span> : null}
      {member.isStale ? <span className="badge">{say('consoleCase.members.stale')}</span> : null}
      <br />
      <span className="hint">{held.map((each) => say(`consoleCase.right.${each}`)).join(', ')}</span>
    </span>
  );
}

/** A named person confirms a named recipient, whose words are on the screen. */
function AddMember({ id, view, changed }: MembersProps) {
  const say = useSay();
  const [userId, setUserId] = useState('');
  const [extra, setExtra] = useState<number>(right.write);
  const [confirmed, setConfirmed] = useState<readonly Confirmed[]>([]);
  const { value } = useLoaded(() => keeper.ask('listPeople'));
  const inside = new Set(view.members.map((member) => member.id));
  const candidates =
    value?.people.filter(({ id: each, kind }) => kind === 'person' && !inside.has(each)) ?? [];
  const chosen = candidates.find((person) => person.id === userId);
  const granting = useDoing(async () => {
    const to = confirmed.find((each) => each.userId === userId);
    if (!to) return;
    await keeper.ask('changeCircleMembers', id, { kind: 'give', to, rights: right.read | extra });
    setUserId('');
    setConfirmed([]);
    await changed();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void granting.run();
  };
  return (
    <form onSubmit={submit}>
      <h3>{say('consoleCase.members.add')}</h3>
      <div className="field">
        <select
          autoComplete="off"
          className="quiet wide"
          aria-label={say('consoleCase.members.who')}
          value={userId}
          onChange={(event) => {
            setUserId(event.target.value);
            setConfirmed([]);
          }}
        >
          <option value="">{say('consoleCase.members.choose')}</option>
          {candidates.map((person) => (
            <option key={person.id} value={person.id}>
              {person.dutyName}
            </option>
          ))}
        </select>
      </div>
      {chosen ? (
        <>
          <fieldset>
            <legend>{say('consoleCase.members.rights')}</legend>
            {(['write', 'grant'] as const).map((each) => (
              <Tick
                key={each}
                label={say(`consoleCase.right.${each}`)}
                checked={(extra & right[each]) !== 0}
                onChange={() => setExtra(extra ^ right[each])}
              />
            ))}
          </fieldset>
          <ConfirmOne person={chosen} confirmed={confirmed} confirm={setConfirmed} />
          {granting.busy ? <Notice>{say('consoleCase.members.working')}</Notice> : null}
          <Submit busy={granting.busy} disabled={!isConfirmed(chosen, confirmed)}>
            {say('consoleCase.members.grant')}
          </Submit>
        </>
      ) : null}
      <FailureNotice failure={granting.failure} />
    </form>
  );
}

interface RemoveProps {
  readonly id: string;
  readonly member: MemberView;
  readonly close: () => void;
  readonly changed: () => Promise<void>;
}

function Remove({ id, member, close, changed }: RemoveProps) {
  const say = useSay();
  const removing = useDoing(async () => {
    await keeper.ask('changeCircleMembers', id, { kind: 'remove', userId: member.id });
    await changed();
    close();
  });
  return (
    <Dialog title={say('consoleCase.members.remove.title', { name: member.name })} close={close}>
      <p>{say('consoleCase.members.remove.body')}</p>
      {removing.busy ? <Notice>{say('consoleCase.members.working')}</Notice> : null}
      <FailureNotice failure={removing.failure} />
      <div className="row">
        <button
          type="button"
          className="primary"
          disabled={removing.busy}
          onClick={() => void removing.run()}
        >
          {say('consoleCase.members.remove')}
        </button>
        <button type="button" onClick={close}>
          {say('console.cancel')}
        </button>
      </div>
    </Dialog>
  );
}
