import '../../assessing/assessing.css';
import { useMemo, useState } from 'react';
import type { Published } from '../../../domain/assessment/instrument.js';
import { beforeOf } from '../../assessing/before.js';
import { aboutFor, beginForm, scoreOf, type Form } from '../../assessing/form.js';
import { newsIn, withNews } from '../../assessing/news.js';
import { openFile, type Opened } from '../../assessing/opened.js';
import { useForm } from '../../assessing/use-form.js';
import { useWording } from '../../assessing/use-wording.js';
import { useSay } from '../../i18n/language.js';
import { LongText } from '../../parts/long-text.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { StaleNotice } from '../../parts/stale-notice.js';
import { useLoaded } from '../../session/doing.js';
import { useWaitingFor } from '../../session/waiting.js';
import { nameOfCircle } from '../../parts/circle-name.js';
import { AboutPart } from './about-part.js';
import { Begun } from './begun.js';
import { formKey } from './form-key.js';
import { LastPlan } from './last-plan.js';
import { useLead } from './lead-to.js';
import { LevelNow } from './level-now.js';
import { NewsPart } from './news-part.js';
import { NotValidated } from './not-validated.js';
import { OverridePart } from './override-part.js';
import { Prefill } from './prefill.js';
import { Questions } from './questions.js';
import { SignPart } from './sign-part.js';

interface AssessPageProps {
  readonly id: string;
  /** The number of the case that a worker's file is about, when a task led here. */
  readonly hint: string | undefined;
}

/** Filling in an assessment: from last time to the signature. */
export default function AssessPage({ id, hint }: AssessPageProps) {
  const say = useSay();
  const { value: opened, failure, reload } = useLoaded(() => openFile(id), id);
  const isWaiting = useWaitingFor(id, 'assessment', reload);
  const filling = { hint, isWaiting, reload };
  return (
    <>
      <p className="crumb">
        <a href={`#/cases/${id}`}>{opened ? nameOfCircle(opened.file.answer, say) : say('assess.toCase')}</a>
      </p>
      {opened && isWaiting ? null : <FailureNotice failure={failure} />}
      {opened ? <StaleNotice circle={id} renewedOn="case" /> : null}
      {opened ? <Found opened={opened} {...filling} /> : null}
      {opened || failure ? null : <p aria-busy="true">{say('assess.opening')}</p>}
    </>
  );
}

function Found(given: Omit<FillingProps, 'published'>) {
  const say = useSay();
  const { published, last, file } = given.opened;
  if (!published) return <Notice>{say('assess.notAssessed')}</Notice>;
  if (!file.mayWrite) return <Notice>{say('consoleCase.readOnly')}</Notice>;
  return <Filling key={last?.record ?? ''} {...given} published={published} />;
}

interface FillingProps {
  readonly opened: Opened;
  readonly published: Published;
  readonly hint: string | undefined;
  /** What was signed here goes out by itself: the form has done its work. */
  readonly isWaiting: boolean;
  readonly reload: () => Promise<void>;
}

const dayMs = 86_400_000;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const isForm = (kept: unknown): kept is Form =>
  (kept as { form?: unknown } | undefined)?.form === 'assessment-form/1';

function Filling({ opened, published, hint, isWaiting, reload }: FillingProps) {
  const say = useSay();
  const words = useWording();
  const { instrument } = published;
  const { id, file, last, plan } = opened;
  const [openedAt] = useState(() => Date.now());
  const { question, leadTo } = useLead();
  const begin = (): Form => {
    const today = dayOf(openedAt);
    const about = aboutFor(instrument.id, file.answer.subjectId, today, dayOf(openedAt - 365 * dayMs));
    const known = about.is === 'worker' ? { ...about, caseNumber: Number(hint) || null } : about;
    return withNews(beginForm(instrument, last, known, openedAt), instrument, newsIn(file, last));
  };
  const kept = useForm(id, formKey(published), begin, isForm);
  const { form, isResumed, isKept, change, keepNow, letGo, restart } = kept;
  const score = useMemo(() => (form ? scoreOf(instrument, form) : undefined), [instrument, form]);
  const news = useMemo(() => newsIn(file, last), [file, last]);
  if (!form || !score) return <p aria-busy="true">{say('assess.opening')}</p>;
  const title = <h1>{words(instrument.title)}</h1>;
  if (isWaiting)
    return (
      <>
        {title}
        <Notice tone="good">{say('assess.signed.waiting')}</Notice>
      </>
    );
  return (
    <div className="assess">
      {title}
      <NotValidated instrument={instrument} />
      <Begun
        instrument={instrument}
        form={form}
        last={last}
        isResumed={isResumed}
        change={change}
        restart={restart}
      />
      <NewsPart instrument={instrument} last={last} news={news} form={form} change={change} />
      <Prefill instrument={instrument} form={form} hint={hint} change={change} />
      <AboutPart instrument={instrument} form={form} last={last} change={change} />
      <Questions instrument={instrument} form={form} last={last} led={question} change={change} />
      <LastPlan instrument={instrument} plan={plan} form={form} change={change} />
      <OverridePart instrument={instrument} score={score} form={form} change={change} />
      <section className="card">
        <LongText
          label={say('assess.freeNote')}
          hint={say('assess.freeNote.hint')}
          value={form.note}
          most={2_000}
          at="note"
          change={(note) => change((current) => ({ ...current, note }))}
        />
      </section>
      <SignPart
        opened={opened}
        published={published}
        form={form}
        keepNow={keepNow}
        leadTo={leadTo}
        letGo={letGo}
        reload={reload}
      />
      <div className="assess-bar">
        <LevelNow instrument={instrument} score={score} before={beforeOf(opened, form.object)} />
        <p className="hint" role="status">
          {say(isKept ? 'assess.kept' : 'assess.keeping')}
        </p>
      </div>
    </div>
  );
}
