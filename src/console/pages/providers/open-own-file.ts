import { closeTask, listMyTasks } from '../../../contracts/reviews/tasks.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import type { CircleId } from '../../../domain/circle/circle.js';
import type { Form } from '../../assessing/form.js';
import { openFile, type Opened } from '../../assessing/opened.js';
import { call } from '../../api/call.js';
import { everyPage } from '../../api/every-page.js';
import type { ListedCircle } from '../../keeper/circles.js';
import { keeper } from '../../session/keeper.js';
import { formKey } from '../assess/form-key.js';

type Task = AnswerOf<typeof listMyTasks>['items'][number];

/**
 * A worker's file about herself: the one in which she assessed herself on that case before, the one that she made for it and has not
 * filled in yet, or a new one with her alone in it. The tasks that asked for it are done once she has assessed, wherever she began.
 *
 * @param number of the case that it is about; null: of none
 * @returns where she fills it in
 */
export async function openOwnFile(staffId: string, number: number | null): Promise<string> {
  const tasks = (await everyPage((cursor) => call(listMyTasks, { query: { cursor } }))).filter(
    ({ subjectId }) => subjectId === staffId,
  );
  const order = { kind: 'worker-file', subjectId: staffId, members: [] } as const;
  const id = (await ownFileAbout(staffId, number, tasks)) ?? (await keeper.ask('openCircleOf', order));
  for (const task of tasks.filter((each) => each.number === number))
    await call(closeTask, { params: { id: task.id }, body: { outcome: 'done', circle: id as CircleId } });
  return `/cases/${id}/assess${number === null ? '' : `/${number}`}`;
}

async function ownFileAbout(
  staffId: string,
  number: number | null,
  tasks: readonly Task[],
): Promise<string | undefined> {
  const circles = await keeper.ask('listCircles');
  let empty: string | undefined;
  for (const circle of circles.filter((each) => isOwnFile(each, staffId))) {
    const opened = await openFile(circle.id);
    if (!opened.file.mayWrite) continue;
    if (opened.last) {
      if (isAbout(opened.last.text.about, number)) return circle.id;
    } else if (await isFree(circle, opened, number, tasks)) empty ??= circle.id;
  }
  return empty;
}

const isOwnFile = ({ kind, subjectId }: ListedCircle, staffId: string): boolean =>
  kind === 'worker-file' && subjectId === staffId;

const isAbout = (about: Form['about'], number: number | null): boolean =>
  about.is === 'worker' && about.caseNumber === number;

/**
 * Whether an empty file may become the one about a case: it was made for exactly that, or for nothing that is known, and nobody else was
 * named in it, who would then read of a case that she was not named for.
 */
async function isFree(
  { id, people }: ListedCircle,
  { published }: Opened,
  number: number | null,
  tasks: readonly Task[],
): Promise<boolean> {
  const madeFor = tasks.filter(({ file }) => file === id);
  if (madeFor.length > 0) return madeFor.some((task) => task.number === number);
  if (people > 1 || !published) return false;
  const typed = await keeper.ask('readDraft', id, formKey(published));
  return typed === '' || isAbout((JSON.parse(typed) as Form).about, number);
}
