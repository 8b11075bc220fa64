import { useState } from 'react';
import { whoMayKnow } from '../../contracts/circles/schedule.js';
import { answerVisit, concludeVisit, readVisitCourse } from '../../contracts/safety/field-visits.js';
import { MISSION_CHECKS } from '../../domain/safety/mission-check.js';
import { call } from '../api/call.js';
import { useMoment, useSay, type Say } from '../i18n/language.js';
import type { SealedPlan } from '../keeper/safety.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useMe } from '../session/session.js';
import { StageMark, TimeLeft } from './safety-time.js';
import { WhyYes } from './safety-why-asked.js';
import type { VisitAnswer } from './visit-answer.js';

interface WatchedProps {
  readonly visit: VisitAnswer;
  readonly names: ReadonlyMap<string, string>;
  readonly now: number;
  readonly changed: () => Promise<void>;
}

/** A colleague's visit, for somebody who would look for her. */
export function WatchedVisit({ visit, names, now, changed }: WatchedProps) {
  const say = useSay();
  const moment = useMoment();
  const [isOpen, setOpen] = useState(false);
  const acting = useDoing(async (act: () => Promise<unknown>) => {
    await act();
    await changed();
  });
  const name = names.get(visit.workerId) ?? '';
  const { roles } = useMe();
  const mayAnswer = roles.includes('coordinator') && ['waits-for-yes', 'refused'].includes(visit.stage);
  return (
    <article className="card visit" aria-label={say('consoleSafety.number', { number: visit.number })}>
      <h3>
        {say('consoleSafety.number', { number: visit.number })} · {name} <StageMark stage={visit.stage} />
      </h3>
      <TimeLeft visit={visit} now={now} />
      {visit.unbegun ? (
        <Notice tone="warn">{say('consoleSafety.unbegun.watch', { at: moment(visit.plannedAt) })}</Notice>
      ) : null}
      <FailureNotice failure={acting.failure} />
      {mayAnswer ? <WhyYes visit={visit} names={names} /> : null}
      <div className="row">
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {say('consoleSafety.openPlan')}
        </button>
        <WatchButtons visit={visit} mayAnswer={mayAnswer} act={acting.run} />
      </div>
      {isOpen ? <Opened visit={visit} names={names} /> : null}
    </article>
  );
}

interface WatchButtonsProps {
  readonly visit: VisitAnswer;
  readonly mayAnswer: boolean;
  readonly act: (act: () => Promise<unknown>) => Promise<unknown>;
}

/** A coordinator’s answer, and the end for whoever is out or should have been. */
function WatchButtons({ visit: { id, departedAt, unbegun }, mayAnswer, act }: WatchButtonsProps) {
  const say = useSay();
  const params = { id };
  const conclude = (conclusion: 'resolved' | 'false-alarm') =>
    void act(() => call(concludeVisit, { params, body: { conclusion } }));
  const answer = (yes: 'given' | 'refused') => void act(() => call(answerVisit, { params, body: { yes } }));
  return (
    <>
      {mayAnswer ? (
        <>
          <button type="button" className="primary" onClick={() => answer('given')}>
            {say('consoleSafety.yes')}
          </button>
          <button type="button" onClick={() => answer('refused')}>
            {say('consoleSafety.no')}
          </button>
        </>
      ) : null}
      {departedAt !== null || unbegun ? (
        <>
          <button type="button" onClick={() => conclude('resolved')}>
            {say('consoleSafety.resolved')}
          </button>
          <button type="button" className="quiet" onClick={() => conclude('false-alarm')}>
            {say('consoleSafety.falseAlarm')}
          </button>
        </>
      ) : null}
    </>
  );
}

function Opened({ visit, names }: Pick<WatchedProps, 'visit' | 'names'>) {
  const say = useSay();
  const moment = useMoment();
  const plan = useLoaded(async () => planOrMembers(visit, names));
  const course = useLoaded(() => call(readVisitCourse, { params: { id: visit.id } }));
  return (
    <>
      <FailureNotice failure={plan.failure ?? course.failure} />
      {plan.value ? <Plan found={plan.value} /> : plan.failure ? null : <p aria-busy="true">…</p>}
      <h4>{say('consoleSafety.course')}</h4>
      <ul className="list">
        {course.value?.items.map(({ at, what, staffId }, index) => (
          <li key={index}>
            {moment(at)} · {eventWords(say, what)}
            {staffId ? ` · ${names.get(staffId) ?? ''}` : ''}
          </li>
        ))}
      </ul>
    </>
  );
}

interface Found {
  readonly sealed: SealedPlan | null;
  /** Who could open it, when I cannot. */
  readonly who: string;
}

/** Whoever is not in the book learns at least whom to call. */
async function planOrMembers(visit: VisitAnswer, names: ReadonlyMap<string, string>): Promise<Found> {
  try {
    return { sealed: await keeper.ask('readSealedPlan', visit.circle, visit.id), who: '' };
  } catch {
    const found = await call(whoMayKnow, { params: { id: visit.circle } }).catch(() => ({ members: [] }));
    const who = found.members.flatMap(({ userId }) => names.get(userId) ?? []);
    return { sealed: null, who: who.join(', ') };
  }
}

function Plan({ found: { sealed, who } }: { readonly found: Found }) {
  const say = useSay();
  const moment = useMoment();
  if (!sealed)
    return <Notice tone="warn">{say('consoleSafety.openPlan.none', { names: who || '?' })}</Notice>;
  if (!sealed.plan) return <Notice tone="warn">{say('consoleSafety.openPlan.unknown')}</Notice>;
  const { plan } = sealed;
  return (
    <>
      <p className="hint">
        {say('consoleSafety.openPlan.by', { name: sealed.author, at: moment(sealed.ms) })}
      </p>
      <dl className="facts">
        <Fact name={say('consoleSafety.plan.ifMissing')} value={plan.ifMissing} />
        <Fact name={say('consoleSafety.plan.where')} value={plan.where} />
        <Fact name={say('consoleSafety.plan.withWhom')} value={plan.withWhom} />
        <Fact name={say('consoleSafety.plan.how')} value={plan.how} />
        <Fact name={say('consoleSafety.plan.back.when')} value={plan.back} />
        <Fact name={say('consoleSafety.plan.why')} value={plan.why} />
      </dl>
      <ul className="list">
        {MISSION_CHECKS.map((id) => (
          <li key={id}>
            {say(`consoleSafety.check.${id}`)}{' '}
            <strong>{say(`consoleSafety.answer.${plan.check[id]}`)}</strong>
          </li>
        ))}
      </ul>
    </>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) =>
  value === '' ? null : (
    <div>
      <dt>{name}</dt>
      <dd className="text">{value}</dd>
    </div>
  );

const eventWords = (say: Say, what: string): string =>
  (say as (key: string) => string)(`consoleSafety.event.${what}`);
