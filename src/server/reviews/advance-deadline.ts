import { nextStepAt, stepsToTake, type Deadline, type DeadlineStep } from '../../domain/review/overdue.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import { seconds } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Transaction } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { setAlarm } from '../platform/queue/alarm-courier.js';
import type { AlarmHandler } from '../platform/queue/alarm-queue.js';
import { forEachDue } from '../platform/queue/each.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { Coordinators } from './coordinators.js';
import type { DeadlineBook, HeldDeadline } from './deadline-book.port.js';
import type { StepLog } from './step-log.js';
import type { TellQuietly } from './tell-quietly.js';

const batch = 50;

/**
 * Does what the deadlines of measures and of tasks want now. All of it waits for working hours and makes no sound: whoever has it is
 * reminded and told, then those who coordinate; when nobody has it they are told from the beginning.
 */
export class AdvanceDeadline implements AlarmHandler, Sweep {
  readonly every = seconds(30);

  constructor(
    readonly name: 'measure' | 'review-task',
    private readonly book: DeadlineBook,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly working: WorkingHours,
    private readonly coordinators: Coordinators,
    private readonly steps: StepLog,
    private readonly tell: TellQuietly,
    private readonly outbox: Outbox,
    private readonly log: Log,
  ) {}

  ring(ref: string): Promise<void> {
    return this.#advance(ref);
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const due = (seen: readonly string[]) =>
      this.database.transaction((tx) => this.book.due(tx, now, seen, batch));
    await forEachDue(due, (id) => this.#advance(id), this.log, this.name);
  }

  #advance(id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const held = await this.book.lock(tx, id);
      if (!held) return;
      const now = this.clock.now();
      const deadline: Deadline = { due: held.due, from: held.from, level: null };
      let { taken } = held;
      for (const step of stepsToTake(deadline, this.working, taken, now)) {
        if (await this.steps.isFirst(tx, id, held.due, step, now)) await this.#take(tx, held, step);
        taken = step;
      }
      const nextAt = nextStepAt(deadline, this.working, taken);
      await this.book.settle(tx, id, taken, nextAt);
      if (nextAt !== null) await setAlarm(this.outbox, tx, { name: this.name, ref: id, dueAt: nextAt });
    });
  }

  async #take(tx: Transaction, held: HeldDeadline, step: DeadlineStep): Promise<void> {
    const isLate = step === 'overdue' || step === 'overdue-again';
    const wanted =
      isLate || held.holders.length === 0 ? await this.coordinators.of(tx, held.circle) : held.holders;
    const { number, due } = held;
    const told = await this.tell.run(tx, wanted, { say: `task.${step}`, number, due });
    await this.steps.told(tx, held.id, due, step, told);
  }
}
