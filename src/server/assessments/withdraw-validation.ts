import type { StaffId } from '../../domain/shared/ids.js';
import type { RecordAudit } from '../identity/record-audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { AssessmentsRefused } from './assessments-refused.js';
import type { ValidationRepository } from './validation.repository.js';

/** Takes a validation back. The row stays, so that what assessments said at the time can be understood. */
export class WithdrawValidation {
  constructor(
    private readonly validations: ValidationRepository,
    private readonly audit: RecordAudit,
    private readonly clock: Clock,
  ) {}

  /** @throws AssessmentsRefused for one that does not stand */
  async run(tx: Transaction, id: number, caller: StaffId): Promise<void> {
    const stood = await this.validations.withdraw(tx, id, caller, this.clock.now());
    if (!stood) throw new AssessmentsRefused('validation-unknown');
    await this.audit.run(tx, { actor: caller, kind: 'instrument-validation-withdrawn' });
  }
}
