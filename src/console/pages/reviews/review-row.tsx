import type { listMyReviews } from '../../../contracts/reviews/reviews.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { LevelBadge } from '../../parts/level-badge.js';
import { nameOfPlace } from './name-of-place.js';
import { RowVerdict, type MyCircles } from './row-verdict.js';

type Review = AnswerOf<typeof listMyReviews>['items'][number];

interface ReviewRowProps {
  readonly review: Review;
  readonly mine: MyCircles;
  readonly who?: string;
}

/** One case to assess again. */
export function ReviewRow({ review, mine, who }: ReviewRowProps) {
  const say = useSay();
  const moment = useMoment();
  const { circle, level, due, because, awaitsSignOff } = review;
  return (
    <li>
      <div className="row between">
        <span>
          <a href={`#/cases/${circle}/assess`}>{nameOfPlace(review, say)}</a>{' '}
          {level === null ? null : <LevelBadge level={level} />}
          {awaitsSignOff ? <span className="badge">{say('myReviews.awaitsSignOff')}</span> : null}
        </span>
        <span className="hint">{say('myReviews.until', { at: moment(due) })}</span>
      </div>
      <p className="hint">
        {say(`myReviews.because.${because}`)}
        {who === undefined ? '' : ` · ${who}`}
      </p>
      <RowVerdict review={review} mine={mine} />
    </li>
  );
}
