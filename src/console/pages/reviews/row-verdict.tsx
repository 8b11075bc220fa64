import { useEffect, useState } from 'react';
import type { listMyReviews } from '../../../contracts/reviews/reviews.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import { sayIfThere, useSay } from '../../i18n/language.js';
import type { ReviewVerdict } from '../../keeper/judge-review.js';
import { Notice } from '../../parts/notice.js';
import { keeper } from '../../session/keeper.js';
import { nameAsRed, oneAfterAnother, useChecks } from './checks.js';
import { nameOfPlace } from './name-of-place.js';

type Review = AnswerOf<typeof listMyReviews>['items'][number];

/** Circles that the reader is in; undefined while that is not known. */
export type MyCircles = ReadonlySet<string> | undefined;

interface RowVerdictProps {
  readonly review: Review;
  readonly mine: MyCircles;
}

/** Whether a row is what somebody signed: nothing where it is, red where it is not, and a word where that cannot be known. */
export function RowVerdict({ review, mine }: RowVerdictProps) {
  const say = useSay();
  const isMember = mine?.has(review.circle);
  const verdict = useVerdict(review, isMember === true);
  if (isMember === false)
    return review.level === null ? null : <p className="hint">{say('myReviews.onlyMembers')}</p>;
  if (verdict === 'unchecked') return <p className="hint">{say('myReviews.unchecked')}</p>;
  return verdict?.state === 'red' ? <Red verdict={verdict} review={review} /> : null;
}

type Known = ReviewVerdict | 'unchecked' | undefined;

/** Checks again when the row says something else. */
function useVerdict(review: Review, isMember: boolean): Known {
  const [verdict, setVerdict] = useState<Known>();
  const row = JSON.stringify(review);
  useEffect(() => {
    if (!isMember) return undefined;
    let gone = false;
    oneAfterAnother(async () => {
      if (gone) return;
      const found = await keeper
        .ask('checkReview', JSON.parse(row) as Review)
        .catch(() => 'unchecked' as const);
      if (!gone) setVerdict(found);
    });
    return () => {
      gone = true;
    };
  }, [row, isMember]);
  return verdict;
}

interface RedProps {
  readonly verdict: Extract<ReviewVerdict, { state: 'red' }>;
  readonly review: Review;
}

function Red({ verdict: { why, columns }, review: { circle, kind, number } }: RedProps) {
  const say = useSay();
  useEffect(() => nameAsRed({ circle, kind, number }), [circle, kind, number]);
  const nameOf = (column: string): string => sayIfThere(say, `level.column.${column}`) ?? column;
  return (
    <div className="notice bad">
      <p>
        <strong>{why === 'history' ? say('myReviews.red.history') : say(`level.red.${why}`)}</strong>{' '}
        {columns.length > 0 ? say('level.red.which', { names: columns.map(nameOf).join(', ') }) : null}
      </p>
      <p>{say('myReviews.red.body')}</p>
    </div>
  );
}

/** How far the checking is, so that nobody takes silence for an answer; and what it found. */
export function Checking() {
  const say = useSay();
  const { waiting, red } = useChecks();
  const places = new Map(red.map((place) => [place.circle, nameOfPlace(place, say)]));
  return (
    <>
      {waiting === 0 ? null : <p className="hint">{say('myReviews.toCheck', { count: waiting })}</p>}
      {places.size === 0 ? null : (
        <Notice tone="bad">
          <p>{say('myReviews.red.places')}</p>
          <ul>
            {[...places].map(([circle, name]) => (
              <li key={circle}>
                <a href={`#/cases/${circle}`}>{name}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
