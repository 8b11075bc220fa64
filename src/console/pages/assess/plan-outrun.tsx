import type { Instrument } from '../../../domain/assessment/instrument.js';
import { nameOfMeasure } from '../../assessing/name-of-measure.js';
import { planRecordIn, type SignedPlan } from '../../assessing/read-file.js';
import { followingPlan, type PlanForm } from '../../assessing/plan-form.js';
import { useWording } from '../../assessing/use-wording.js';
import type { Opened } from '../../assessing/opened.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { Notice } from '../../parts/notice.js';

/** Whether a colleague signed a plan after this form was begun. */
export const isOutrun = ({ base }: PlanForm, { file }: Opened): boolean =>
  base !== undefined && base !== planRecordIn(file);

interface OutrunProps {
  readonly instrument: Instrument;
  readonly opened: Opened;
  readonly form: PlanForm;
  readonly change: (change: (form: PlanForm) => PlanForm) => void;
  /** Begins anew from the newest plan. */
  readonly restart: () => void;
}

/** A colleague's plan is shown beside what is being written, and never written over unseen: a person decides. */
export function PlanOutrun({ instrument, opened, form, change, restart }: OutrunProps) {
  const say = useSay();
  if (!isOutrun(form, opened)) return null;
  const record = planRecordIn(opened.file);
  const plan = opened.plan?.record === record ? opened.plan : undefined;
  const follow = (): void => change((current) => followingPlan(current, record, plan));
  return (
    <Notice tone="warn">
      {plan ? <Said plan={plan} instrument={instrument} /> : <p>{say('plan.outrun.unread')}</p>}
      <div className="row">
        <button type="button" onClick={follow}>
          {say('consoleCase.outrun.mine')}
        </button>
        <button type="button" className="danger" onClick={restart}>
          {say('consoleCase.outrun.theirs')}
        </button>
      </div>
    </Notice>
  );
}

function Said({ plan, instrument }: { readonly plan: SignedPlan; readonly instrument: Instrument }) {
  const say = useSay();
  const moment = useMoment();
  const words = useWording();
  const { author, ms, text } = plan;
  const { measures, note } = text;
  return (
    <>
      <p>{say('plan.outrun', { name: author, at: moment(ms) })}</p>
      <div className="quoted">
        <ul>
          {measures.map((measure) => (
            <li key={measure.id}>
              {nameOfMeasure(instrument, measure, words)} · {say('plan.due')}: {moment(measure.due)} ·{' '}
              {say(`plan.state.${measure.state}`)}
            </li>
          ))}
        </ul>
        {note === '' ? null : <p className="text">{note}</p>}
      </div>
    </>
  );
}
