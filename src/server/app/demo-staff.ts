import type { INestApplicationContext } from '@nestjs/common';
import type { Duty } from '../../domain/escalation/ladder.js';
import type { Weekday } from '../../domain/shared/zoned-time.js';
import { PlanShift } from '../escalation/duty-plan.js';
import { EnrolStaff } from '../identity/enrol-staff.js';
import { IssueLinkCode } from '../identity/issue-link-code.js';
import { PostgresStaffDirectory } from '../identity/postgres-staff-directory.js';
import type { StaffRole } from '../identity/staff-directory.port.js';
import { Database, type Transaction } from '../platform/database/database.js';

export interface DemoStaffMember {
  readonly dutyName: string;
  /** To be sent to the staff bot as `/start <code>`. */
  readonly code: string;
}

const people: readonly { dutyName: string; roles: readonly StaffRole[]; duty: Duty }[] = [
  { dutyName: 'Mira', roles: ['focal-point'], duty: 'focal-point' },
  { dutyName: 'Jovan', roles: ['operator'], duty: 'operator' },
  { dutyName: 'Ana', roles: ['focal-point', 'coordinator'], duty: 'deputy' },
];

const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/**
 * Invented colleagues for an evaluation, on duty around the clock; made once, by the use cases that everybody uses.
 *
 * @returns those whose phone is not linked, each with a fresh code
 */
export async function enrolDemoStaff(
  app: INestApplicationContext,
  zone: string,
): Promise<readonly DemoStaffMember[]> {
  return app.get(Database).transaction(async (tx) => {
    const directory = app.get(PostgresStaffDirectory);
    const before = await directory.everyone(tx);
    if (before.length === 0) for (const person of people) await enrol(app, tx, person, zone);
    const unlinked = (await directory.everyone(tx)).filter(({ phoneReachable }) => !phoneReachable);
    const members: DemoStaffMember[] = [];
    for (const { id, dutyName } of unlinked) {
      const { code } = await app.get(IssueLinkCode).run(tx, id);
      members.push({ dutyName, code });
    }
    return members;
  });
}

async function enrol(
  app: INestApplicationContext,
  tx: Transaction,
  { dutyName, roles, duty }: (typeof people)[number],
  zone: string,
): Promise<void> {
  const staff = await app.get(EnrolStaff).run(tx, { dutyName, roles, language: 'en' });
  for (const weekday of everyDay)
    await app.get(PlanShift).run(tx, { duty, staff, weekday, from: '00:00', to: '00:00', zone });
}
