import type { listMyReviews } from '../../contracts/reviews/reviews.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { effectOf } from '../../domain/circle/level-rules.js';
import { minus, minutes, plus, type Duration, type Instant } from '../../domain/shared/time.js';
import type { Standing } from '../../e2ee/circle/chain-walk.js';
import { isDoubtful } from './is-doubtful.js';
import type { LevelView } from './judge-schedule.js';

/** A row of the list, as the server says it. */
export type ListedReview = Pick<
  AnswerOf<typeof listMyReviews>['items'][number],
  'circle' | 'instrument' | 'level' | 'awaitsSignOff' | 'assessed' | 'due' | 'latest'
>;

/** `red`: the row does not follow from what was signed. */
export type ReviewVerdict =
  | { readonly state: 'agrees' }
  | {
      readonly state: 'red';
      /** `history`: the server shows less than this person has seen, or something else. */
      readonly why: 'history' | 'missing' | 'refused' | 'columns';
      /** What differs, by the names of the statement's columns; and `signOff`. */
      readonly columns: readonly string[];
    };

/** Two clocks, and a list that was read a moment ago: a lowering that ends just now is no forgery. */
const tolerated: Duration = minutes(5);

/**
 * Does a row of My reviews follow from the signed statement? Its date may be sooner than the statement's, because of dates and events
 * of the case and of working hours; never later. Which of them brought it forward, and that none is missing, the case's page tells.
 *
 * @param level what was found of the row's instrument; null: nothing was ever assessed
 */
export function judgeReview(
  row: ListedReview,
  level: LevelView | null,
  standing: Standing,
  now: Instant,
): ReviewVerdict {
  if (isDoubtful(standing)) return { state: 'red', why: 'history', columns: [] };
  if (level === null) return neverAssessed(row);
  if (level.state === 'red') return { state: 'red', why: level.why ?? 'refused', columns: level.columns };
  const columns = differing(row, level, now);
  return columns.length === 0 ? { state: 'agrees' } : { state: 'red', why: 'columns', columns };
}

const neverAssessed = ({ level, assessed }: ListedReview): ReviewVerdict =>
  level === null && assessed === null ? { state: 'agrees' } : { state: 'red', why: 'missing', columns: [] };

function differing(row: ListedReview, { said, instrument, signOffs }: LevelView, now: Instant): string[] {
  if (!said) return [];
  const signedOff = signOffs.some(({ isSound }) => isSound);
  // Of one who has left: the server counts it, readers only when a colleague has written after it. Nobody meddled.
  const waits = signOffs.some(({ standing }) => standing === 'waits');
  const effects = [minus(now, tolerated), now, plus(now, tolerated)].map((at) =>
    effectOf({ ...said, instrument }, signedOff, at),
  );
  const agree: Readonly<Record<string, boolean>> = {
    inForce: effects.some(({ level }) => level === row.level),
    assessed: row.assessed === said.assessed,
    due: effects.some(({ due }) => Math.max(row.due, row.latest) <= due),
    signOff: waits || effects.some(({ awaitsSignOff }) => awaitsSignOff === row.awaitsSignOff),
  };
  return Object.keys(agree).filter((column) => !agree[column]);
}
