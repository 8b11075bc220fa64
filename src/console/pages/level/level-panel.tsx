import '../../assessing/assessing.css';
import { levelNamed, levelNumber } from '../../../domain/assessment/level.js';
import { beforeOf } from '../../assessing/before.js';
import { scoreOf } from '../../assessing/form.js';
import { openFile, ownInstrument, type Opened } from '../../assessing/opened.js';
import { unreadIn } from '../../assessing/read-file.js';
import { sayIfThere, useMoment, useSay } from '../../i18n/language.js';
import type { LevelView } from '../../keeper/judge-schedule.js';
import { LevelBadge, type LevelNumber } from '../../parts/level-badge.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useLoaded } from '../../session/doing.js';
import { Explained } from '../assess/level-now.js';
import { NotValidated } from '../assess/not-validated.js';
import { KeyDates } from './key-dates.js';
import { LevelChart } from './level-chart.js';
import { RecordTrigger } from './record-trigger.js';
import { SignOff } from './sign-off.js';
import { WhatIsWrong } from './what-is-wrong.js';

interface LevelPanelProps {
  readonly id: string;
  /** The newest place of the chain that the page has seen: what was written since may change what a signature is worth. */
  readonly head: number;
}

/** How much danger there is, who says so, until when it holds, and what to do next. */
export default function LevelPanel({ id, head }: LevelPanelProps) {
  const say = useSay();
  const { value: opened, failure, reload } = useLoaded(() => openFile(id), `${id} ${head}`);
  if (failure) return <FailureNotice failure={failure} />;
  if (!opened) return <p aria-busy="true">{say('level.reading')}</p>;
  if (!opened.published) return null;
  return (
    <section className="card level-panel" aria-labelledby="level">
      <h2 id="level">{say('level.title')}</h2>
      <Standing opened={opened} reload={reload} />
      <WhatIsWrong opened={opened} />
      <div className="row">
        {opened.file.mayWrite ? (
          <a className="button primary" href={`#/cases/${id}/assess`}>
            {say('level.assess')}
          </a>
        ) : null}
        {opened.last ? (
          <>
            <a className="button" href={`#/cases/${id}/plan`}>
              {say('level.plan')}
            </a>
            <a className="button" href={`#/cases/${id}/document`}>
              {say('level.document')}
            </a>
          </>
        ) : null}
      </div>
      {opened.last ? <LevelChart assessments={opened.assessments} /> : null}
      {opened.file.mayWrite ? <RecordTrigger opened={opened} reload={reload} /> : null}
      <KeyDates opened={opened} reload={reload} />
    </section>
  );
}

interface StandingProps {
  readonly opened: Opened;
  readonly reload: () => Promise<void>;
}

function Standing({ opened, reload }: StandingProps) {
  const say = useSay();
  const [level] = opened.file.levels;
  const unread = unreadIn(opened.file);
  return (
    <>
      {unread > 0 ? <Notice tone="warn">{say('level.unread', { count: unread })}</Notice> : null}
      {level ? (
        <Level level={level} opened={opened} reload={reload} />
      ) : (
        <p className="empty">{say('level.none')}</p>
      )}
    </>
  );
}

function Level({ level, opened, reload }: StandingProps & { readonly level: LevelView }) {
  const say = useSay();
  const moment = useMoment();
  const { said, effect } = level;
  return (
    <>
      {level.state === 'red' ? <Red level={level} /> : null}
      {said && effect ? (
        <dl className="fact-list">
          <dt>{say('level.effect')}</dt>
          <dd>
            <LevelBadge level={effect.level as LevelNumber} />{' '}
            {said.provisional ? <span className="badge warn">{say('assess.provisional')}</span> : null}
          </dd>
          <dt>{say('level.computed')}</dt>
          <dd>
            <LevelBadge level={said.computed} />
          </dd>
          {said.inForce === said.computed ? null : (
            <>
              <dt>{say('level.person')}</dt>
              <dd>
                <LevelBadge level={said.inForce} />{' '}
                {said.loweredUntil === null ? null : say('level.until', { at: moment(said.loweredUntil) })}
              </dd>
            </>
          )}
          <dt>{say('level.assessed')}</dt>
          <dd>{moment(said.assessed)}</dd>
          <dt>{say('level.due')}</dt>
          <dd>
            {moment(effect.due)}{' '}
            {effect.due < Date.now() ? <span className="badge bad">{say('level.overdue')}</span> : null}
          </dd>
        </dl>
      ) : null}
      <Why opened={opened} />
      <SignOff level={level} opened={opened} reload={reload} />
    </>
  );
}

/** Somebody changed what the server schedules by, or withholds what was signed. */
function Red({ level }: { readonly level: LevelView }) {
  const say = useSay();
  const nameOf = (column: string): string => sayIfThere(say, `level.column.${column}`) ?? column;
  return (
    <Notice tone="bad">
      <p>
        <strong>{say(`level.red.${level.why ?? 'refused'}`)}</strong>
      </p>
      {level.columns.length > 0 ? (
        <p>{say('level.red.which', { names: level.columns.map(nameOf).join(', ') })}</p>
      ) : null}
      <p>{say('level.red.body')}</p>
    </Notice>
  );
}

/** The reasons, scored again with the instrument of its own time. */
function Why({ opened }: { readonly opened: Opened }) {
  const say = useSay();
  const { last } = opened;
  if (!last) return null;
  const instrument = ownInstrument(opened, last);
  if (typeof instrument === 'string')
    return <Notice tone="warn">{say(`level.instrument.${instrument}`)}</Notice>;
  const score = scoreOf(instrument, last.text);
  const agrees = levelNumber(score.level) === last.text.level.computed;
  return (
    <>
      {agrees ? null : <Notice tone="bad">{say('level.otherScore')}</Notice>}
      {last.text.override ? (
        <p className="text">
          {say('level.override', {
            level: say(`level.${levelNumber(levelNamed(last.text.level.inForce))}`),
            reason: last.text.override.reason,
          })}
        </p>
      ) : null}
      <details>
        <summary>{say('assess.level.why')}</summary>
        <Explained instrument={instrument} score={score} before={beforeOf(opened, last.object)} />
        <NotValidated instrument={instrument} />
      </details>
    </>
  );
}
