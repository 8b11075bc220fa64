import { changeMeasure, type listMyMeasures } from '../../../contracts/reviews/measures.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import { call } from '../../api/call.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { FailureNotice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import { nameOfPlace } from './name-of-place.js';

export type Measure = AnswerOf<typeof listMyMeasures>['items'][number];

interface MeasureRowProps {
  readonly measure: Measure;
  readonly who?: string;
  readonly changed: () => Promise<void>;
}

/** A measure that is due. What it is stands in the sealed plan, so the list names only whose plan it is in. */
export function MeasureRow({ measure, who, changed }: MeasureRowProps) {
  const say = useSay();
  const moment = useMoment();
  const { circle, id, due, version } = measure;
  const doing = useDoing(async () => {
    await call(changeMeasure, { params: { id: circle, measure: id }, version, body: { state: 'done' } });
    await changed();
  });
  return (
    <li>
      <div className="row between">
        <span>
          <a href={`#/cases/${circle}/plan`}>
            {say('myReviews.measureIn', { place: nameOfPlace(measure, say) })}
          </a>{' '}
          {measure.ownerless ? <span className="badge bad">{say('myReviews.ownerless')}</span> : null}
        </span>
        <span className="hint">{say('myReviews.until', { at: moment(due) })}</span>
        <button type="button" className="quiet" disabled={doing.busy} onClick={() => void doing.run()}>
          {say('myReviews.measureDone')}
        </button>
      </div>
      {who === undefined ? null : <p className="hint">{who}</p>}
      <FailureNotice failure={doing.failure} />
    </li>
  );
}
