import { useState, type FormEvent, type ReactNode } from 'react';
import {
  overrideDuty,
  planShift,
  removeShift,
  withdrawOverride,
} from '../../../contracts/escalation/roster.js';
import type { Duty } from '../../../domain/escalation/ladder.js';
import type { Weekday } from '../../../domain/shared/zoned-time.js';
import { call } from '../../api/call.js';
import { useSay } from '../../i18n/language.js';
import { Dialog } from '../../parts/dialog.js';
import { Field, Submit } from '../../parts/fields.js';
import { FailureNotice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import { useDutyClock } from './duty-words.js';
import { DutyField, PersonField } from './roster-fields.js';
import { momentOf, weekdays, type RosterAnswer } from './week.js';

/** Something in the plan that can be taken out. */
export interface Entry {
  readonly is: 'shift' | 'override';
  readonly id: string;
  readonly words: string;
}

export interface DialogProps {
  readonly answer: RosterAnswer;
  readonly close: () => void;
  readonly saved: () => Promise<void>;
  /** After a refusal the page reads anew, so that a second try is made for what is true. */
  readonly refused: () => Promise<void>;
}

/** Saves for the version that was seen; whoever was slower sees the newer state and decides again. */
function useChange({ saved, refused }: DialogProps, send: () => Promise<unknown>) {
  return useDoing(async () => {
    try {
      await send();
    } catch (caught) {
      await refused();
      throw caught;
    }
    await saved();
  });
}

interface FormProps {
  readonly change: ReturnType<typeof useChange>;
  readonly close: () => void;
  readonly send: string;
  readonly ready: boolean;
  readonly children: ReactNode;
}

function DutyForm({ change, close, send, ready, children }: FormProps) {
  const say = useSay();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void change.run();
  };
  return (
    <form onSubmit={submit}>
      {children}
      <FailureNotice failure={change.failure} />
      <div className="row">
        <Submit busy={change.busy} disabled={!ready}>
          {send}
        </Submit>
        <button type="button" onClick={close}>
          {say('console.cancel')}
        </button>
      </div>
    </form>
  );
}

export function PlanDialog(props: DialogProps) {
  const { answer, close } = props;
  const say = useSay();
  const clock = useDutyClock(answer.zone);
  const [duty, setDuty] = useState<Duty>('focal-point');
  const [staffId, setStaffId] = useState('');
  const [chosen, setChosen] = useState<readonly Weekday[]>([]);
  const [from, setFrom] = useState('08:00');
  const [to, setTo] = useState('16:00');
  const change = useChange(props, () => {
    const body = { duty, staffId, weekdays: [...chosen].sort(), from, to, zone: answer.zone };
    return call(planShift, { version: answer.version, body });
  });
  const toggle = (day: Weekday): void =>
    setChosen(chosen.includes(day) ? chosen.filter((each) => each !== day) : [...chosen, day]);
  return (
    <Dialog title={say('consoleRoster.plan')} close={close}>
      <p className="hint">{say('consoleRoster.plan.body')}</p>
      <DutyForm
        change={change}
        close={close}
        send={say('consoleRoster.plan.save')}
        ready={staffId !== '' && chosen.length > 0 && from !== '' && to !== ''}
      >
        <DutyField value={duty} choose={setDuty} />
        <PersonField
          label={say('consoleRoster.plan.who')}
          answer={answer}
          value={staffId}
          choose={setStaffId}
        />
        <fieldset>
          <legend>{say('consoleRoster.plan.days')}</legend>
          <div className="days">
            {weekdays.map((day) => (
              <label key={day} className="tick">
                <input type="checkbox" checked={chosen.includes(day)} onChange={() => toggle(day)} />
                <span>{clock.weekday(day)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="pair">
          <Field
            label={say('consoleRoster.plan.from')}
            type="time"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
            required
          />
          <Field
            label={say('consoleRoster.plan.to')}
            type="time"
            value={to}
            onChange={(event) => setTo(event.target.value)}
            required
          />
        </div>
      </DutyForm>
    </Dialog>
  );
}

export function OverrideDialog(props: DialogProps) {
  const { answer, close } = props;
  const say = useSay();
  const [duty, setDuty] = useState<Duty>('focal-point');
  const [staffId, setStaffId] = useState('');
  const [replaces, setReplaces] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const span = { from: momentOf(from, answer.zone), to: momentOf(to, answer.zone) };
  const change = useChange(props, () => {
    const body = { duty, staffId, replaces: replaces || null, ...span };
    return call(overrideDuty, { version: answer.version, body });
  });
  return (
    <Dialog title={say('consoleRoster.override')} close={close}>
      <p className="hint">{say('consoleRoster.override.body')}</p>
      <DutyForm
        change={change}
        close={close}
        send={say('consoleRoster.override.save')}
        ready={staffId !== '' && span.from !== null && span.to !== null}
      >
        <DutyField value={duty} choose={setDuty} />
        <PersonField
          label={say('consoleRoster.plan.who')}
          answer={answer}
          value={staffId}
          choose={setStaffId}
        />
        <PersonField
          label={say('consoleRoster.override.for')}
          answer={answer}
          value={replaces}
          choose={setReplaces}
          nobody={say('consoleRoster.override.besides')}
        />
        <div className="pair">
          <Field
            label={say('consoleRoster.override.from')}
            type="datetime-local"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
            required
          />
          <Field
            label={say('consoleRoster.override.to')}
            type="datetime-local"
            value={to}
            onChange={(event) => setTo(event.target.value)}
            required
          />
        </div>
      </DutyForm>
    </Dialog>
  );
}

export function RemoveDialog(props: DialogProps & { readonly entry: Entry }) {
  const { answer, close, entry } = props;
  const say = useSay();
  const change = useChange(props, () =>
    call(entry.is === 'shift' ? removeShift : withdrawOverride, {
      version: answer.version,
      params: { id: entry.id },
    }),
  );
  return (
    <Dialog title={say('consoleRoster.remove.title')} close={close}>
      <p>
        <strong>{entry.words}</strong>
      </p>
      <DutyForm change={change} close={close} send={say('consoleRoster.remove.do')} ready>
        <p>{say(`consoleRoster.remove.${entry.is}`)}</p>
      </DutyForm>
    </Dialog>
  );
}
