import { closeTask, listMyTasks } from '../../../contracts/reviews/tasks.js';
import type { CircleId } from '../../../domain/circle/circle.js';
import { openFile } from '../../assessing/opened.js';
import { call } from '../../api/call.js';
import { everyPage } from '../../api/every-page.js';
import { keeper } from '../../session/keeper.js';

/**
 * A worker's file about herself: the one in which she assessed herself on that case before, or a new one with her alone in it. The
 * tasks that asked for it are done once she has assessed, wherever she began.
 *
 * @param number of the case that it is about; null: of none
 * @returns where she fills it in
 */
export async function openOwnFile(staffId: string, number: number | null): Promise<string> {
  const order = { kind: 'worker-file', subjectId: staffId, members: [] } as const;
  const id = (await ownFileAbout(staffId, number)) ?? (await keeper.ask('openCircleOf', order));
  if (number === null) return `/cases/${id}/assess`;
  const tasks = await everyPage((cursor) => call(listMyTasks, { query: { cursor } }));
  for (const task of tasks.filter((each) => each.subjectId === staffId && each.number === number))
    await call(closeTask, { params: { id: task.id }, body: { outcome: 'done', circle: id as CircleId } });
  return `/cases/${id}/assess/${number}`;
}

async function ownFileAbout(staffId: string, number: number | null): Promise<string | null> {
  if (number === null) return null;
  const circles = await keeper.ask('listCircles');
  for (const { id } of circles.filter(
    ({ kind, subjectId }) => kind === 'worker-file' && subjectId === staffId,
  )) {
    const { file, last } = await openFile(id);
    const about = last?.text.about;
    if (file.mayWrite && about?.is === 'worker' && about.caseNumber === number) return id;
  }
  return null;
}
