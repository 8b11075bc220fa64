import { DUTIES } from '../../../domain/escalation/duty-outlook.js';
import type { Duty } from '../../../domain/escalation/ladder.js';
import { useSay } from '../../i18n/language.js';
import { Choice } from '../../parts/choice.js';
import { Field } from '../../parts/fields.js';
import type { RosterAnswer } from './week.js';

/** Who has which duty, from when to when: as the fields have it. */
export interface Shift {
  readonly duty: Duty;
  readonly staffId: string;
  readonly from: string;
  readonly to: string;
}

export const noShift: Shift = { duty: 'focal-point', staffId: '', from: '', to: '' };

interface ShiftProps {
  readonly shift: Shift;
  readonly change: (shift: Shift) => void;
}

export function WhoFields({ answer, shift, change }: ShiftProps & { readonly answer: RosterAnswer }) {
  const say = useSay();
  return (
    <>
      <DutyField value={shift.duty} choose={(duty) => change({ ...shift, duty })} />
      <PersonField
        label={say('consoleRoster.plan.who')}
        answer={answer}
        value={shift.staffId}
        choose={(staffId) => change({ ...shift, staffId })}
      />
    </>
  );
}

interface SpanProps extends ShiftProps {
  readonly of: 'plan' | 'override';
  readonly type: 'time' | 'datetime-local';
}

export function SpanFields({ of, type, shift, change }: SpanProps) {
  const say = useSay();
  return (
    <div className="pair">
      {(['from', 'to'] as const).map((end) => (
        <Field
          key={end}
          label={say(`consoleRoster.${of}.${end}`)}
          type={type}
          value={shift[end]}
          onChange={(event) => change({ ...shift, [end]: event.target.value })}
          required
        />
      ))}
    </div>
  );
}

function DutyField({ value, choose }: { readonly value: Duty; readonly choose: (duty: Duty) => void }) {
  const say = useSay();
  return (
    <Choice
      label={say('consoleRoster.plan.duty')}
      value={value}
      options={DUTIES.map((duty) => [duty, say(`consoleRoster.duty.${duty}`)] as const)}
      change={choose}
    />
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
  return (
    <Choice
      label={label}
      value={value}
      options={[
        ['', nobody ?? say('consoleRoster.plan.choose')],
        ...answer.people.filter(({ present }) => present).map(({ id, name }) => [id, name] as const),
      ]}
      change={choose}
    />
  );
}
