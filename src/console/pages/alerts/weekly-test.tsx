import { readWeeklyTest } from '../../../contracts/escalation/alerts.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import { call } from '../../api/call.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useLoaded } from '../../session/doing.js';
import { useLive } from '../../session/live.js';
import { namesOf } from './alert-words.js';

type Test = AnswerOf<typeof readWeeklyTest>;

/** How the newest test of the phones went, and whose phones want mending. */
export function WeeklyTest() {
  const say = useSay();
  const { value, failure, reload } = useLoaded(() => call(readWeeklyTest));
  useLive(['alert'], () => void reload());
  return (
    <section aria-labelledby="weekly-test">
      <h2 id="weekly-test">{say('consoleAlerts.test')}</h2>
      <p className="hint">{say('consoleAlerts.test.body')}</p>
      <FailureNotice failure={failure} />
      {value ? <Went latest={value.latest} /> : null}
      {value && value.silent.length > 0 ? <Silent test={value} /> : null}
    </section>
  );
}

function Went({ latest }: Pick<Test, 'latest'>) {
  const say = useSay();
  const moment = useMoment();
  if (!latest) return <p>{say('consoleAlerts.test.none')}</p>;
  const { at, over, asked, answered } = latest;
  return (
    <>
      <p>{say('consoleAlerts.test.latest', { answered, asked, at: moment(at) })}</p>
      {answered === asked ? <Notice tone="good">{say('consoleAlerts.test.all')}</Notice> : null}
      {answered < asked && !over ? <p className="hint">{say('consoleAlerts.test.waits')}</p> : null}
    </>
  );
}

function Silent({ test: { silent, people } }: { readonly test: Test }) {
  const say = useSay();
  const moment = useMoment();
  const nameOf = namesOf(people);
  return (
    <dl className="facts">
      {silent.map(({ staffId, lastAnsweredAt, missed }) => (
        <div key={staffId}>
          <dt>{nameOf(staffId)}</dt>
          <dd>
            {lastAnsweredAt === null
              ? say('consoleAlerts.test.never')
              : say('consoleAlerts.test.missed', { missed, at: moment(lastAnsweredAt) })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
