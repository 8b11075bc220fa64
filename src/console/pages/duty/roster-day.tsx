import type { Instant } from '../../../domain/shared/time.js';
import { useSay, type Say } from '../../i18n/language.js';
import { nameIn, personIn, type DutyClock } from './duty-words.js';
import type { Entry } from './roster-dialogs.js';
import type { Day, DutyDay, PlannedOverride, PlannedShift, RosterAnswer } from './week.js';

interface DayProps {
  readonly day: Day;
  readonly answer: RosterAnswer;
  readonly clock: DutyClock;
  readonly now: Instant;
  readonly ask: (entry: Entry) => void;
}

/** One day: for each duty a bar of its 24 hours, and in words who is planned and when nobody is. */
export function RosterDay(props: DayProps) {
  const { day, clock, now } = props;
  const say = useSay();
  const isToday = day.span.from <= now && now < day.span.to;
  return (
    <section className={isToday ? 'day today' : 'day'} aria-labelledby={`day-${day.span.from}`}>
      <h3 id={`day-${day.span.from}`} aria-current={isToday ? 'date' : undefined}>
        {clock.day(day.date)}
      </h3>
      {day.duties.map((each) => (
        <div key={each.duty} className="duty">
          <h4>{say(`consoleRoster.duty.${each.duty}`)}</h4>
          <Bar {...props} duty={each} />
          <Entries {...props} duty={each} />
        </div>
      ))}
    </section>
  );
}

interface DutyProps extends DayProps {
  readonly duty: DutyDay;
}

/** For the eye; the words below say the same. */
function Bar({ day, duty }: DutyProps) {
  const length = day.span.to - day.span.from;
  const share = (ms: number): string => `${((ms / length) * 100).toFixed(2)}%`;
  const place = ({ from, to }: { from: number; to: number }) => ({
    left: share(from - day.span.from),
    width: share(to - from),
  });
  return (
    <div className="bar" aria-hidden="true">
      {duty.covered.map((span) => (
        <span key={`${span.staff} ${span.from}`} className="on" style={place(span)} />
      ))}
      {duty.gaps.map((span) => (
        <span key={span.from} className="off" style={place(span)} />
      ))}
    </div>
  );
}

function Entries({ duty, answer, clock, day, ask }: DutyProps) {
  const say = useSay();
  const { lasting, shifts, overrides, gaps } = duty;
  return (
    <ul className="entries">
      {lasting.map((shift) => (
        <li key={`until ${shift.id}`} className="hint">
          {say('consoleRoster.until', { to: shift.to, name: nameIn(answer, shift.staffId) })}
        </li>
      ))}
      {shifts.map((shift) => (
        <EntryLine
          key={shift.id}
          answer={answer}
          staffId={shift.staffId}
          words={shiftWords(shift, answer, say)}
          choose={() => ask({ is: 'shift', id: shift.id, words: shiftWords(shift, answer, say) })}
        />
      ))}
      {overrides.map((override) => (
        <EntryLine
          key={override.id}
          answer={answer}
          staffId={override.staffId}
          words={overrideWords(override, answer, clock, say)}
          choose={() =>
            ask({ is: 'override', id: override.id, words: overrideWords(override, answer, clock, say) })
          }
        />
      ))}
      {gaps.map(({ from, to }) => (
        <li key={from} className="gap">
          {from === day.span.from && to === day.span.to
            ? say('consoleRoster.gap.day')
            : say('consoleRoster.gap', {
                from: clock.time(from),
                to: to === day.span.to ? '24:00' : clock.time(to),
              })}
        </li>
      ))}
    </ul>
  );
}

interface EntryProps {
  readonly answer: RosterAnswer;
  readonly staffId: string;
  readonly words: string;
  readonly choose: () => void;
}

/** What a coordinator can take out is a button; for everybody else it is a line. */
function EntryLine({ answer, staffId, words, choose }: EntryProps) {
  const say = useSay();
  const gone = personIn(answer, staffId)?.present === false;
  return (
    <li>
      {answer.mayEdit ? (
        <button type="button" className="entry" onClick={choose} aria-haspopup="dialog">
          {words}
        </button>
      ) : (
        <span className="entry">{words}</span>
      )}
      {gone ? <span className="late"> {say('consoleRoster.gone')}</span> : null}
    </li>
  );
}

function shiftWords({ from, to, staffId }: PlannedShift, answer: RosterAnswer, say: Say): string {
  const values = { from, to, name: nameIn(answer, staffId) };
  if (from === to) return say('consoleRoster.weekly.whole', values);
  return say(to < from ? 'consoleRoster.weekly.next' : 'consoleRoster.weekly', values);
}

function overrideWords(
  { from, to, staffId, replaces }: PlannedOverride,
  answer: RosterAnswer,
  clock: DutyClock,
  say: Say,
): string {
  const isShort = to - from < 86_400_000;
  const show = isShort ? clock.time : clock.moment;
  const values = { from: show(from), to: show(to), name: nameIn(answer, staffId) };
  return replaces === null
    ? say('consoleRoster.once', values)
    : say('consoleRoster.once.for', { ...values, other: nameIn(answer, replaces) });
}
