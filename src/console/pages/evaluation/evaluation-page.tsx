import '../../assessing/assessing.css';
import { useState } from 'react';
import { readEvaluationShare } from '../../../contracts/circles/evaluation-share.js';
import { listEveryReview } from '../../../contracts/reviews/reviews.js';
import { readEvaluation } from '../../../contracts/sealed/evaluation.js';
import { coverage, plansNeverReviewed } from '../../../domain/assessment/evaluation-coverage.js';
import { evaluatedWith, sharesOf } from '../../../domain/assessment/evaluation-share.js';
import {
  byLevel,
  heatMap,
  lookBack,
  plansJudged,
  type AssessmentExtract,
  type IncidentExtract,
  isEvaluated,
} from '../../../domain/assessment/evaluation.js';
import { INSTRUMENT_IDS, type InstrumentId } from '../../../domain/assessment/instrument.js';
import type { Instant } from '../../../domain/shared/time.js';
import { call } from '../../api/call.js';
import { everyPage } from '../../api/every-page.js';
import { namesOfStaff } from '../../api/names-of-staff.js';
import { loadBook } from '../../assessing/book.js';
import { dayOf } from '../../assessing/evaluation-extract.js';
import { useSay } from '../../i18n/language.js';
import { Choice } from '../../parts/choice.js';
import { Tick } from '../../parts/fields.js';
import { FailureNotice } from '../../parts/notice.js';
import { useDoing, useLoaded } from '../../session/doing.js';
import { keeper } from '../../session/keeper.js';
import { useMe } from '../../session/session.js';
import { FollowedByItem, FollowedByLevel } from './followed.js';
import { HeatMap } from './heat-map.js';
import { bringIncidents } from './bring-incidents.js';
import { ShareCovered } from './share-covered.js';

/** An incident this long after an assessment still counts as having followed it. */
const withinDays = 90;
/** A plan that nobody has looked at for so long is counted as never reviewed. */
const plansAfterDays = 30;

/** What became of the assessments: reckoned in the browser of those who may read the evaluation. */
export default function EvaluationPage() {
  const say = useSay();
  const { roles } = useMe();
  const { value, failure, reload } = useLoaded(() => readAll(roles.includes('coordinator')));
  return (
    <>
      <h1>{say('evaluation.title')}</h1>
      <p className="lead">{say('evaluation.lead')}</p>
      <FailureNotice failure={failure} />
      {value ? <Evaluated {...value} reload={reload} /> : failure ? null : <p aria-busy="true" />}
    </>
  );
}

type All = Awaited<ReturnType<typeof readAll>>;

async function readAll(mayCount: boolean) {
  const now = Date.now();
  const [circles, book, reviews] = await Promise.all([
    keeper.ask('listCircles'),
    loadBook(),
    mayCount ? everyPage((cursor) => call(listEveryReview, { query: { cursor } })) : null,
  ]);
  const own = circles.filter(({ kind }) => kind === 'evaluation');
  const [files, share] = await Promise.all([
    Promise.all(own.map(({ id }) => keeper.ask('readFile', id))),
    own.length > 0 ? readShare() : null,
  ]);
  const newest = new Map(files.flatMap(({ texts }) => texts).map((each) => [each.object, each.text ?? '']));
  const read = [...newest.values()].map(readEvaluation);
  return {
    now,
    book,
    circle: own[0]?.id ?? null,
    extracts: read.filter((each) => each?.form === 'evaluation-assessment/1') as AssessmentExtract[],
    share,
    incidents: read.filter((each) => each?.form === 'evaluation-incident/1') as IncidentExtract[],
    coverage:
      reviews &&
      coverage(
        reviews
          .filter(({ kind }) => kind === 'client-case')
          .map(({ circle, assessed, due }) => ({ id: circle, due: assessed === null ? null : due })),
        now as Instant,
      ),
  };
}

/** What the house signed, whether it left an extract or not: the server's word, because nobody reads every case. */
async function readShare() {
  const [{ signed, withoutExtracts }, names] = await Promise.all([call(readEvaluationShare), namesOfStaff()]);
  const without = withoutExtracts.map(({ who, ...each }) => ({
    ...each,
    names: who && who.map((id) => names.get(id) ?? id).sort(),
  }));
  return { signed, without };
}

