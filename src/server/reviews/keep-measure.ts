import { nextStepAt, stepsOf } from '../../domain/review/overdue.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import { days, minus, plus, type Duration, type Instant } from '../../domain/shared/time.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { setAlarm } from '../platform/queue/alarm-courier.js';
import type { Measure, MeasureRepository } from './measure.repository.js';

/** A plan looks ahead, and is written soon after it was made. */
const furthestAhead: Duration = days(366);
const furthestBack: Duration = days(30);

export const isPlausible = (due: Instant, now: Instant): boolean =>
  due >= minus(now, furthestBack) && due <= plus(now, furthestAhead);

/** Writes a measure with the time at which to look at it next, and sets the alarm for that. */
export class KeepMeasure {
  constructor(
    private readonly working: WorkingHours,
    private readonly measures: MeasureRepository,
    private readonly outbox: Outbox,
  ) {}

  async run(tx: Transaction, measure: Measure, now: Instant): Promise<void> {
    const { due, set: from, taken, state } = measure;
    const steps = stepsOf({ due, from, level: null }, this.working);
    const nextAt = state === 'open' ? nextStepAt(steps, taken) : null;
    await this.measures.save(tx, measure, nextAt, now);
    if (nextAt !== null) await setAlarm(this.outbox, tx, { name: 'measure', ref: measure.id, dueAt: nextAt });
  }
}
