import { stepsToTake } from '../../domain/review/overdue.js';
import { seconds, type Duration } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { setAlarm } from '../platform/queue/alarm-courier.js';
import type { AlarmHandler } from '../platform/queue/alarm-queue.js';
import { forEachDue } from '../platform/queue/each.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { DeadlineBook, HeldDeadline } from './deadline-book.port.js';
import type { StepLog } from './step-log.js';

const batch = 50;

/** What has deadlines. Also what their alarms and sweeps are called. */
export type DeadlineName = 'review' | 'measure' | 'review-task' | 'sign-off';

/** People wait longer for paperwork than for a review, which may be of an extreme level. */
const every: Readonly<Record<DeadlineName, Duration>> = {
  review: seconds(20),
  measure: seconds(30),
  'review-task': seconds(30),
  'sign-off': seconds(30),
};

/**
 * Does what deadlines want now. By alarm or by sweep, whichever comes first; doubled, late or for nothing does no harm: a step about
 * one date is done once. A sweep costs what is due, however much is planned.
 */
export class AdvanceDeadline<Held extends HeldDeadline = HeldDeadline> implements AlarmHandler, Sweep {
  readonly every: Duration;

  constructor(
    readonly name: DeadlineName,
    private readonly book: DeadlineBook<Held>,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly steps: StepLog,
    private readonly outbox: Outbox,
    private readonly log: Log,
  ) {
    this.every = every[name];
  }

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
      const now = this.clock.now();
      let held = await this.book.lock(tx, id, now);
      if (!held) return;
      for (const step of stepsToTake(held.steps, held.taken, now)) {
        if (await this.steps.isFirst(tx, id, held.due, step, now))
          held = await this.book.take(tx, held, step);
        held = { ...held, taken: step };
      }
      const nextAt = await this.book.settle(tx, held);
      if (nextAt !== null) await setAlarm(this.outbox, tx, { name: this.name, ref: id, dueAt: nextAt });
    });
  }
}
