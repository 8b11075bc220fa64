import { listEveryCircle } from '../../contracts/circles/schedule.js';
import { call } from '../api/call.js';
import { namesOfStaff } from '../api/names-of-staff.js';
import { useSay } from '../i18n/language.js';
import type { CircleAnswer } from '../keeper/held-circle.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useLoaded } from '../session/doing.js';
import { nameOfCircle } from '../parts/circle-name.js';
import { Openings } from './openings.js';

/** Who may know, and who opened what when, for a coordinator: ids, numbers and times of every circle, no content. */
export function EveryCirclePage() {
  const say = useSay();
  const { value, failure } = useLoaded(async () => {
    const [circles, names] = await Promise.all([readAll(), namesOfStaff()]);
    return { circles, names };
  });
  return (
    <>
      <h1>{say('console.place.circles')}</h1>
      <p className="lead">{say('consoleCircles.every.lead')}</p>
      <FailureNotice failure={failure} />
      {value?.circles.length === 0 ? <p className="empty">{say('consoleCircles.every.none')}</p> : null}
      <ul className="cards">
        {value?.circles.map((circle) => (
          <li key={circle.id} className="card">
            <h2>{nameOfCircle(circle, say)}</h2>
            {circle.needsNewEpoch ? (
              <Notice tone="warn">{say('consoleCircles.every.stale')}</Notice>
            ) : circle.grantorsLeft === 1 ? (
              <Notice tone="warn">{say('consoleCase.members.last')}</Notice>
            ) : null}
            <p>{namesIn(circle, value.names)}</p>
            <Openings id={circle.id} />
          </li>
        ))}
      </ul>
    </>
  );
}

const namesIn = ({ members }: CircleAnswer, names: ReadonlyMap<string, string>): string =>
  members
    .map(({ userId }) => names.get(userId))
    .filter((name) => name !== undefined)
    .join(', ');

async function readAll(): Promise<CircleAnswer[]> {
  const items: CircleAnswer[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await call(listEveryCircle, { query: { cursor, limit: 200 } });
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = page.next;
  }
}
