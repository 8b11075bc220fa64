import type { CircleId } from '../../domain/circle/circle.js';
import { nextStepAt, type DeadlineStep } from '../../domain/review/overdue.js';
import { signOffSteps } from '../../domain/review/sign-off.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Transaction } from '../platform/database/database.js';
import type { Coordinators } from './coordinators.js';
import { dueIn, settleIn } from './deadline-rows.js';
import type { DeadlineBook, HeldDeadline } from './deadline-book.port.js';
import type { FileReaders } from './file-readers.js';
import type { MissingSignOff, SignOffRepository } from './sign-off.repository.js';
import type { StepLog } from './step-log.js';
import type { TellQuietly } from './tell-quietly.js';

type HeldSignOff = MissingSignOff & HeldDeadline;

/**
 * Signatures that are missing: those who may give one are asked, and reminded. Where nobody in the circle may, and when it has been
 * missing for long, every coordinator of the house is told, of a worker's file only those whom it names; paperwork, so without a sound.
 */
export class SignOffDeadlines implements DeadlineBook<HeldSignOff> {
  constructor(
    private readonly working: WorkingHours,
    private readonly signOffs: SignOffRepository,
    private readonly coordinators: Coordinators,
    private readonly steps: StepLog,
    private readonly tell: TellQuietly,
    private readonly readers: FileReaders,
  ) {}

  due(tx: Transaction, now: Instant, seen: readonly string[], limit: number): Promise<string[]> {
    return dueIn('review_sign_off', tx, now, seen, limit);
  }

  async lock(tx: Transaction, id: string): Promise<HeldSignOff | null> {
    const missing = await this.signOffs.lock(tx, id);
    return missing && { ...missing, steps: signOffSteps(missing, this.working) };
  }

  async take(tx: Transaction, held: HeldSignOff, step: DeadlineStep): Promise<HeldSignOff> {
    const { id, circle, number, author, due } = held;
    const able = step === 'overdue-again' ? [] : await this.coordinators.besides(tx, author, circle);
    const whom = able.length > 0 ? able : await this.#others(tx, circle, author);
    const say = step === 'remind' ? 'sign-off.remind' : 'sign-off.overdue';
    await this.steps.told(tx, id, due, step, await this.tell.run(tx, whom, { say, number, due }));
    return held;
  }

  async #others(tx: Transaction, circle: CircleId, author: StaffId): Promise<readonly StaffId[]> {
    return (await this.readers.of(tx, circle, false)) ?? this.coordinators.besides(tx, author);
  }

  async settle(tx: Transaction, { id, steps, taken }: HeldSignOff): Promise<Instant | null> {
    const nextAt = nextStepAt(steps, taken);
    await settleIn('review_sign_off', tx, id, taken, nextAt);
    return nextAt;
  }
}
