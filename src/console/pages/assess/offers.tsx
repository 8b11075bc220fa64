import type { PlannedMeasure } from '../../assessing/planned-measure.js';
import type { Instrument } from '../../../domain/assessment/instrument.js';
import { measureFrom, offered, ownMeasure, type PlanForm } from '../../assessing/plan-form.js';
import type { SignedAssessment } from '../../assessing/read-file.js';
import { useWording } from '../../assessing/use-wording.js';
import { useSay } from '../../i18n/language.js';
import { Because } from './because.js';

interface OffersProps {
  readonly instrument: Instrument;
  readonly last: SignedAssessment;
  readonly form: PlanForm;
  readonly subject: string | null;
  readonly add: (measures: readonly PlannedMeasure[]) => void;
}

/** What the answers ask for and the plan does not have; and a measure in own words. */
export function Offers({ instrument, last, form, subject, add }: OffersProps) {
  const say = useSay();
  const words = useWording();
  const offers = offered(instrument, last, form);
  return (
    <section className="card" aria-labelledby="offers">
      <h2 id="offers">{say('plan.offers')}</h2>
      {offers.length === 0 ? (
        <p className="hint">{say(form.measures.length > 0 ? 'plan.offers.none' : 'plan.offers.nothing')}</p>
      ) : null}
      <ul className="list">
        {offers.map((offer) => (
          <li key={offer.measure.id} className="row between offer">
            <div>
              {words(offer.measure.words)}{' '}
              {offer.because.length > 0 ? (
                <Because instrument={instrument} because={offer.because} />
              ) : (
                <span className="hint">{say('plan.because.level')}</span>
              )}
            </div>
            <button
              type="button"
              className="quiet"
              aria-label={say('plan.add.named', { name: words(offer.measure.words) })}
              onClick={() => add([measureFrom(offer, subject, Date.now())])}
            >
              {say('plan.add')}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => add([ownMeasure(Date.now())])}>
        {say('plan.addOwn')}
      </button>
    </section>
  );
}
