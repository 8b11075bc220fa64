import { useState } from 'react';
import { useSay } from '../i18n/language.js';
import type { MemberView } from '../keeper/view-circle.js';
import { Dialog } from '../parts/dialog.js';
import { ChangeNotice, useMemberChange } from './member-change.js';
import { right, RightTicks } from './right-ticks.js';

interface ChangeProps {
  readonly id: string;
  readonly member: MemberView;
  readonly close: () => void;
  readonly changed: () => Promise<void>;
}

/** Puts somebody out, behind a new key. */
export function RemoveMember({ id, member, close, changed }: ChangeProps) {
  const say = useSay();
  const removing = useMemberChange(id, async () => {
    await changed();
    close();
  });
  const change = { kind: 'remove', userId: member.id } as const;
  return (
    <Dialog title={say('consoleCase.members.remove.title', { name: member.name })} close={close}>
      <p>{say('consoleCase.members.remove.body')}</p>
      <ChangeNotice id={id} changing={removing} change={change} />
      <div className="row">
        <button
          type="button"
          className="primary"
          disabled={removing.busy}
          onClick={() => void removing.run(change)}
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

/** Lets a member do more or less. Nobody gets a key that was not compared: hers stays the same. */
export function ChangeRights({ id, member, close, changed }: ChangeProps) {
  const say = useSay();
  const [extra, setExtra] = useState(member.rights & ~right.read);
  const changing = useMemberChange(id, async () => {
    await changed();
    close();
  });
  const rights = right.read | extra;
  const change =
    rights === member.rights ? undefined : ({ kind: 'rights', userId: member.id, rights } as const);
  return (
    <Dialog title={say('consoleCase.members.change.title', { name: member.name })} close={close}>
      <p>{say('consoleCase.members.change.body')}</p>
      <RightTicks extra={extra} choose={setExtra} />
      <ChangeNotice id={id} changing={changing} change={change} />
      <div className="row">
        <button
          type="button"
          className="primary"
          disabled={changing.busy || !change}
          onClick={() => {
            if (change) void changing.run(change);
          }}
        >
          {say('consoleCase.members.change.do')}
        </button>
        <button type="button" onClick={close}>
          {say('console.cancel')}
        </button>
      </div>
    </Dialog>
  );
}
