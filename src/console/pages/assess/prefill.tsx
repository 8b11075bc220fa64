import { useState } from 'react';
import { listEveryCircle } from '../../../contracts/circles/schedule.js';
import { peopleAnchor } from '../../../domain/assessment/context-from-records.js';
import { incidentsAnchor, trendAnchor } from '../../../domain/assessment/count-incidents.js';
import type { Answers } from '../../../domain/assessment/answers.js';
import { levelNamed } from '../../../domain/assessment/level.js';
import { prefillPartB } from '../../../domain/assessment/prefill-part-b.js';
import { call } from '../../api/call.js';
import { everyPage } from '../../api/every-page.js';
import type { Form } from '../../assessing/form.js';
import { readIncidentRecords } from '../../assessing/incident-records.js';
import type { Opened } from '../../assessing/opened.js';
import { assessmentsIn } from '../../assessing/read-file.js';
import { useSay } from '../../i18n/language.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import { keeper } from '../../session/keeper.js';
import { useMe } from '../../session/session.js';

interface PrefillProps {
  readonly opened: Opened;
  readonly form: Form;
  readonly hint: string | undefined;
  readonly change: (change: (form: Form) => Form) => void;
}

/** Takes over what is known elsewhere. Nothing is counted as looked at because of it. */
export function Prefill(props: PrefillProps) {
  const { about } = props.form;
  if (about.is === 'worker') return <FromCase {...props} />;
  return about.is === 'organisation' ? <FromRecords {...props} /> : null;
}

/** From the victim assessment of the case, when whoever fills in is in that case too. */
function FromCase({ form, hint, change }: PrefillProps) {
  const say = useSay();
  const { about } = form;
  const number = (about.is === 'worker' ? about.caseNumber : null) ?? (Number(hint) || null);
  const taking = useDoing(async () => {
    const found = await readCase(number);
    change((current) => {
      if (current.about.is !== 'worker') return current;
      const { answers, ...known } = found;
      return {
        ...current,
        about: { ...current.about, caseNumber: number, ...known },
        answers: { ...current.answers, ...answers },
        seen: current.seen.filter((item) => !(item in answers)),
      };
    });
  });
  return (
    <section className="card">
      <h2>{say('assess.prefill')}</h2>
      <p>{say('assess.prefill.case.body')}</p>
      {about.is === 'worker' && about.victimAssessment !== null ? (
        <Notice tone="good">{say('assess.prefill.case.taken', { number: number ?? 0 })}</Notice>
      ) : null}
      <FailureNotice failure={taking.failure} />
      <button type="button" disabled={number === null || taking.busy} onClick={() => void taking.run()}>
        {say('assess.prefill.case')}
      </button>
    </section>
  );
}

async function readCase(number: number | null) {
  const circles = await keeper.ask('listCircles');
  const circle = circles.find(({ facts }) => facts !== null && facts.number === number);
  const nothing = { victimAssessment: null, victimLevel: null, answers: {} as Answers };
  if (!circle) return nothing;
  const last = assessmentsIn(await keeper.ask('readFile', circle.id)).at(-1);
  if (!last) return nothing;
  return {
    victimAssessment: last.record,
    victimLevel: levelNamed(last.text.level.inForce),
    answers: prefillPartB(last.text.answers),
  };
}

const leads: readonly string[] = ['focal-point', 'coordinator', 'director'];
const yearMs = 365 * 86_400_000;

/** Part A counts what it can: people who asked for help, and incidents of the security logs that this person may read. */
function FromRecords({ change }: PrefillProps) {
  const say = useSay();
  const { roles } = useMe();
  const [isOpen, setOpen] = useState(false);
  const counting = useDoing(async () => {
    const now = Date.now();
    const counted = {
      ...(await people(roles.includes('coordinator'), now)),
      ...(await incidents(roles, now)),
    };
    setOpen(Object.values(counted).includes('unknown'));
    change((current) => {
      const answers = unlessAnswered(counted, current.answers);
      return {
        ...current,
        answers: { ...current.answers, ...answers },
        seen: current.seen.filter((item) => !(item in answers)),
      };
    });
  });
  return (
    <section className="card">
      <h2>{say('assess.prefill')}</h2>
      <p>{say('assess.prefill.records.body')}</p>
      {isOpen ? <Notice tone="warn">{say('assess.prefill.records.open')}</Notice> : null}
      <FailureNotice failure={counting.failure} />
      <button type="button" disabled={counting.busy} onClick={() => void counting.run()}>
        {say('assess.prefill.records')}
      </button>
    </section>
  );
}

/** Only coordinators see the numbers of every case; from one's own cases alone the count would be too small. */
async function people(mayCount: boolean, now: number): Promise<Answers> {
  if (!mayCount) return {};
  const circles = await everyPage((cursor) => call(listEveryCircle, { query: { cursor, limit: 200 } }));
  const opened = circles.filter(({ facts }) => facts !== null).map(({ openedAt }) => now - openedAt);
  const thisYear = opened.filter((age) => age < yearMs).length;
  const before = opened.filter((age) => age >= yearMs && age < 2 * yearMs).length;
  return { A03: peopleAnchor(thisYear, before) };
}

/** Without a security log nothing is known: the two items stay as they are, not "none". */
async function incidents(roles: readonly string[], now: number): Promise<Answers> {
  const records = await readIncidentRecords(roles.some((role) => leads.includes(role)));
  return records ? { A09: incidentsAnchor(records, now), A10: trendAnchor(records, now) } : {};
}

/** What the records cannot tell does not take away what a person answered. */
const unlessAnswered = (counted: Answers, answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(counted).filter(([item, value]) => value !== 'unknown' || answers[item] === undefined),
  );
