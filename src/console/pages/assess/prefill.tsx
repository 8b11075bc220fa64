import { useState } from 'react';
import { listEveryCircle } from '../../../contracts/circles/schedule.js';
import { peopleAnchor } from '../../../domain/assessment/context-from-records.js';
import { incidentsAnchor, trendAnchor } from '../../../domain/assessment/count-incidents.js';
import type { Answers } from '../../../domain/assessment/answers.js';
import type { Instrument } from '../../../domain/assessment/instrument.js';
import { prefillPartB } from '../../../domain/assessment/prefill-part-b.js';
import { takenOver } from '../../../domain/assessment/take-over.js';
import { call } from '../../api/call.js';
import { everyPage } from '../../api/every-page.js';
import type { Form } from '../../assessing/form.js';
import { readIncidentRecords } from '../../assessing/incident-records.js';
import { assessmentsIn } from '../../assessing/read-file.js';
import { atLeast, victimLevelOf } from '../../assessing/victim-level.js';
import { useSay } from '../../i18n/language.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import { keeper } from '../../session/keeper.js';
import { useMe } from '../../session/session.js';

interface PrefillProps {
  readonly instrument: Instrument;
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
function FromCase({ instrument, form, hint, change }: PrefillProps) {
  const say = useSay();
  const [isFound, setFound] = useState(true);
  const { about } = form;
  const number = (about.is === 'worker' ? about.caseNumber : null) ?? (Number(hint) || null);
  const taking = useDoing(async () => {
    const found = await readCase(number);
    setFound(found !== null);
    if (!found) return;
    const { victimAssessment, victimLevel, answers } = found;
    change((current) => {
      if (current.about.is !== 'worker') return current;
      const about = {
        ...current.about,
        caseNumber: number,
        victimAssessment,
        victimLevel: atLeast(current.about.victimLevel, victimLevel),
      };
      return { ...withTaken(instrument, current, answers), about };
    });
  });
  return (
    <section className="card">
      <h2>{say('assess.prefill')}</h2>
      <p>{say('assess.prefill.case.body')}</p>
      <Taken about={about} number={number ?? 0} isFound={isFound} />
      <FailureNotice failure={taking.failure} />
      <button type="button" disabled={number === null || taking.busy} onClick={() => void taking.run()}>
        {say('assess.prefill.case')}
      </button>
    </section>
  );
}

interface TakenProps {
  readonly about: Form['about'];
  readonly number: number;
  readonly isFound: boolean;
}

function Taken({ about, number, isFound }: TakenProps) {
  const say = useSay();
  if (!isFound) return <Notice tone="warn">{say('assess.prefill.case.none', { number })}</Notice>;
  return about.is === 'worker' && about.victimAssessment !== null ? (
    <Notice tone="good">{say('assess.prefill.case.taken', { number })}</Notice>
  ) : null;
}

/** Null when whoever asks is not in that case, or nobody has assessed there. */
async function readCase(number: number | null) {
  const circles = await keeper.ask('listCircles');
  const circle = circles.find(({ facts }) => facts !== null && facts.number === number);
  if (!circle) return null;
  const file = await keeper.ask('readFile', circle.id);
  const last = assessmentsIn(file).at(-1);
  if (!last) return null;
  return {
    victimAssessment: last.record,
    victimLevel: victimLevelOf(file.levels, last),
    answers: prefillPartB(last.text.answers),
  };
}

/** What takes the place of an answer is to be looked at, also where somebody has answered there before. */
function withTaken(instrument: Instrument, form: Form, found: Answers): Form {
  const taken = takenOver(instrument, form, found);
  return {
    ...form,
    answers: { ...form.answers, ...taken },
    seen: form.seen.filter((item) => !Object.hasOwn(taken, item)),
  };
}

const leads: readonly string[] = ['focal-point', 'coordinator', 'director'];
const yearMs = 365 * 86_400_000;

/** Part A counts what it can: people who asked for help, and incidents of the security logs that this person may read. */
function FromRecords({ instrument, change }: PrefillProps) {
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
    change((current) => withTaken(instrument, current, counted));
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
