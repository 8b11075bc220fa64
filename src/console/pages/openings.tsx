import { listOpenings } from '../../contracts/circles/schedule.js';
import { call } from '../api/call.js';
import { namesOfStaff } from '../api/names-of-staff.js';
import { useMoment, useSay } from '../i18n/language.js';
import { FailureNotice } from '../parts/notice.js';
import { Unfold } from '../parts/unfold.js';
import { useLoaded } from '../session/doing.js';

/** Who opened a circle and when: its members and coordinators may look. Read only when somebody asks. */
export function Openings({ id }: { readonly id: string }) {
  const say = useSay();
  return (
    <Unfold title={say('consoleCircles.openings')}>
      <OpeningList id={id} />
    </Unfold>
  );
}

function OpeningList({ id }: { readonly id: string }) {
  const say = useSay();
  const moment = useMoment();
  const { value, failure } = useLoaded(async () => {
    const [{ items }, names] = await Promise.all([
      call(listOpenings, { params: { id }, query: { limit: 50 } }),
      namesOfStaff(),
    ]);
    return items.map((opening) => ({ ...opening, name: names.get(opening.staffId) ?? '' }));
  }, id);
  return (
    <>
      <p className="hint">{say('consoleCircles.openings.body')}</p>
      <FailureNotice failure={failure} />
      {value?.length === 0 ? <p className="empty">{say('consoleCircles.openings.none')}</p> : null}
      <ul className="list">
        {value?.map(({ name, staffId, openedAt, lastReadAt }) => (
          <li key={`${staffId} ${openedAt}`}>
            <strong>{name}</strong>
            <br />
            <span className="hint">
              {lastReadAt - openedAt < 60_000
                ? moment(openedAt)
                : say('consoleCircles.openings.span', { from: moment(openedAt), to: moment(lastReadAt) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
