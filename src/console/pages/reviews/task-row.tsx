import { closeTask, type listMyTasks } from '../../../contracts/reviews/tasks.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import { call } from '../../api/call.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { FailureNotice } from '../../parts/notice.js';
import { goTo } from '../../router.js';
import { useDoing } from '../../session/doing.js';
import { useMe } from '../../session/session.js';
import { openOwnFile } from '../providers/open-own-file.js';
import { nameOfPlace } from './name-of-place.js';

type Task = AnswerOf<typeof listMyTasks>['items'][number];

interface TaskRowProps {
  readonly task: Task;
  /** How the worker is called on duty. */
  readonly who: string;
  readonly changed: () => Promise<void>;
}

/** A worker's safety on one case has to be assessed. She makes the file herself: it is hers, and she names who may read it. */
export function TaskRow({ task, who, changed }: TaskRowProps) {
  const say = useSay();
  const moment = useMoment();
  const { roles, staffId } = useMe();
  const isMine = staffId === task.subjectId;
  const place = nameOfPlace(task, say);
  const making = useDoing(async () => goTo(await openOwnFile(staffId, task.number)));
  const leaving = useDoing(async () => {
    await call(closeTask, { params: { id: task.id }, body: { outcome: 'not-needed' } });
    await changed();
  });
  return (
    <li>
      <div className="row between">
        <span>
          {isMine
            ? say(`myReviews.task.${task.task}`, { place })
            : say('myReviews.task.of', { name: who, place })}
        </span>
        <span className="hint">{say('myReviews.until', { at: moment(task.due) })}</span>
      </div>
      <p className="hint">
        {isMine ? say('myReviews.task.body') : say('myReviews.task.body.other', { name: who })}
      </p>
      <div className="row">
        {isMine ? (
          <button type="button" className="quiet" disabled={making.busy} onClick={() => void making.run()}>
            {say('myReviews.task.make')}
          </button>
        ) : null}
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
