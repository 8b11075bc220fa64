import type { Instrument } from '../../../domain/assessment/instrument.js';
import { carriedOver, isOutdated } from '../../assessing/carry-over.js';
import type { SignedAssessment } from '../../assessing/read-file.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { Notice } from '../../parts/notice.js';
import { BeginAnew } from './begin-anew.js';
import type { PartProps } from './part-props.js';

interface BegunProps extends PartProps {
  readonly instrument: Instrument;
  readonly last: SignedAssessment | undefined;
  readonly isResumed: boolean;
  readonly restart: () => void;
}

/** Whether this form was begun before, and whether somebody else was faster since. */
export function Begun({ instrument, form, last, isResumed, change, restart }: BegunProps) {
  const say = useSay();
  const moment = useMoment();
  if (!isOutdated(form, last))
    return isResumed ? (
      <Notice>
        {say('assess.resumed', { at: moment(form.begunAt) })} <BeginAnew restart={restart} />
      </Notice>
    ) : null;
  return (
    <Notice tone="bad">
      <p>
        {last
          ? say('assess.outdated', { name: last.author, at: moment(last.text.level.assessed) })
          : say('assess.outdated.gone')}
      </p>
      <div className="row">
        {last ? (
          <button
            type="button"
            className="primary"
            onClick={() => change((current) => carriedOver(current, instrument, last))}
          >
            {say('assess.carryOver')}
          </button>
        ) : null}
        <BeginAnew restart={restart} />
      </div>
    </Notice>
  );
}
