import '../../assessing/assessing.css';
import { useState, type FormEvent } from 'react';
import { writePlan } from '../../../contracts/sealed/plan.js';
import type { PlannedMeasure } from '../../assessing/planned-measure.js';
import type { Instrument, Published } from '../../../domain/assessment/instrument.js';
import { agreedKey } from '../../assessing/agreed.js';
import { extractSteps } from '../../assessing/evaluation-extract.js';
import { newId } from '../../assessing/new-id.js';
import { openFile, ownInstrument, type Opened } from '../../assessing/opened.js';
import {
  beginPlan,
  broughtUpToDate,
  emptyMeasures,
  planTextOf,
  type PlanForm,
} from '../../assessing/plan-form.js';
import type { SignedAssessment } from '../../assessing/read-file.js';
import { readStandings } from '../../assessing/read-standings.js';
import type { Standings } from '../../assessing/standing.js';
import { useForm } from '../../assessing/use-form.js';
import { useSay } from '../../i18n/language.js';
import type { Order, Step } from '../../keeper/order.js';
import { Submit } from '../../parts/fields.js';
import { LongText } from '../../parts/long-text.js';
import { LostWithTab } from '../../parts/lost-with-tab.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { StaleNotice } from '../../parts/stale-notice.js';
import { goTo } from '../../router.js';
import { useDoing, useLoaded } from '../../session/doing.js';
import { useWaitingFor, waiting } from '../../session/waiting.js';
import { nameOfCircle } from '../../parts/circle-name.js';
import { BeginAnew } from './begin-anew.js';
import { LevelActions } from './level-actions.js';
import { MeasureFields } from './measure-fields.js';
import { Offers } from './offers.js';
import { isOutrun, PlanOutrun } from './plan-outrun.js';

/** The plan that follows from the newest assessment: what, who, until when. */
export default function PlanPage({ id }: { readonly id: string }) {
  const say = useSay();
  const { value, failure, reload } = useLoaded(() => readPlanning(id), id);
  const isWaiting = useWaitingFor(id, 'plan', reload);
  return (
    <>
      <p className="crumb">
        <a href={`#/cases/${id}`}>
          {value ? nameOfCircle(value.opened.file.answer, say) : say('assess.toCase')}
        </a>
      </p>
      <h1>{say('plan.title')}</h1>
      {value && isWaiting ? null : <FailureNotice failure={failure} />}
      {value ? <StaleNotice circle={id} renewedOn="case" /> : null}
      {value ? (
        <Opening {...value} isWaiting={isWaiting} reload={reload} />
      ) : failure ? null : (
        <p aria-busy="true">{say('assess.opening')}</p>
      )}
    </>
  );
}

async function readPlanning(id: string) {
  const [opened, standings] = await Promise.all([openFile(id), readStandings(id)]);
  return { opened, standings };
}

interface OpeningProps {
  readonly opened: Opened;
  readonly standings: Standings;
  /** What was signed here goes out by itself: the form has done its work. */
  readonly isWaiting: boolean;
  readonly reload: () => Promise<void>;
}

function Opening({ opened, standings, isWaiting, reload }: OpeningProps) {
  const say = useSay();
  const { id, last, published } = opened;
  if (isWaiting) return <Notice tone="good">{say('plan.waiting')}</Notice>;
  if (!last || !published)
    return (
      <p className="empty">
        {say('plan.noAssessment')} <a href={`#/cases/${id}/assess`}>{say('level.assess')}</a>
      </p>
    );
  return (
    <Planning
      key={last.record}
      opened={opened}
      standings={standings}
      last={last}
      published={published}
      reload={reload}
    />
  );
}

interface PlanningProps extends Omit<OpeningProps, 'isWaiting'> {
  readonly last: SignedAssessment;
  readonly published: Published;
}

const isPlanForm = (kept: unknown): kept is PlanForm =>
  (kept as { form?: unknown } | undefined)?.form === 'plan-form/1';

const keyOf = ({ record }: SignedAssessment): string => `plan ${record}`;

/** The plan that is being written, with what happened to its measures meanwhile. */
function usePlanForm({ opened, standings, last, published }: Omit<PlanningProps, 'reload'>) {
  const { id, file, plan } = opened;
  const [openedAt] = useState(() => Date.now());
  const begin = (): PlanForm =>
    beginPlan(published.instrument, last, plan, file.answer.subjectId, standings, openedAt);
  const kept = useForm(id, keyOf(last), begin, isPlanForm);
  return { ...kept, form: kept.form && broughtUpToDate(kept.form, standings) };
}

