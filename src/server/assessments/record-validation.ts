import type { InstrumentBook } from '../../domain/assessment/instrument-book.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { RecordAudit } from '../identity/record-audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { PlatformRefused } from '../platform/http/platform-refused.js';
import { AssessmentsRefused } from './assessments-refused.js';
import type { NewValidation, Validation, ValidationRepository } from './validation.repository.js';

type Given = Omit<NewValidation, 'recordedBy' | 'recordedAt'>;

/** Writes down that practitioners have validated one version of an instrument. */
export class RecordValidation {
  constructor(
    private readonly book: InstrumentBook,
    private readonly validations: ValidationRepository,
    private readonly audit: RecordAudit,
    private readonly clock: Clock,
  ) {}

  /** @throws AssessmentsRefused for a file that this house does not have, or that is validated already */
  async run(tx: Transaction, given: Given, caller: StaffId): Promise<Validation> {
    if (!this.isPublished(given)) throw new AssessmentsRefused('instrument-unknown');
    const recordedAt = this.clock.now();
    // a day later than today anywhere on earth is a slip of the pen
    if (Date.parse(given.on) > recordedAt + 14 * 3_600_000)
      throw new PlatformRefused('invalid-request', {
        fields: [{ at: 'body.on', rule: 'not in the future' }],
      });
    const added = await this.validations.add(tx, { ...given, recordedBy: caller, recordedAt });
    if (added === null) throw new AssessmentsRefused('validation-recorded');
    await this.audit.run(tx, { actor: caller, kind: 'instrument-validated' });
    return added;
  }

  private isPublished({ instrument, version, sha256 }: Given): boolean {
    return this.book.some(
      (each) =>
        each.instrument.letters === instrument &&
        each.instrument.version === version &&
        each.sha256 === sha256,
    );
  }
}
