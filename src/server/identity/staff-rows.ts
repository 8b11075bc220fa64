import type { Role } from '../../contracts/shared/people.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Language } from '../../domain/shared/language.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { StaffRow } from './staff.row.js';

interface NewStaff {
  readonly id: StaffId;
  readonly dutyName: string;
  readonly roles: readonly Role[];
  readonly language: Language;
  /** False while her keys wait: she is called by no alert and is in no list. */
  readonly active: boolean;
}

/** A member of staff whose id came with an invitation or was drawn in her browser. */
export async function insertStaff(tx: Transaction, clock: Clock, staff: NewStaff): Promise<void> {
  await tx.insert(StaffRow, {
    ...staff,
    roles: [...staff.roles],
    emailSealed: null,
    telegramReachable: false,
    createdAt: clock.now(),
  });
}