function Planning({ reload, ...given }: PlanningProps) {
  const say = useSay();
  const { opened, standings, last, published } = given;
  const { id, file } = opened;
  const { instrument } = published;
  const { subjectId } = file.answer;
  const { form, isKept, change, keepNow, letGo, restart } = usePlanForm(given);
  const [isLost, setLost] = useState(false);
  const [isSent, setSent] = useState(false);
  const signing = useDoing(async () => {
    if (!form) return;
    await keepNow();
    const extract = await extractOfPlan(opened, last, form);
    const order: Order = {
      id: newId(),
      circle: id,
      what: 'plan',
      madeAt: Date.now(),
      refused: null,
      steps: [...stepsFor(published, form, standings, keyOf(last)), ...extract],
    };
    // Refused because a colleague was faster: hers is read, so that both can be compared.
    const outcome = await waiting.send(order).catch(async (caught: unknown) => {
      await reload();
      throw caught;
    });
    letGo();
    setLost(outcome === 'lost-with-tab');
    setSent(outcome === 'sent');
    if (outcome === 'sent') goTo(`/cases/${id}/document`);
    else await reload();
  });
  if (!form) return <p aria-busy="true">{say('assess.opening')}</p>;
  if (!file.mayWrite) return <Notice>{say('consoleCase.readOnly')}</Notice>;
  const empty = emptyMeasures(form);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void signing.run();
  };
  const set = (measures: readonly PlannedMeasure[]): void => change((current) => ({ ...current, measures }));
  return (
    <form onSubmit={submit} className="plan">
      <p className="lead">{say('plan.lead')}</p>
      <PlanOutrun instrument={instrument} opened={opened} form={form} change={change} restart={restart} />
      <LevelActions instrument={instrument} last={last} />
      {form.measures.length === 0 ? <p className="empty">{say('plan.empty')}</p> : null}
      {form.measures.map((measure) => (
        <MeasureFields
          key={measure.id}
          instrument={instrument}
          measure={measure}
          standing={standings.get(measure.id)}
          members={file.members}
          change={(next) => set(form.measures.map((each) => (each.id === measure.id ? next : each)))}
          remove={() => set(form.measures.filter(({ id: each }) => each !== measure.id))}
        />
      ))}
      <Offers
        instrument={instrument}
        last={last}
        form={form}
        subject={subjectId}
        add={(measures) => set([...form.measures, ...measures])}
      />
      <section className="card">
        <AgreedNote
          instrument={instrument}
          note={form.note}
          change={(note) => change((current) => ({ ...current, note }))}
        />
        <p className="hint" role="status">
          {isSent ? say('plan.sent') : say(isKept ? 'assess.kept' : 'assess.keeping')}
        </p>
        {empty > 0 ? <Notice tone="warn">{say('plan.wordless', { count: empty })}</Notice> : null}
        <LostWithTab isLost={isLost} />
        <FailureNotice failure={signing.failure} />
        <div className="row">
          <Submit busy={signing.busy} disabled={empty > 0 || isOutrun(form, opened)}>
            {say('plan.sign')}
          </Submit>
          <BeginAnew restart={restart} />
        </div>
      </section>
    </form>
  );
}

interface AgreedProps {
  readonly instrument: Instrument;
  readonly note: string;
  readonly change: (note: string) => void;
}

function AgreedNote({ instrument, note, change }: AgreedProps) {
  const say = useSay();
  const key = agreedKey(instrument);
  return <LongText label={say(key)} hint={say(`${key}.hint`)} value={note} most={4_000} change={change} />;
}

function stepsFor(published: Published, form: PlanForm, standings: Standings, key: string): Step[] {
  const open = form.measures.filter(({ state }) => state === 'open');
  const moved = form.measures.filter(({ id, state }) => {
    const known = standings.get(id);
    return known ? known.state !== state : false;
  });
  return [
    {
      do: 'seal',
      kind: 'plan',
      object: form.object,
      text: writePlan(planTextOf(published, form)),
      ...(form.base === undefined ? {} : { base: form.base }),
    },
    { do: 'measures', measures: open.map(({ id, owner, due }) => ({ id, owner, due, seen: 0 })) },
    ...moved.map(({ id, state }): Step => ({ do: 'measure', measure: id, to: { state } })),
    { do: 'forget-draft', key },
  ];
}

/** The evaluation learns how many measures followed. Only with the instrument that the assessment was made with. */
async function extractOfPlan(opened: Opened, last: SignedAssessment, form: PlanForm): Promise<Step[]> {
  const instrument = ownInstrument(opened, last);
  if (typeof instrument === 'string') return [];
  const { sha256 } = last.text.instrument;
  const measures = form.measures.filter(({ state }) => state !== 'dropped').length;
  return extractSteps(opened.evaluation, { instrument, sha256 }, last.object, last.text, measures);
}
