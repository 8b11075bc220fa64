import { useState, type FormEvent } from 'react';
import { invite } from '../../contracts/identity/enrolment.js';
import { FUNCTIONS, ROLES, type Role, type StaffFunction } from '../../contracts/shared/people.js';
import { call } from '../api/call.js';
import { useLanguage, useMoment, useSay } from '../i18n/language.js';
import { Field, Submit, Tick } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { joinLink } from '../session/join-link.js';
import { keeper } from '../session/keeper.js';

/** A one-time link of 72 hours, shown once. */
export function InvitePanel() {
  const say = useSay();
  const moment = useMoment();
  const { language } = useLanguage();
  const [dutyName, setDutyName] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [functions, setFunctions] = useState<readonly StaffFunction[]>([]);
  const [issued, setIssued] = useState<{ link: string; until: number; name: string }>();
  const inviting = useDoing(async () => {
    const body = { dutyName: dutyName.trim(), roles, functions, language };
    const [{ token, expiresAt }, rootFingerprint] = await Promise.all([
      call(invite, { body }),
      keeper.ask('rootFingerprint'),
    ]);
    setIssued({
      link: joinLink(location.origin, { token, rootFingerprint }),
      until: expiresAt,
      name: dutyName,
    });
    setDutyName('');
    setRoles([]);
    setFunctions([]);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void inviting.run();
  };
  return (
    <details className="card" open={issued !== undefined || undefined}>
      <summary>{say('consolePeople.invite')}</summary>
      {issued ? (
        <Notice tone="good">
          <p>{say('consolePeople.invite.made', { name: issued.name, until: moment(issued.until) })}</p>
          <code className="link" tabIndex={0}>
            {issued.link}
          </code>
          <button type="button" onClick={() => void navigator.clipboard.writeText(issued.link)}>
            {say('consolePeople.invite.copy')}
          </button>
        </Notice>
      ) : null}
      <form onSubmit={submit}>
        <Field
          label={say('consoleDoor.name')}
          hint={say('consoleDoor.adminName.hint')}
          value={dutyName}
          onChange={(event) => setDutyName(event.target.value)}
          maxLength={64}
          required
        />
        <fieldset>
          <legend>{say('consolePeople.roles')}</legend>
          {ROLES.map((role) => (
            <Tick
              key={role}
              label={say(`consolePeople.role.${role}`)}
              checked={roles.includes(role)}
              onChange={() => setRoles(toggledRole(roles, role))}
            />
          ))}
          <p className="hint">{say('consolePeople.roles.hint')}</p>
        </fieldset>
        <fieldset>
          <legend>{say('consolePeople.functions')}</legend>
          {FUNCTIONS.map((each) => (
            <Tick
              key={each}
              label={say(`consolePeople.function.${each}`)}
              checked={functions.includes(each)}
              onChange={() => setFunctions(toggled(functions, each))}
            />
          ))}
        </fieldset>
        <FailureNotice failure={inviting.failure} />
        <Submit busy={inviting.busy} disabled={roles.length === 0}>
          {say('consolePeople.invite.make')}
        </Submit>
      </form>
    </details>
  );
}

const toggled = <T,>(list: readonly T[], item: T): readonly T[] =>
  list.includes(item) ? list.filter((each) => each !== item) : [...list, item];

/** An administrator is never anything else. */
function toggledRole(list: readonly Role[], role: Role): readonly Role[] {
  if (role === 'administrator') return list.includes(role) ? [] : [role];
  return toggled(
    list.filter((each) => each !== 'administrator'),
    role,
  );
}
