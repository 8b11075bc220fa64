import { randomUUID } from 'node:crypto';
import type { Override, Shift } from '../../domain/escalation/roster.js';
import { OverrideFaulty, withOverride, withShift } from '../../domain/escalation/roster-checks.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { Refusal } from '../../domain/shared/refusal.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { DutyStaff } from './duty-board.js';
import type { DutyRosterRepository } from './duty-roster.repository.js';

/** Whoever is to be on duty does not work here (any more). Nothing was saved. */
export class DutyPersonUnknown extends Refusal {
  readonly code = 'duty-person-unknown';
  constructor(readonly staff: StaffId) {
    super('This person cannot be on duty.');
  }
}

/** There is no such shift or override in the roster: somebody else took it back first, or it is over. */
export class DutyEntryUnknown extends Refusal {
  readonly code = 'duty-entry-unknown';
  constructor(readonly entry: string) {
    super('This is not in the roster.');
  }
}

async function refuseUnknown(tx: Transaction, staff: DutyStaff, person: StaffId): Promise<void> {
  const everyone = await staff.everyone(tx);
  if (!everyone.some(({ id }) => id === person)) throw new DutyPersonUnknown(person);
}

/** Puts a weekly shift into the roster. */
export class PlanShift {
  constructor(
    private readonly roster: DutyRosterRepository,
    private readonly staff: DutyStaff,
    private readonly clock: Clock,
  ) {}

  /** @returns the id by which it can be removed @throws ShiftFaulty | DutyPersonUnknown */
  async run(tx: Transaction, shift: Shift): Promise<string> {
    const now = this.clock.now();
    await this.roster.lock(tx);
    withShift(await this.roster.roster(tx, now), shift);
    await refuseUnknown(tx, this.staff, shift.staff);
    const id = randomUUID();
    await this.roster.addShift(tx, id, shift, now);
    return id;
  }
}

/** Takes a weekly shift out of the roster, from now on. */
export class RemoveShift {
  constructor(
    private readonly roster: DutyRosterRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DutyEntryUnknown */
  async run(tx: Transaction, id: string): Promise<void> {
    await this.roster.lock(tx);
    if (!(await this.roster.removeShift(tx, id, this.clock.now()))) throw new DutyEntryUnknown(id);
  }
}

/** For once, somebody else is on duty, or somebody besides. */
export class OverrideDuty {
  constructor(
    private readonly roster: DutyRosterRepository,
    private readonly staff: DutyStaff,
    private readonly clock: Clock,
  ) {}

  /**
   * Of two people who plan the same hours at once, one is refused: both wait for one lock, and each checks after it.
   *
   * @returns the id by which it can be withdrawn
   * @throws OverrideFaulty (also when it lies in the past) | OverrideConflict | DutyPersonUnknown
   */
  async run(tx: Transaction, override: Override): Promise<string> {
    const now = this.clock.now();
    if (override.to <= now) throw new OverrideFaulty();
    await this.roster.lock(tx);
    withOverride(await this.roster.roster(tx, override.from), override);
    await refuseUnknown(tx, this.staff, override.staff);
    const id = randomUUID();
    await this.roster.addOverride(tx, id, override, now);
    return id;
  }
}

/** The weekly roster holds again. */
export class WithdrawOverride {
  constructor(
    private readonly roster: DutyRosterRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DutyEntryUnknown */
  async run(tx: Transaction, id: string): Promise<void> {
    await this.roster.lock(tx);
    if (!(await this.roster.withdrawOverride(tx, id, this.clock.now()))) throw new DutyEntryUnknown(id);
  }
}
