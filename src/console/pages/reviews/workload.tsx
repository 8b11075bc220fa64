import { listEveryMeasure } from '../../../contracts/reviews/measures.js';
import { listEveryReview, readWorkload } from '../../../contracts/reviews/reviews.js';
import { call } from '../../api/call.js';
import { everyPage } from '../../api/every-page.js';
import { namesOfStaff } from '../../api/names-of-staff.js';
import { useSay } from '../../i18n/language.js';
import { FailureNotice } from '../../parts/notice.js';
import { useLoaded } from '../../session/doing.js';
import { DueList } from './due-list.js';
import { MeasureRow } from './measure-row.js';
import { ReviewRow } from './review-row.js';
import type { MyCircles } from './row-verdict.js';

/** Who has how much, and what slipped anywhere: dates, levels and numbers, no content. */
export function Workload({ mayList, mine }: { readonly mayList: boolean; readonly mine: MyCircles }) {
  const say = useSay();
  const { value, failure } = useLoaded(() => readAll(mayList));
  if (!value) return <FailureNotice failure={failure} />;
  const { names, overdue, measures, load } = value;
  const nameOf = (id: string | null): string =>
    id === null ? say('myReviews.nobody') : (names.get(id) ?? '');
  return (
    <section aria-labelledby="workload">
      {overdue.length + measures.length > 0 ? (
        <div className="due-part overdue">
          <h2>{say('myReviews.everywhere')}</h2>
          <p className="hint">{say('myReviews.everywhere.body')}</p>
          <DueList heading={say('myReviews.reviews')}>
            {overdue.map((review) => (
              <ReviewRow
                key={`${review.circle} ${review.instrument}`}
                review={review}
                mine={mine}
                who={nameOf(review.holder)}
              />
            ))}
          </DueList>
          <DueList heading={say('myReviews.measures')}>
            {measures.map((measure) => (
              <MeasureRow
                key={measure.id}
                measure={measure}
                who={
                  measure.owner.is === 'person'
                    ? nameOf(measure.owner.staffId)
                    : say(`plan.owner.${measure.owner.name}`)
                }
              />
            ))}
          </DueList>
        </div>
      ) : null}
      <h2 id="workload">{say('myReviews.workload')}</h2>
      <p className="hint">
        {say('myReviews.workload.body', {
          fresh: load.reference.newCasesPerYear,
          open: load.reference.openCasesPerYear,
        })}
      </p>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby="workload">
        <table>
          <thead>
            <tr>
              {(['who', 'open', 'fresh', 'year', 'reviews', 'measures'] as const).map((each) => (
                <th key={each} scope="col">
                  {say(`myReviews.workload.${each}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {load.items.map((item) => (
              <tr key={item.staffId}>
                <th scope="row">{nameOf(item.staffId)}</th>
                <td>{item.openCases}</td>
                <td>{item.newCases}</td>
                <td className={item.casesOfYear > load.reference.openCasesPerYear ? 'over' : ''}>
                  {item.casesOfYear}
                </td>
                <td>
                  {overOf(
                    item.reviewsDue + item.reviewsOverdue,
                    item.reviewsOverdue,
                    say('myReviews.overdueShort'),
                  )}
                </td>
                <td>
                  {overOf(
                    item.measuresDue + item.measuresOverdue,
                    item.measuresOverdue,
                    say('myReviews.overdueShort'),
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Of what is due, how much of it is late. */
const overOf = (due: number, overdue: number, word: string): string =>
  overdue === 0 ? String(due) : `${due} (${overdue} ${word})`;

async function readAll(mayList: boolean) {
  const query = { when: 'overdue' } as const;
  const [load, names, overdue, measures] = await Promise.all([
    call(readWorkload),
    namesOfStaff(),
    mayList ? everyPage((cursor) => call(listEveryReview, { query: { ...query, cursor } })) : [],
    mayList ? everyPage((cursor) => call(listEveryMeasure, { query: { ...query, cursor } })) : [],
  ]);
  return { load, overdue, measures, names };
}
