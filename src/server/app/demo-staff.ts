import type { INestApplicationContext } from '@nestjs/common';
import type { Duty } from '../../domain/escalation/ladder.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Weekday } from '../../domain/shared/zoned-time.js';
import { PlanShift } from '../escalation/duty-plan.js';
import { EnrolStaff } from '../identity/enrol-staff.js';
import { IssueLinkCode } from '../identity/issue-link-code.js';
import { PostgresStaffDirectory } from '../identity/postgres-staff-directory.js';
import type { StaffRole } from '../identity/staff-directory.port.js';
import { Database, type Transaction } from '../platform/database/database.js';

export interface DemoStaffMember {
  readonly staffId: StaffId;
  readonly dutyName: string;
  /** To be sent to the staff bot as `/start <code>`; null once a phone is linked. */
  readonly code: string | null;
}

const people: readonly { dutyName: string; roles: readonly StaffRole[]; duty: Duty }[] = [
  { dutyName: 'Mira', roles: ['focal-point'], duty: 'focal-point' },
  { dutyName: 'Jovan', roles: ['operator'], duty: 'operator' },
  { dutyName: 'Ana', roles: ['focal-point', 'coordinator'], duty: 'deputy' },
];

const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/**
 * Invented colleagues for an evaluation, on duty around the clock; made once, by the use cases that everybody uses. They are
 * reachable at once; their accounts, and the colleagues who are never called, come through the API (`src/cli/demo`).
 *
 * @returns them in a fixed order
 */
export async function enrolDemoStaff(
  app: INestApplicationContext,
  zone: string,
): Promise<readonly DemoStaffMember[]> {
  return app.get(Database).transaction(async (tx) => {
    const directory = app.get(PostgresStaffDirectory);
    const before = await directory.everyone(tx);
    if (before.length === 0) for (const person of people) await enrol(app, tx, person, zone);
    const everyone = await directory.everyone(tx);
    const onDuty = people.flatMap(({ dutyName }) => everyone.filter((each) => each.dutyName === dutyName));
    const members: DemoStaffMember[] = [];
    for (const { id, dutyName, phoneReachable } of onDuty) {
      const code = phoneReachable ? null : (await app.get(IssueLinkCode).run(tx, id)).code;
      members.push({ staffId: id, dutyName, code });
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
