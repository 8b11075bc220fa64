import { useState } from 'react';
import { useSay, type Say } from '../i18n/language.js';
import type { Confirmed } from '../keeper/open-circles.js';
import type { MemberView } from '../keeper/view-circle.js';
import { ConfirmOne } from '../parts/confirm-people.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { ChangeNotice, useMemberChange } from './member-change.js';

const nameOf = ({ isRecovery, name }: MemberView, say: Say): string =>
  isRecovery ? say('consoleCase.members.recovery') : name;

interface RenewProps {
  readonly id: string;
  readonly stale: readonly MemberView[];
  readonly changed: () => Promise<void>;
}

/** Keys of members ended. Whoever left is out; whoever has new keys stays when she is confirmed by her words. */
export function Renew({ id, stale, changed }: RenewProps) {
  const say = useSay();
  const [confirmed, setConfirmed] = useState<readonly Confirmed[]>([]);
  const { value, failure } = useLoaded(() => keeper.ask('listPeople'));
  const renewing = useMemberChange(id, changed);
  const change = { kind: 'renew', confirmed } as const;
  const rotated = value?.people.filter((person) => stale.some((member) => member.id === person.id)) ?? [];
  const left = stale.filter((member) => !rotated.some((person) => person.id === member.id));
  return (
    <Notice tone="warn">
      <p>{say('consoleCircles.renew.body')}</p>
      {value && left.length > 0 ? (
        <p>
          {say('consoleCircles.renew.left', { names: left.map((member) => nameOf(member, say)).join(', ') })}
        </p>
      ) : null}
      {rotated.map((person) => (
        <div key={person.id}>
          <p>{say('consoleCircles.renew.rotated', { name: person.dutyName })}</p>
          <ConfirmOne person={person} confirmed={confirmed} confirm={setConfirmed} />
        </div>
      ))}
      <FailureNotice failure={failure} />
      <ChangeNotice id={id} changing={renewing} change={change} />
      <button
        type="button"
        className="primary"
        disabled={!value || renewing.busy}
        aria-busy={renewing.busy}
        onClick={() => void renewing.run(change)}
      >
        {say('consoleCircles.renew')}
      </button>
    </Notice>
  );
}
