import { closeTask, type listMyTasks } from '../../../contracts/reviews/tasks.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import type { CircleId } from '../../../domain/circle/circle.js';
import { call } from '../../api/call.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { FailureNotice } from '../../parts/notice.js';
import { goTo } from '../../router.js';
import { useDoing } from '../../session/doing.js';
import { keeper } from '../../session/keeper.js';
import { useMe } from '../../session/session.js';
import { nameOfPlace } from './name-of-place.js';

/** It is her file: she reads, writes and says who else may. */
const everything = 7;

type Task = AnswerOf<typeof listMyTasks>['items'][number];

/** A worker's own safety on one case has to be assessed: a person makes the file, and names who may read it. */
export function TaskRow({ task, changed }: { readonly task: Task; readonly changed: () => Promise<void> }) {
  const say = useSay();
  const moment = useMoment();
  const { roles, staffId } = useMe();
  const isMine = staffId === task.subjectId;
  const making = useDoing(async () => {
    const members = isMine ? [] : [{ userId: task.subjectId, rights: everything }];
    const id = await keeper.ask('openCircleOf', {
      kind: 'worker-file',
      subjectId: task.subjectId,
      members,
    });
    await call(closeTask, { params: { id: task.id }, body: { outcome: 'done', circle: id as CircleId } });
    goTo(`/cases/${id}/assess/${task.number}`);
  });
  const leaving = useDoing(async () => {
    await call(closeTask, { params: { id: task.id }, body: { outcome: 'not-needed' } });
    await changed();
  });
  return (
    <li>
      <div className="row between">
        <span>{say(`myReviews.task.${task.task}`, { place: nameOfPlace(task, say) })}</span>
        <span className="hint">{say('myReviews.until', { at: moment(task.due) })}</span>
      </div>
      <p className="hint">{say('myReviews.task.body')}</p>
      <div className="row">
        <button type="button" className="quiet" disabled={making.busy} onClick={() => void making.run()}>
          {say('myReviews.task.make')}
        </button>
        {roles.includes('coordinator') ? (
          <button type="button" className="plain" disabled={leaving.busy} onClick={() => void leaving.run()}>
            {say('myReviews.task.notNeeded')}
          </button>
        ) : null}
      </div>
      <FailureNotice failure={making.failure ?? leaving.failure} />
    </li>
  );
}
