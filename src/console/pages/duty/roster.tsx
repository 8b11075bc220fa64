import { useState } from 'react';
import { readRoster } from '../../../contracts/escalation/roster.js';
import { DUTIES } from '../../../domain/escalation/duty-outlook.js';
import type { Instant } from '../../../domain/shared/time.js';
import { plusDays } from '../../../domain/shared/zoned-time.js';
import { call } from '../../api/call.js';
import { useSay } from '../../i18n/language.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useNow } from '../../parts/now.js';
import { useLoaded } from '../../session/doing.js';
import { useLive } from '../../session/live.js';
import { nameIn, personIn, useDutyClock } from './duty-words.js';
import { OverrideDialog, PlanDialog, RemoveDialog, type DialogProps, type Entry } from './roster-dialogs.js';
import { RosterDay } from './roster-day.js';
import { mondayOf, nowOn, warningsOf, weekOf, type RosterAnswer } from './week.js';

/** Who is on duty now, and the week: what is planned, what is open, who has too much. */
export function RosterPage() {
  const say = useSay();
  const { value, failure, reload } = useLoaded(async () => ({
    answer: await call(readRoster),
    readAt: Date.now(),
  }));
  useLive(['roster'], () => void reload());
  return (
    <>
      <h1>{say('console.place.roster')}</h1>
      <FailureNotice failure={failure} />
      {value ? (
        <Roster answer={value.answer} ahead={value.answer.now - value.readAt} changed={reload} />
      ) : failure ? null : (
        <p aria-busy="true">{say('console.loading')}</p>
      )}
    </>
  );
}

interface RosterProps {
  readonly answer: RosterAnswer;
  readonly ahead: number;
  readonly changed: () => Promise<void>;
}

type Asked =
  | { readonly what: 'plan' }
  | { readonly what: 'override' }
  | { readonly what: 'remove'; readonly entry: Entry };

function Roster({ answer, ahead, changed }: RosterProps) {
  const say = useSay();
  const [asked, setAsked] = useState<Asked>();
  const [saved, setSaved] = useState(false);
  const settle = async (): Promise<void> => {
    setAsked(undefined);
    await changed();
    setSaved(true);
  };
  const isEmpty = answer.shifts.length === 0 && answer.overrides.length === 0;
  return (
    <>
      <p className="lead">
        {say('consoleRoster.lead', { zone: answer.zone })}{' '}
        {answer.mayEdit ? null : say('consoleRoster.lead.see')}
      </p>
      <OnDutyNow answer={answer} ahead={ahead} />
      {answer.mayEdit ? <Edits ask={setAsked} /> : null}
      {saved ? <Notice tone="good">{say('consoleRoster.saved')}</Notice> : null}
      {isEmpty ? (
        <NobodyYet />
      ) : (
        <Week answer={answer} ahead={ahead} ask={(entry) => setAsked({ what: 'remove', entry })} />
      )}
      {asked ? (
        <Asking
          asked={asked}
          answer={answer}
          close={() => setAsked(undefined)}
          saved={settle}
          refused={changed}
        />
      ) : null}
    </>
  );
}

function Asking({ asked, ...dialog }: DialogProps & { readonly asked: Asked }) {
  if (asked.what === 'plan') return <PlanDialog {...dialog} />;
  return asked.what === 'override' ? (
    <OverrideDialog {...dialog} />
  ) : (
    <RemoveDialog {...dialog} entry={asked.entry} />
  );
}

function Edits({ ask }: { readonly ask: (asked: Asked) => void }) {
  const say = useSay();
  return (
    <div className="row edits">
      <button type="button" className="primary" onClick={() => ask({ what: 'plan' })}>
        {say('consoleRoster.plan')}
      </button>
      <button type="button" onClick={() => ask({ what: 'override' })}>
        {say('consoleRoster.override')}
      </button>
    </div>
  );
}

function NobodyYet() {
  const say = useSay();
  return (
    <div className="empty">
      <h2>{say('consoleRoster.none.title')}</h2>
      <p>{say('consoleRoster.none')}</p>
    </div>
  );
}

function OnDutyNow({ answer, ahead }: { readonly answer: RosterAnswer; readonly ahead: number }) {
  const say = useSay();
  const now = (useNow() + ahead) as Instant;
  const kept = DUTIES.filter((duty) => answer.kept.includes(duty));
  if (kept.length === 0) return null;
  return (
    <section className="card" aria-labelledby="on-duty">
      <h2 id="on-duty">{say('consoleRoster.now')}</h2>
      <dl className="facts">
        {kept.map((duty) => {
          const people = nowOn(answer, duty, now);
          return (
            <div key={duty}>
              <dt>{say(`consoleRoster.duty.${duty}`)}</dt>
              <dd className={people.length === 0 ? 'late' : undefined}>
                {people.length === 0 ? say('consoleRoster.now.nobody') : null}
                {people.map((id) => (
                  <span key={id} className="person">
                    {nameIn(answer, id)}
                    {personIn(answer, id)?.phone ? null : (
                      <span className="hint"> ({say('consoleRoster.noPhone')})</span>
                    )}
                  </span>
                ))}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

interface WeekProps {
  readonly answer: RosterAnswer;
  readonly ahead: number;
  readonly ask: (entry: Entry) => void;
}

function Week({ answer, ahead, ask }: WeekProps) {
  const say = useSay();
  const clock = useDutyClock(answer.zone);
  const [offset, setOffset] = useState(0);
  const now = (useNow() + ahead) as Instant;
  const monday = plusDays(mondayOf(now, answer.zone), offset * 7);
  return (
    <section aria-labelledby="week">
      <div className="row between week-head">
        <h2 id="week" aria-live="polite">
          {say('consoleRoster.week', { day: clock.day(monday) })}
        </h2>
        <div className="row">
          <button
            type="button"
            className="quiet"
            onClick={() => setOffset(offset - 1)}
            disabled={offset < -1}
          >
            {say('consoleRoster.previous')}
          </button>
          {offset === 0 ? null : (
            <button type="button" className="quiet" onClick={() => setOffset(0)}>
              {say('consoleRoster.this')}
            </button>
          )}
          <button type="button" className="quiet" onClick={() => setOffset(offset + 1)}>
            {say('consoleRoster.following')}
          </button>
        </div>
      </div>
      <ol className="week">
        {weekOf(answer, monday).map((day) => (
          <li key={day.span.from}>
            <RosterDay day={day} answer={answer} clock={clock} now={now} ask={ask} />
          </li>
        ))}
      </ol>
      <Warnings answer={answer} monday={monday} />
    </section>
  );
}

function Warnings({
  answer,
  monday,
}: {
  readonly answer: RosterAnswer;
  readonly monday: Parameters<typeof warningsOf>[1];
}) {
  const say = useSay();
  const clock = useDutyClock(answer.zone);
  const warnings = warningsOf(answer, monday);
  if (warnings.length === 0) return <p className="hint">{say('consoleRoster.warnings.none')}</p>;
  return (
    <div className="notice warn" role="note">
      <h3>{say('consoleRoster.warnings')}</h3>
      <ul>
        {warnings.map(({ why, staff, from, count }) => {
          const values = { name: nameIn(answer, staff), at: clock.moment(from) };
          return (
            <li key={`${why} ${staff} ${from}`}>
              {why === 'nights'
                ? say('consoleRoster.overload.nights', { ...values, nights: count })
                : say(`consoleRoster.overload.${why}`, { ...values, hours: count })}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
