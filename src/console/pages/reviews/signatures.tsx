import { listEveryReview } from '../../../contracts/reviews/reviews.js';
import { call } from '../../api/call.js';
import { everyPage } from '../../api/every-page.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { LevelBadge } from '../../parts/level-badge.js';
import { FailureNotice } from '../../parts/notice.js';
import { useLoaded } from '../../session/doing.js';
import { nameOfPlace } from './name-of-place.js';
import { RowVerdict, type MyCircles } from './row-verdict.js';

/** Levels that a coordinator has yet to sign, in the whole house: who is not in a case sees that somebody has to be. */
export function Signatures({ mine }: { readonly mine: MyCircles }) {
  const say = useSay();
  const moment = useMoment();
  const { value, failure } = useLoaded(readMissing);
  if (failure) return <FailureNotice failure={failure} />;
  if (!value || value.length === 0) return null;
  return (
    <section aria-labelledby="signatures" className="due-part">
      <h2 id="signatures">{say('myReviews.signatures')}</h2>
      <p className="hint">{say('myReviews.signatures.body')}</p>
      <ul className="list due-list">
        {value.map((review) => (
          <li key={`${review.circle} ${review.instrument}`}>
            <div className="row between">
              <span>
                <a href={`#/cases/${review.circle}`}>{nameOfPlace(review, say)}</a>{' '}
                {review.level === null ? null : <LevelBadge level={review.level} />}
              </span>
              {review.assessed === null ? null : <span className="hint">{moment(review.assessed)}</span>}
            </div>
            <RowVerdict review={review} mine={mine} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const readMissing = () =>
  everyPage((cursor) => call(listEveryReview, { query: { cursor, only: 'awaiting-sign-off' } }));
