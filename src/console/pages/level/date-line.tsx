import type { verdictOnAlarms } from '../../assessing/verdict-on-alarms.js';
import { serverNow } from '../../api/clock.js';
import { dropSteps, remindSteps, type KeyDate } from '../../assessing/key-dates.js';
import type { Opened } from '../../assessing/opened.js';
import { useDay, useSay } from '../../i18n/language.js';
import { useZone } from '../../i18n/zone.js';
import type { Step } from '../../keeper/order.js';
import type { Outcome } from '../../keeper/waiting.js';
import { FailureNotice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import { useWaiting } from '../../session/waiting.js';

export type SendDate = (steps: readonly Step[]) => Promise<Outcome['became']>;

type Fault = NonNullable<ReturnType<typeof verdictOnAlarms>>['faults'][number]['fault'];

interface LineProps {
  readonly date: KeyDate;
  /** What is wrong with its reminders. */
  readonly fault: Fault | undefined;
  readonly opened: Opened;
  readonly send: SendDate;
}

/** One date: what it is, whether the server reminds of it, and what a person may do about both. */
export function DateLine({ date, fault, opened, send }: LineProps) {
  const say = useSay();
  const dayIn = useDay();
  const dropping = useDoing(() => send(dropSteps(date, opened.file, serverNow())));
  return (
    <li>
      <div className="row between">
        <span>
          <strong>{dayIn(date.text.day)}</strong> {date.text.words}
        </span>
        {opened.file.mayWrite ? (
          <button
            type="button"
            className="quiet"
            disabled={dropping.busy}
            onClick={() => void dropping.run()}
          >
            {say('level.dates.drop')}
          </button>
        ) : null}
      </div>
      <Unreminded date={date} fault={fault} opened={opened} send={send} />
      <FailureNotice failure={dropping.failure} />
    </li>
  );
}

/** A reminder that the server refused and that nobody sent again would be missing without a word. */
function Unreminded({ date, fault, opened, send }: LineProps) {
  const say = useSay();
  const zone = useZone();
  const isOnItsWay = useOnItsWay(date);
  const steps = remindSteps(date, opened, zone, serverNow());
  const reminding = useDoing(() => send(steps));
  if (!fault || isOnItsWay) return null;
  return (
    <>
      <div className="row">
        <span className="badge bad">{say(`level.dates.${fault}`)}</span>
        {opened.file.mayWrite && steps.length > 0 ? (
          <button type="button" disabled={reminding.busy} onClick={() => void reminding.run()}>
            {say('level.dates.remind')}
          </button>
        ) : null}
      </div>
      {steps.length === 0 ? <p className="hint">{say('level.dates.over')}</p> : null}
      <FailureNotice failure={reminding.failure} />
    </>
  );
}

/** What waits, or was refused and still lies here, has its own notice with its own ways. */
const useOnItsWay = ({ text }: KeyDate): boolean =>
  useWaiting().some(({ steps }) =>
    steps.some(
      (step) => (step.do === 'alarm' || step.do === 'trigger') && text.alarms.includes(step.order.alarm),
    ),
  );
