import { Controller, Inject } from '@nestjs/common';
import { closeTask, listEveryTask, listMyTasks } from '../../contracts/reviews/tasks.js';
import type { Role } from '../../contracts/shared/people.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { CloseTask } from './close-task.js';
import { DuePage, type DueQuery } from './due-page.js';
import { taskAnswer } from './review-answer.js';
import { WORKING_HOURS } from './reviews-tokens.js';
import { TaskRepository, type TaskSearch } from './task.repository.js';

@Controller()
export class TaskController {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORKING_HOURS) private readonly working: WorkingHours,
    @Inject(TaskRepository) private readonly tasks: TaskRepository,
    @Inject(CloseTask) private readonly closing: CloseTask,
  ) {}

  @Api(listMyTasks)
  mine(
    @Input() { query }: InputOf<typeof listMyTasks>,
    @WhoCalls() { staffId, roles }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listMyTasks>> {
    return this.#page(tx, query, staffId, { mine: { staffId, leads: leads(roles) } });
  }

  @Api(listEveryTask)
  everybodys(
    @Input() { query }: InputOf<typeof listEveryTask>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listEveryTask>> {
    return this.#page(tx, query, staffId, {});
  }

  @Api(closeTask)
  async close(
    @Input() { params, body }: InputOf<typeof closeTask>,
    @WhoCalls() { staffId, roles }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof closeTask>> {
    const caller = { staffId, leads: leads(roles), isCoordinator: roles.includes('coordinator') };
    const task = await this.closing.run(tx, params.id, body, caller);
    const page = new DuePage(this.clock.now(), this.working.zone, { limit: 1 });
    return taskAnswer((due) => page.whenOf(due), staffId)(task);
  }

  async #page(
    tx: Transaction,
    query: DueQuery,
    viewer: StaffId,
    wanted: Pick<TaskSearch, 'mine'>,
  ): Promise<AnswerOf<typeof listMyTasks>> {
    const page = new DuePage(this.clock.now(), this.working.zone, query);
    const found = await this.tasks.search(tx, { ...wanted, ...page.asked });
    return page.answer(
      found,
      taskAnswer((due) => page.whenOf(due), viewer),
    );
  }
}

const leads = (roles: readonly Role[]): boolean =>
  roles.includes('coordinator') || roles.includes('focal-point');
