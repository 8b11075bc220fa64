import type { CircleId } from '../../domain/circle/circle.js';
import type { DeadlineStep } from '../../domain/review/overdue.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { Coordinators } from './coordinators.js';
import type { HeldDeadline } from './deadline-book.port.js';
import type { StepLog } from './step-log.js';
import type { TellQuietly } from './tell-quietly.js';

/** A measure or a task: paperwork, of which people are told without a sound. */
export interface HeldTask extends HeldDeadline {
  readonly circle: CircleId;
  readonly number: number;
  /** Who is reminded. */
  readonly holders: readonly StaffId[];
}

/**
 * Tells of a measure's or a task's deadline: whoever has it before and when it is due, those who coordinate besides when it is late;
 * when nobody has it they are told from the beginning.
 */
export class TellOfDeadline {
  constructor(
    private readonly coordinators: Coordinators,
    private readonly steps: StepLog,
    private readonly tell: TellQuietly,
  ) {}

  async run(
    tx: Transaction,
    { id, circle, number, due, holders }: HeldTask,
    step: DeadlineStep,
  ): Promise<void> {
    const isLate = step === 'overdue' || step === 'overdue-again';
    const wanted = isLate || holders.length === 0 ? await this.coordinators.of(tx, circle, holders) : holders;
    const told = await this.tell.run(tx, wanted, { say: `task.${step}`, number, due });
    await this.steps.told(tx, id, due, step, told);
  }
}
