import type { StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

export interface NewValidation {
  readonly instrument: 'VSRA' | 'PSRA';
  readonly version: string;
  readonly sha256: string;
  readonly who: string;
  /** A day, `2026-11-25`. */
  readonly on: string;
  readonly recordedBy: StaffId;
  readonly recordedAt: Instant;
}

export interface Validation extends NewValidation {
  readonly id: number;
}

interface ValidationRow {
  readonly id: string;
  readonly instrument: 'VSRA' | 'PSRA';
  readonly version: string;
  readonly sha256: string;
  readonly who: string;
  readonly on: string;
  readonly recorded_by: StaffId;
  readonly recorded_at: Date;
}

const columns = `id, instrument, version, sha256, who, to_char(validated_on, 'YYYY-MM-DD') as "on", recorded_by, recorded_at`;

export class ValidationRepository {
  /** Those that stand, the newest first. */
  async inForce(tx: Transaction): Promise<readonly Validation[]> {
    const found = await rows<ValidationRow>(
      tx,
      `select ${columns} from instrument_validation where withdrawn_at is null order by id desc`,
    );
    return found.map(validationOf);
  }

  /** @returns null when one stands for exactly this file */
  async add(tx: Transaction, validation: NewValidation): Promise<Validation | null> {
    const { instrument, version, sha256, who, on, recordedBy, recordedAt } = validation;
    const [added] = await rows<ValidationRow>(
      tx,
      `insert into instrument_validation (instrument, version, sha256, who, validated_on, recorded_by, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (instrument, version, sha256) where withdrawn_at is null do nothing
       returning ${columns}`,
      [instrument, version, sha256, who, on, recordedBy, timestamp(recordedAt)],
    );
    return added === undefined ? null : validationOf(added);
  }

  /** @returns whether one stood */
  async withdraw(tx: Transaction, id: number, by: StaffId, at: Instant): Promise<boolean> {
    const taken = await rows<{ id: string }>(
      tx,
      `with taken as (
         update instrument_validation set withdrawn_by = $2, withdrawn_at = $3
         where id = $1 and withdrawn_at is null returning id
       ) select id from taken`,
      [id, by, timestamp(at)],
    );
    return taken.length > 0;
  }
}

const validationOf = ({
  id,
  recorded_by: recordedBy,
  recorded_at: recordedAt,
  ...row
}: ValidationRow): Validation => ({
  ...row,
  id: Number(id),
  recordedBy,
  recordedAt: instant(recordedAt.getTime()),
});
