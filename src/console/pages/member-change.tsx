import { useState } from 'react';
import { namesOfStaff } from '../api/names-of-staff.js';
import { useMoment, useSay } from '../i18n/language.js';
import type { MemberChange } from '../keeper/change-members.js';
import type { Unreadable } from '../keeper/rewrap-circle.js';
import { Tick } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing, useLoaded, type Doing } from '../session/doing.js';
import type { Failure } from '../session/failure.js';
import { keeper } from '../session/keeper.js';

type Changing = Doing<[MemberChange, (readonly string[])?]>;

/** Changing who is in a circle, or what somebody may do there. */
export const useMemberChange = (id: string, changed: () => Promise<void>): Changing =>
  useDoing(async (change: MemberChange, leaving: readonly string[] = []) => {
    await keeper.ask('changeCircleMembers', id, change, leaving);
    await changed();
  });

const damage: readonly string[] = ['records-damaged', 'wraps-incomplete'];

interface NoticeProps {
  readonly id: string;
  readonly changing: Changing;
  /** What stands on the screen now, and nothing that stood there when it failed; undefined: nothing that may be done. */
  readonly change: MemberChange | undefined;
}

/** How it stands with a change: under way, failed, or waiting for a decision about records that cannot be carried over. */
export function ChangeNotice({ id, changing, change }: NoticeProps) {
  const say = useSay();
  const { busy, failure, run } = changing;
  if (busy) return <Notice>{say('consoleCase.members.working')}</Notice>;
  return change && failure && damage.includes(failure.code) ? (
    <LeaveBehind id={id} instead={failure} goOn={(leaving) => void run(change, leaving)} />
  ) : (
    <FailureNotice failure={failure} />
  );
}

interface LeaveProps {
  readonly id: string;
  /** What is said until it is known what there is to decide. */
  readonly instead: Failure;
  readonly goOn: (leaving: readonly string[]) => void;
}

/** What would be left behind, one by one, and a yes to exactly that. */
function LeaveBehind({ id, instead, goOn }: LeaveProps) {
  const say = useSay();
  const [yes, setYes] = useState(false);
  const { value, failure } = useLoaded(() => readUnreadable(id), id);
  if (failure) return <FailureNotice failure={failure} />;
  if (!value) return <FailureNotice failure={instead} />;
  if (value.records.length === 0) return <Notice>{say('consoleCase.damage.none')}</Notice>;
  return (
    <Notice tone="warn">
      <p>{say('consoleCase.damage.body')}</p>
      <ul>
        {value.records.map((one) => (
          <li key={one.record}>
            <Damaged one={one} names={value.names} />
          </li>
        ))}
      </ul>
      <Tick
        label={say('consoleCase.damage.yes')}
        checked={yes}
        onChange={({ target }) => setYes(target.checked)}
      />
      <button
        type="button"
        className="primary"
        disabled={!yes}
        onClick={() => goOn(value.records.map(({ record }) => record))}
      >
        {say('consoleCase.damage.go')}
      </button>
    </Notice>
  );
}

async function readUnreadable(id: string) {
  const [records, names] = await Promise.all([keeper.ask('lookAtUnreadable', id), namesOfStaff()]);
  return { records, names };
}

interface DamagedProps {
  readonly one: Unreadable;
  readonly names: ReadonlyMap<string, string>;
}

function Damaged({ one: { claimed }, names }: DamagedProps) {
  const say = useSay();
  const moment = useMoment();
  if (!claimed) return <>{say('consoleCase.damage.key')}</>;
  const { seq, ms, author, inConversation } = claimed;
  const about = { seq, at: moment(ms), name: names.get(author) ?? '' };
  return <>{say(inConversation ? 'consoleCase.damage.message' : 'consoleCase.damage.record', about)}</>;
}
