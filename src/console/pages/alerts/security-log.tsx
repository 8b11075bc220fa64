import { useState, type FormEvent } from 'react';
import { useSay } from '../../i18n/language.js';
import type { Confirmed } from '../../keeper/open-circles.js';
import type { Person } from '../../keeper/people.js';
import { areConfirmed, confirmationOf } from '../../parts/confirm-people.js';
import { Submit, Tick } from '../../parts/fields.js';
import { FailureNotice } from '../../parts/notice.js';
import { Words } from '../../parts/words.js';
import { useDoing, useLoaded } from '../../session/doing.js';
import { keeper } from '../../session/keeper.js';

/** Everybody chosen may also change the members, so that the log never hangs on one person. */
const everyRight = 7;

const leads = ['focal-point', 'coordinator', 'director'];

/** Opens a security log with those who look after safety, each confirmed by her six words. */
export function OpenSecurityLog({ opened }: { readonly opened: () => Promise<void> }) {
  const say = useSay();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [confirmed, setConfirmed] = useState<readonly Confirmed[]>([]);
  const { value, failure } = useLoaded(() => keeper.ask('listPeople'));
  const candidates = (value?.people ?? []).filter(
    ({ kind, isMe, roles }) => kind === 'person' && !isMe && roles.some((role) => leads.includes(role)),
  );
  const named = candidates.filter(({ id }) => chosen.includes(id));
  const opening = useDoing(async () => {
    const members = confirmed.map((person) => ({ ...person, rights: everyRight }));
    await keeper.ask('openCircleOf', { kind: 'security-log', subjectId: null, members });
    await opened();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void opening.run();
  };
  const toggle = (id: string): void => {
    setConfirmed([]);
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  };
  return (
    <form onSubmit={submit}>
      <fieldset>
        <legend>{say('consoleAlerts.log.open')}</legend>
        <p className="hint">{say('consoleAlerts.log.body')}</p>
        <FailureNotice failure={failure} />
        {value && candidates.length === 0 ? <p>{say('consoleAlerts.log.nobody')}</p> : null}
        {candidates.map((person) => (
          <Candidate
            key={person.id}
            person={person}
            isChosen={chosen.includes(person.id)}
            toggle={() => toggle(person.id)}
          />
        ))}
        {chosen.length > 0 ? (
          <Tick
            label={say('consoleAlerts.log.confirm')}
            checked={areConfirmed(named, confirmed)}
            onChange={(event) => setConfirmed(event.target.checked ? named.map(confirmationOf) : [])}
          />
        ) : null}
      </fieldset>
      <FailureNotice failure={opening.failure} />
      <p>
        <Submit
          busy={opening.busy}
          disabled={!value || (chosen.length > 0 && !areConfirmed(named, confirmed))}
        >
          {say('consoleAlerts.log.make')}
        </Submit>
      </p>
    </form>
  );
}

interface CandidateProps {
  readonly person: Person;
  readonly isChosen: boolean;
  readonly toggle: () => void;
}

function Candidate({ person, isChosen, toggle }: CandidateProps) {
  const say = useSay();
  const roles = person.roles.map((role) =>
    say(`consolePeople.role.${role}` as 'consolePeople.role.operator'),
  );
  return (
    <>
      <Tick label={`${person.dutyName} (${roles.join(', ')})`} checked={isChosen} onChange={toggle} />
      {isChosen ? (
        <Words words={person.words} label={say('consolePeople.wordsOf', { name: person.dutyName })} />
      ) : null}
    </>
  );
}
