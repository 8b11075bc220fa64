import { nextStepAt, stepsOf, type DeadlineStep } from '../../domain/review/overdue.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Transaction } from '../platform/database/database.js';
import { dueIn, settleIn } from './deadline-rows.js';
import type { DeadlineBook } from './deadline-book.port.js';
import type { MeasureRepository } from './measure.repository.js';
import type { HeldTask, TellOfDeadline } from './tell-of-deadline.js';
import type { WhoHolds } from './who-holds.js';

/** The deadlines of measures, with whom each of them reaches. */
export class MeasureDeadlines implements DeadlineBook<HeldTask> {
  constructor(
    private readonly working: WorkingHours,
    private readonly measures: MeasureRepository,
    private readonly who: WhoHolds,
    private readonly tell: TellOfDeadline,
  ) {}

  due(tx: Transaction, now: Instant, seen: readonly string[], limit: number): Promise<string[]> {
    return dueIn('measure', tx, now, seen, limit);
  }

  async lock(tx: Transaction, id: string, now: Instant): Promise<HeldTask | null> {
    const measure = (await this.measures.lock(tx, [id])).get(id);
    // An alarm that was set before its case was closed rings all the same.
    if (measure?.state !== 'open' || measure.nextAt === null || measure.nextAt > now) return null;
    const holders = (await this.who.of(tx, [measure])).get(id) ?? [];
    const { circle, number, due, set: from, taken } = measure;
    const steps = stepsOf({ due, from, level: null }, this.working);
    return { id, circle, number, due, taken, steps, holders };
  }

  async take(tx: Transaction, held: HeldTask, step: DeadlineStep): Promise<HeldTask> {
    await this.tell.run(tx, held, step);
    return held;
  }

  async settle(tx: Transaction, { id, steps, taken }: HeldTask): Promise<Instant | null> {
    const nextAt = nextStepAt(steps, taken);
    await settleIn('measure', tx, id, taken, nextAt);
    return nextAt;
  }
}
