import type { SignedPlan } from '../../assessing/read-file.js';
import type { Form } from '../../assessing/form.js';
import { nameOfMeasure } from '../../assessing/name-of-measure.js';
import { useWording } from '../../assessing/use-wording.js';
import type { Instrument } from '../../../domain/assessment/instrument.js';
import { MEASURE_EFFECTS } from '../../../domain/review/measure.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { Choice } from '../../parts/choice.js';
import type { PartProps } from './part-props.js';

interface LastPlanProps extends PartProps {
  readonly instrument: Instrument;
  readonly plan: SignedPlan | undefined;
}

const OVERALL = [
  'effective',
  'partly',
  'not_effective',
  'not_carried_out',
] as const satisfies readonly NonNullable<Form['previousMeasures']>[];

/** Whether the last measures worked. Nothing new is signed before somebody has said so. */
export function LastPlan({ instrument, plan, form, change }: LastPlanProps) {
  const say = useSay();
  const words = useWording();
  const moment = useMoment();
  if (form.previous === null) return null;
  const measures = plan?.text.measures.filter(({ state }) => state !== 'dropped') ?? [];
  return (
    <section className="card" aria-labelledby="last-plan">
      <h2 id="last-plan">{say('assess.lastPlan')}</h2>
      <p className="hint">{say('assess.lastPlan.body')}</p>
      {plan ? null : <p>{say('assess.lastPlan.none')}</p>}
      {measures.map((measure) => (
        <Choice
          key={measure.id}
          label={nameOfMeasure(instrument, measure, words)}
          at={`effects.${measure.id}`}
          hint={say('assess.lastPlan.until', { at: moment(measure.due) })}
          value={form.effects[measure.id] ?? ''}
          empty={say('assess.choose')}
          options={MEASURE_EFFECTS.map((each) => [each, say(`plan.effect.${each}`)] as const)}
          change={(effect) =>
            change((current) => ({ ...current, effects: { ...current.effects, [measure.id]: effect } }))
          }
        />
      ))}
      <Choice
        label={say('assess.lastPlan.overall')}
        at="previousMeasures"
        value={OVERALL.find((each) => each === form.previousMeasures) ?? ''}
        empty={say('assess.choose')}
        options={OVERALL.map((each) => [each, say(`assess.measures.${each}`)] as const)}
        change={(previousMeasures) => change((current) => ({ ...current, previousMeasures }))}
      />
    </section>
  );
}