function Evaluated({ reload, ...all }: All & { readonly reload: () => Promise<void> }) {
  const say = useSay();
  const [isHidden, setHidden] = useState(true);
  const [id, setId] = useState<InstrumentId>('VSRA');
  if (all.circle === null) return <NoEvaluation reload={reload} />;
  const own = all.extracts.filter(({ instrument }) => instrument.id === id);
  const looked = lookBack(own, all.incidents, withinDays);
  const instrument = all.book.find((each) => each.instrument.id === id)?.instrument;
  return (
    <>
      <div className="card">
        <Choice
          label={say('evaluation.instrument')}
          value={id}
          options={INSTRUMENT_IDS.filter(isEvaluated).map((each) => [each, each] as const)}
          change={setId}
        />
        <Tick
          label={say('evaluation.hide')}
          checked={isHidden}
          onChange={({ target }) => setHidden(target.checked)}
        />
        <Bring circle={all.circle} reload={reload} />
        <p>
          <a href={`#/cases/${all.circle}`}>{say('evaluation.members')}</a>
        </p>
      </div>
      {all.extracts.length === 0 ? <p className="empty">{say('evaluation.empty')}</p> : null}
      {all.share ? (
        <ShareCovered
          shares={sharesOf(id, all.extracts, all.share.signed)}
          without={all.share.without.find(({ kind }) => kind === evaluatedWith[id])}
          isHidden={isHidden}
        />
      ) : null}
      <Coverage {...all} own={own} />
      <HeatMap counts={heatMap(own, id)} isHidden={isHidden} />
      <FollowedByLevel
        computed={byLevel(looked, 'computed')}
        inForce={byLevel(looked, 'inForce')}
        isHidden={isHidden}
      />
      {instrument ? <FollowedByItem instrument={instrument} looked={looked} isHidden={isHidden} /> : null}
    </>
  );
}

function NoEvaluation({ reload }: { readonly reload: () => Promise<void> }) {
  const say = useSay();
  const { roles } = useMe();
  const leads = ['focal-point', 'coordinator', 'director'].some((role) =>
    roles.some((each) => each === role),
  );
  const opening = useDoing(async () => {
    await keeper.ask('openCircleOf', { kind: 'evaluation', subjectId: null, members: [] });
    await reload();
  });
  return (
    <div className="empty">
      <p>{say('evaluation.none')}</p>
      {leads ? (
        <button type="button" disabled={opening.busy} onClick={() => void opening.run()}>
          {say('evaluation.open')}
        </button>
      ) : null}
      <FailureNotice failure={opening.failure} />
    </div>
  );
}

/** Incidents of the security logs that this person reads, under the pseudonyms of the cases that she is in. */
function Bring({ circle, reload }: { readonly circle: string; readonly reload: () => Promise<void> }) {
  const say = useSay();
  const bringing = useDoing(async () => {
    await bringIncidents(circle);
    await reload();
  });
  return (
    <>
      <FailureNotice failure={bringing.failure} />
      <button type="button" className="quiet" disabled={bringing.busy} onClick={() => void bringing.run()}>
        {say('evaluation.bring')}
      </button>
      <p className="hint">{say('evaluation.bring.body')}</p>
    </>
  );
}

function Coverage({ coverage: covered, own, now }: All & { readonly own: readonly AssessmentExtract[] }) {
  const say = useSay();
  const judged = plansJudged(own);
  const unreviewed = plansNeverReviewed(own, dayOf(now), plansAfterDays).length;
  return (
    <section className="card" aria-labelledby="coverage">
      <h2 id="coverage">{say('evaluation.coverage')}</h2>
      <dl className="fact-list">
        {covered ? (
          <>
            <dt>{say('evaluation.coverage.never')}</dt>
            <dd>{say('evaluation.of', { count: covered.never.length, all: covered.cases })}</dd>
            <dt>{say('evaluation.coverage.overdue')}</dt>
            <dd>{say('evaluation.of', { count: covered.overdue.length, all: covered.cases })}</dd>
          </>
        ) : null}
        <dt>{say('evaluation.coverage.plans', { days: plansAfterDays })}</dt>
        <dd>{unreviewed}</dd>
        {(['effective', 'partly', 'not_effective', 'not_carried_out'] as const).map((each) => (
          <div key={each} className="fact">
            <dt>
              {say('evaluation.plans')}: {say(`assess.measures.${each}`)}
            </dt>
            <dd>{judged.get(each) ?? 0}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
