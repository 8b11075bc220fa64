import type { CircleId } from '../../domain/circle/circle.js';
import type { DeadlineStep } from '../../domain/review/overdue.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { Coordinators } from './coordinators.js';
import type { HeldDeadline } from './deadline-book.port.js';
import type { FileReaders } from './file-readers.js';
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
 * when nobody has it they are told from the beginning. In a worker's file those whom it names take the place of those who coordinate.
 */
export class TellOfDeadline {
  constructor(
    private readonly coordinators: Coordinators,
    private readonly steps: StepLog,
    private readonly tell: TellQuietly,
    private readonly readers: FileReaders,
  ) {}

  async run(tx: Transaction, held: HeldTask, step: DeadlineStep): Promise<void> {
    const { id, number, due, holders } = held;
    const isLate = step === 'overdue' || step === 'overdue-again';
    const wanted = isLate || holders.length === 0 ? await this.#others(tx, held, step) : holders;
    const told = await this.tell.run(tx, wanted, { say: `task.${step}`, number, due });
    await this.steps.told(tx, id, due, step, told);
  }

  async #others(
    tx: Transaction,
    { circle, holders }: HeldTask,
    step: DeadlineStep,
  ): Promise<readonly StaffId[]> {
    const readers = await this.readers.of(tx, circle, step === 'overdue-again');
    return readers ?? this.coordinators.of(tx, circle, holders);
  }
}
