import { randomUUID } from 'node:crypto';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Language } from '../../domain/shared/language.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ContactSeal } from './contact-seal.js';
import { fitDutyName } from './duty-name.js';
import type { StaffRole } from './staff-directory.port.js';
import { StaffRow } from './staff.row.js';

export interface Enrolment {
  readonly dutyName: string;
  readonly roles: readonly StaffRole[];
  readonly language: Language;
  readonly email?: string;
}

/** Makes somebody a member of staff. She can be called once her phone is linked, or at once by mail when there is an address. */
export class EnrolStaff {
  constructor(
    private readonly seal: ContactSeal,
    private readonly clock: Clock,
  ) {}

  /** @throws DutyNameUnfit */
  async run(tx: Transaction, enrolment: Enrolment): Promise<StaffId> {
    const id = randomUUID() as StaffId;
    const dutyName = await fitDutyName(tx, enrolment.dutyName);
    await tx.insert(StaffRow, {
      id,
      dutyName,
      roles: [...enrolment.roles],
      language: enrolment.language,
      emailSealed: enrolment.email === undefined ? null : this.seal.sealEmail(id, enrolment.email),
      telegramReachable: false,
      active: true,
      createdAt: this.clock.now(),
    });
    return id;
  }
}
