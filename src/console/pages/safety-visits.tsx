import { useEffect, useState, type ReactNode } from 'react';
import { listMyVisits, listVisits } from '../../contracts/safety/field-visits.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import type { SafetyCircles } from '../keeper/safety.js';
import { FailureNotice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useLive } from '../session/live.js';
import { useMe } from '../session/session.js';
import { ChoosePeople } from './safety-people.js';
import { OwnVisit } from './safety-own-visit.js';
import { WatchedVisit } from './safety-watched-visit.js';
import { MyWords } from './safety-words.js';
import type { VisitAnswer } from './visit-answer.js';

const lookers: readonly string[] = ['focal-point', 'coordinator', 'director'];
const tickMs = 10_000;

/** The time on the server's clock, as far as this tab knows it. Moves every ten seconds. */
function useServerTime(now: number | undefined): number {
  const [shown, setShown] = useState(Date.now());
  const [ahead, setAhead] = useState(0);
  useEffect(() => {
    if (now !== undefined) setAhead(now - Date.now());
    setShown(Date.now());
    const timer = setInterval(() => setShown(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [now]);
  return shown + ahead;
}

/** My own visits, and for those who would look for somebody: everybody who is out, the most urgent first. */
export function VisitsPage() {
  const say = useSay();
  const { roles } = useMe();
  const watches = roles.some((role) => lookers.includes(role));
  return (
    <>
      <h1>{say('consoleSafety.visits')}</h1>
      <p className="lead">{say('consoleSafety.lead')}</p>
      {watches ? <Watched /> : null}
      <Mine />
    </>
  );
}

function Mine() {
  const say = useSay();
  const visits = useLoaded(() => call(listMyVisits));
  const circles = useLoaded(() => keeper.ask('safetyCircles'));
  useLive(['field-visit'], () => void visits.reload());
  const now = useServerTime(visits.value?.now);
  return (
    <section aria-labelledby="my-visits">
      <div className="row between">
        <h2 id="my-visits">{say('consoleSafety.visits.mine')}</h2>
        {circles.value?.book ? (
          <a className="button" href="#/safety/plan">
            {say('consoleSafety.visits.plan')}
          </a>
        ) : null}
      </div>
      <FailureNotice failure={visits.failure ?? circles.failure} />
      {visits.value ? (
        <OpenVisits
          visits={visits.value.items}
          none={say('consoleSafety.visits.none')}
          show={(visit) => <OwnVisit key={visit.id} visit={visit} now={now} changed={visits.reload} />}
        />
      ) : null}
      <MyWords changed={visits.reload} />
      {circles.value ? <Book book={circles.value.book} opened={circles.reload} /> : null}
    </section>
  );
}

interface OpenProps {
  readonly visits: readonly VisitAnswer[];
  readonly none: string;
  readonly show: (visit: VisitAnswer) => ReactNode;
}

/** Those that are not over, and how many are. */
function OpenVisits({ visits, none, show }: OpenProps) {
  const say = useSay();
  const open = visits.filter(({ stage }) => stage !== 'ended');
  const over = visits.length - open.length;
  return (
    <>
      {open.length === 0 ? <p className="empty">{none}</p> : null}
      {open.map(show)}
      {over > 0 ? <p className="hint">{say('consoleSafety.visits.over', { count: over })}</p> : null}
    </>
  );
}

interface BookProps {
  readonly book: SafetyCircles['book'];
  readonly opened: () => Promise<void>;
}

/** Who reads my plans, or the choice of who will. */
function Book({ book, opened }: BookProps) {
  const say = useSay();
  if (book)
    return (
      <p className="hint">
        <a href={`#/cases/${book.id}`}>{say('consoleSafety.book.who')}</a>
      </p>
    );
  return (
    <ChoosePeople
      title={say('consoleSafety.book')}
      body={say('consoleSafety.book.body')}
      send={say('consoleSafety.book.open')}
      open={(people) => keeper.ask('openSafetyBook', people)}
      opened={opened}
    />
  );
}

function Watched() {
  const say = useSay();
  const visits = useLoaded(() => call(listVisits));
  const { value: people } = useLoaded(() => keeper.ask('listPeople'));
  useLive(['field-visit'], () => void visits.reload());
  const now = useServerTime(visits.value?.now);
  const names = new Map(people?.people.map(({ id, dutyName }) => [id, dutyName]));
  const me = people?.people.find(({ isMe }) => isMe)?.id;
  const refresh = useDoing(visits.reload);
  return (
    <section aria-labelledby="watched">
      <div className="row between">
        <h2 id="watched">{say('consoleSafety.visits.watch')}</h2>
        <button type="button" className="quiet" aria-busy={refresh.busy} onClick={() => void refresh.run()}>
          {say('console.refresh')}
        </button>
      </div>
      <FailureNotice failure={visits.failure} />
      {visits.value ? (
        <OpenVisits
          visits={visits.value.items.filter(({ workerId }) => workerId !== me)}
          none={say('consoleSafety.visits.watch.none')}
          show={(visit) => (
            <WatchedVisit key={visit.id} visit={visit} names={names} now={now} changed={visits.reload} />
          )}
        />
      ) : null}
    </section>
  );
}
