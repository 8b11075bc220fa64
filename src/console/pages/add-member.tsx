import { useState, type FormEvent } from 'react';
import { useSay } from '../i18n/language.js';
import type { Confirmed } from '../keeper/open-circles.js';
import type { CircleView } from '../keeper/view-circle.js';
import { ConfirmOne, isConfirmed } from '../parts/confirm-people.js';
import { Submit } from '../parts/fields.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { ChangeNotice, useMemberChange } from './member-change.js';
import { right, RightTicks } from './right-ticks.js';

interface AddProps {
  readonly id: string;
  readonly view: CircleView;
  readonly changed: () => Promise<void>;
}

/** A named person confirms a named recipient, whose words are on the screen. */
export function AddMember({ id, view, changed }: AddProps) {
  const say = useSay();
  const [userId, setUserId] = useState('');
  const [extra, setExtra] = useState<number>(right.write);
  const [confirmed, setConfirmed] = useState<readonly Confirmed[]>([]);
  const { value } = useLoaded(() => keeper.ask('listPeople'));
  const inside = new Set(view.members.map((member) => member.id));
  const candidates =
    value?.people.filter(({ id: each, kind }) => kind === 'person' && !inside.has(each)) ?? [];
  const chosen = candidates.find((person) => person.id === userId);
  const granting = useMemberChange(id, async () => {
    setUserId('');
    setConfirmed([]);
    await changed();
  });
  const to = confirmed.find((each) => each.userId === userId);
  const change = to && ({ kind: 'give', to, rights: right.read | extra } as const);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (change) void granting.run(change);
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
          <RightTicks extra={extra} choose={setExtra} />
          <ConfirmOne person={chosen} confirmed={confirmed} confirm={setConfirmed} />
          <Submit busy={granting.busy} disabled={!isConfirmed(chosen, confirmed)}>
            {say('consoleCase.members.grant')}
          </Submit>
        </>
      ) : null}
      <ChangeNotice id={id} changing={granting} change={change} />
    </form>
  );
}
