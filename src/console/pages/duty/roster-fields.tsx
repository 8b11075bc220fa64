import { useId } from 'react';
import { DUTIES } from '../../../domain/escalation/duty-outlook.js';
import type { Duty } from '../../../domain/escalation/ladder.js';
import { useSay } from '../../i18n/language.js';
import type { RosterAnswer } from './week.js';

export function DutyField({
  value,
  choose,
}: {
  readonly value: Duty;
  readonly choose: (duty: Duty) => void;
}) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say('consoleRoster.plan.duty')}</label>
      <select
        id={id}
        className="quiet wide"
        value={value}
        onChange={(event) => choose(DUTIES.find((duty) => duty === event.target.value) ?? value)}
      >
        {DUTIES.map((duty) => (
          <option key={duty} value={duty}>
            {say(`consoleRoster.duty.${duty}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface PersonProps {
  readonly label: string;
  readonly answer: RosterAnswer;
  readonly value: string;
  readonly choose: (id: string) => void;
  readonly nobody?: string;
}

export function PersonField({ label, answer, value, choose, nobody }: PersonProps) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="quiet wide" value={value} onChange={(event) => choose(event.target.value)}>
        <option value="">{nobody ?? say('consoleRoster.plan.choose')}</option>
        {answer.people
          .filter(({ present }) => present)
          .map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
      </select>
    </div>
  );
}
