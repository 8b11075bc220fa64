import '../../assessing/assessing.css';
import { useState } from 'react';
import { listMyMeasures } from '../../../contracts/reviews/measures.js';
import { listMyReviews, readCalendar } from '../../../contracts/reviews/reviews.js';
import { listMyTasks } from '../../../contracts/reviews/tasks.js';
import { DUE_WHEN, type DueWhen } from '../../../domain/review/due-when.js';
import { call } from '../../api/call.js';
import { useSay } from '../../i18n/language.js';
import { download } from '../../parts/download.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useDoing, useLoaded } from '../../session/doing.js';
import { keeper } from '../../session/keeper.js';
import { useLive } from '../../session/live.js';
import { useMe } from '../../session/session.js';
import { everyPage } from '../../api/every-page.js';
import { namesOfStaff } from '../../api/names-of-staff.js';
import { DueList } from './due-list.js';
import { MeasureRow } from './measure-row.js';
import { ReviewRow } from './review-row.js';
import { Checking, type MyCircles } from './row-verdict.js';
import { Signatures } from './signatures.js';
import { TaskRow } from './task-row.js';
import { Workload } from './workload.js';

/** What waits for me, the most pressing first; for coordinators also who has too much and what slipped. */
export default function ReviewsPage() {
  const say = useSay();
  const { roles } = useMe();
  const leads = roles.includes('coordinator') || roles.includes('director');
  const circles = useLoaded(readMyCircles);
  useLive(['circle', 'circle-members'], () => void circles.reload());
  return (
    <>
      <div className="row between">
        <h1>{say('myReviews.title')}</h1>
        <Calendar />
      </div>
      <p className="lead">
        {say('myReviews.lead')} <a href="#/reviews/providers">{say('providers.title')}</a>
        {' · '}
        <a href="#/reviews/evaluation">{say('evaluation.title')}</a>
      </p>
      <FailureNotice failure={circles.failure} />
      <Checking />
      {roles.includes('coordinator') ? <Signatures mine={circles.value} /> : null}
      <Mine circles={circles.value} />
      {leads ? <Workload mayList={roles.includes('coordinator')} mine={circles.value} /> : null}
    </>
  );
}

const readMyCircles = async (): Promise<ReadonlySet<string>> =>
  new Set((await keeper.ask('listCircles')).map(({ id }) => id));

function Mine({ circles }: { readonly circles: MyCircles }) {
  const say = useSay();
  const [whose, setWhose] = useState<'held' | 'circles'>('held');
  const { value, failure, reload } = useLoaded(() => readMine(whose), whose);
  useLive(['measure', 'circle', 'circle-level', 'circle-alarm', 'circle-case'], () => void reload());
  if (!value)
    return failure ? <FailureNotice failure={failure} /> : <p aria-busy="true">{say('myReviews.loading')}</p>;
  const nothing = value.reviews.length + value.measures.length + value.tasks.length === 0;
  return (
    <>
      <FailureNotice failure={failure} />
      <div className="row" role="group" aria-label={say('myReviews.whose')}>
        {(['held', 'circles'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="quiet"
            aria-pressed={whose === each}
            onClick={() => setWhose(each)}
          >
            {say(`myReviews.whose.${each}`)}
          </button>
        ))}
      </div>
      {nothing ? <p className="empty">{say('myReviews.none')}</p> : null}
      {DUE_WHEN.map((when) => (
        <Part key={when} when={when} mine={value} circles={circles} reload={reload} />
      ))}
    </>
  );
}

type Mine = Awaited<ReturnType<typeof readMine>>;

async function readMine(whose: 'held' | 'circles') {
  const [reviews, measures, tasks, names] = await Promise.all([
    everyPage((cursor) => call(listMyReviews, { query: { cursor, whose } })),
    everyPage((cursor) => call(listMyMeasures, { query: { cursor } })),
    everyPage((cursor) => call(listMyTasks, { query: { cursor } })),
    namesOfStaff(),
  ]);
  return { reviews, measures, tasks, names };
}

interface PartProps {
  readonly when: DueWhen;
  readonly mine: Mine;
  readonly circles: MyCircles;
  readonly reload: () => Promise<void>;
}

function Part({ when, mine, circles, reload }: PartProps) {
  const say = useSay();
  const isHere = (each: { readonly when: DueWhen }): boolean => each.when === when;
  const reviews = mine.reviews.filter(isHere);
  const measures = mine.measures.filter(isHere);
  const tasks = mine.tasks.filter(isHere);
  if (reviews.length + measures.length + tasks.length === 0) return null;
  return (
    <section aria-labelledby={`when-${when}`} className={`due-part ${when}`}>
      <h2 id={`when-${when}`}>{say(`myReviews.when.${when}`)}</h2>
      <DueList heading={say('myReviews.reviews')}>
        {reviews.map((review) => (
          <ReviewRow key={`${review.circle} ${review.instrument}`} review={review} mine={circles} />
        ))}
      </DueList>
      <DueList heading={say('myReviews.measures')}>
        {measures.map((measure) => (
          <MeasureRow key={measure.id} measure={measure} changed={reload} />
        ))}
      </DueList>
      <DueList heading={say('myReviews.tasks')}>
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} who={mine.names.get(task.subjectId) ?? ''} changed={reload} />
        ))}
      </DueList>
    </section>
  );
}

/** A file for any calendar: kinds, numbers and dates, nothing else. */
function Calendar() {
  const say = useSay();
  const [isMade, setMade] = useState(false);
  const making = useDoing(async () => {
    const { fileName, text } = await call(readCalendar);
    download(new Blob([text], { type: 'text/calendar' }), fileName);
    setMade(true);
  });
  return (
    <div>
      <button type="button" className="quiet" disabled={making.busy} onClick={() => void making.run()}>
        {say('myReviews.calendar')}
      </button>
      {isMade ? <Notice>{say('myReviews.calendar.made')}</Notice> : null}
      <FailureNotice failure={making.failure} />
    </div>
  );
}
