import { useState, type FormEvent, type ReactNode } from 'react';
import {
  overrideDuty,
  planShift,
  removeShift,
  withdrawOverride,
} from '../../../contracts/escalation/roster.js';
import type { Weekday } from '../../../domain/shared/zoned-time.js';
import { call } from '../../api/call.js';
import { useSay } from '../../i18n/language.js';
import { Dialog } from '../../parts/dialog.js';
import { Submit } from '../../parts/fields.js';
import { FailureNotice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import { useDutyClock } from './duty-words.js';
import { noShift, PersonField, SpanFields, WhoFields, type Shift } from './roster-fields.js';
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
  const [shift, setShift] = useState<Shift>({ ...noShift, from: '08:00', to: '16:00' });
  const [chosen, setChosen] = useState<readonly Weekday[]>([]);
  const change = useChange(props, () => {
    const body = { ...shift, weekdays: [...chosen].sort(), zone: answer.zone };
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
        ready={shift.staffId !== '' && chosen.length > 0 && shift.from !== '' && shift.to !== ''}
      >
        <WhoFields answer={answer} shift={shift} change={setShift} />
        <fieldset>
          <legend>{say('consoleRoster.plan.days')}</legend>
          <div className="days">
            {weekdays.map((day) => (
              <label key={day} className="tick">
                <input
                  autoComplete="off"
                  type="checkbox"
                  checked={chosen.includes(day)}
                  onChange={() => toggle(day)}
                />
                <span>{clock.weekday(day)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <SpanFields of="plan" type="time" shift={shift} change={setShift} />
      </DutyForm>
    </Dialog>
  );
}

export function OverrideDialog(props: DialogProps) {
  const { answer, close } = props;
  const say = useSay();
  const [shift, setShift] = useState<Shift>(noShift);
  const [replaces, setReplaces] = useState('');
  const span = { from: momentOf(shift.from, answer.zone), to: momentOf(shift.to, answer.zone) };
  const change = useChange(props, () => {
    const body = { ...shift, replaces: replaces || null, ...span };
    return call(overrideDuty, { version: answer.version, body });
  });
  return (
    <Dialog title={say('consoleRoster.override')} close={close}>
      <p className="hint">{say('consoleRoster.override.body')}</p>
      <DutyForm
        change={change}
        close={close}
        send={say('consoleRoster.override.save')}
        ready={shift.staffId !== '' && span.from !== null && span.to !== null}
      >
        <WhoFields answer={answer} shift={shift} change={setShift} />
        <PersonField
          label={say('consoleRoster.override.for')}
          answer={answer}
          value={replaces}
          choose={setReplaces}
          nobody={say('consoleRoster.override.besides')}
        />
        <SpanFields of="override" type="datetime-local" shift={shift} change={setShift} />
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
