import { useState } from 'react';
import { changeMeasure, type listMyMeasures } from '../../../contracts/reviews/measures.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import { call } from '../../api/call.js';
import { nameOfMeasure } from '../../assessing/name-of-measure.js';
import { openFile, ownInstrument } from '../../assessing/opened.js';
import { measureIn } from '../../assessing/read-file.js';
import { useWording } from '../../assessing/use-wording.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { FailureNotice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import { nameOfPlace } from './name-of-place.js';

export type Measure = AnswerOf<typeof listMyMeasures>['items'][number];

interface MeasureRowProps {
  readonly measure: Measure;
  readonly who?: string;
  /** Absent: a list for looking only. */
  readonly changed?: () => Promise<void>;
}

/** A measure that is due. What it is stands in the sealed plan, so the list names only whose plan it is in. */
export function MeasureRow({ measure, who, changed }: MeasureRowProps) {
  const say = useSay();
  const moment = useMoment();
  const { circle, due } = measure;
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
      </div>
      {who === undefined ? null : <p className="hint">{who}</p>}
      {changed ? <Doable measure={measure} changed={changed} /> : null}
    </li>
  );
}

/** Several measures of one case look alike: it is shown which one it is before somebody says that it is done. */
function Doable({ measure, changed }: Required<Pick<MeasureRowProps, 'measure' | 'changed'>>) {
  const say = useSay();
  const words = useWording();
  const { circle, id, version } = measure;
  const [name, setName] = useState<string>();
  const showing = useDoing(async () => {
    const opened = await openFile(circle);
    const found = measureIn(opened.file, id);
    const instrument = found ? ownInstrument(opened, found.plan) : 'newer';
    const isKnown = found !== undefined && typeof instrument !== 'string';
    setName(isKnown ? nameOfMeasure(instrument, found.measure, words) : say('myReviews.measureUnnamed'));
  });
  const doing = useDoing(async () => {
    await call(changeMeasure, { params: { id: circle, measure: id }, version, body: { state: 'done' } });
    await changed();
  });
  return (
    <>
      {name === undefined ? (
        <button type="button" className="quiet" disabled={showing.busy} onClick={() => void showing.run()}>
          {say('myReviews.measureShow')}
        </button>
      ) : (
        <div className="row between">
          <span className="named">{name}</span>
          <button
            type="button"
            className="quiet"
            aria-label={say('myReviews.measureDone.named', { name })}
            disabled={doing.busy}
            onClick={() => void doing.run()}
          >
            {say('myReviews.measureDone')}
          </button>
        </div>
      )}
      <FailureNotice failure={showing.failure ?? doing.failure} />
    </>
  );
}
