import { randomUUID } from 'node:crypto';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Language } from '../../domain/shared/language.js';
import { Refusal } from '../../domain/shared/refusal.js';
import type { Clock } from '../platform/clock/clock.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { ContactSeal } from './contact-seal.js';
import type { StaffRole } from './staff-directory.port.js';
import { StaffRow } from './staff.row.js';

/** A colleague already goes by this name on duty, or it is empty or longer than 24 characters. Nobody was enrolled. */
export class DutyNameUnfit extends Refusal {
  readonly code = 'duty-name-unfit';
  constructor(readonly why: 'taken' | 'empty' | 'too-long') {
    super('This name cannot be used on duty.');
  }
}

const longestName = 24;

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
    const dutyName = await this.#fitName(tx, enrolment.dutyName);
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

  async #fitName(tx: Transaction, wish: string): Promise<string> {
    const name = wish
      .normalize('NFC')
      .replaceAll(/[\p{C}\s]+/gu, ' ')
      .trim();
    if (name === '') throw new DutyNameUnfit('empty');
    if ([...name].length > longestName) throw new DutyNameUnfit('too-long');
    const taken = await rows(tx, `select from staff where lower(duty_name) = lower($1) and active`, [name]);
    if (taken.length > 0) throw new DutyNameUnfit('taken');
    return name;
  }
}
