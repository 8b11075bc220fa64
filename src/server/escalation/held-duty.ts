import type { Override, Shift } from '../../domain/escalation/roster.js';
import { overlaps } from '../../domain/escalation/roster-checks.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { HandOver, OpenWorkSource, WorkItem } from '../identity/open-work.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';
import type { OverrideDuty, PlanShift, RemoveShift, WithdrawOverride } from './duty-plan.js';
import type { DutyRosterRepository, RosterEntries } from './duty-roster.repository.js';

/**
 * Duty that somebody is planned for: weekly shifts, and the times at which she stands in. It stays in the roster when she leaves,
 * because a gap that is shown and warned of is safer than hours that nobody misses; a colleague takes it over as it is.
 */
export class HeldDuty implements OpenWorkSource {
  readonly kinds = ['shift', 'stand-in'] as const;

  constructor(
    private readonly roster: DutyRosterRepository,
    private readonly plan: PlanShift,
    private readonly remove: RemoveShift,
    private readonly override: OverrideDuty,
    private readonly withdraw: WithdrawOverride,
    private readonly directory: Pick<StaffDirectory, 'everyone'>,
    private readonly announce: Announce,
    private readonly clock: Clock,
  ) {}

  async heldBy(tx: Transaction, staffId: StaffId): Promise<readonly WorkItem[]> {
    const entries = await this.roster.entries(tx, this.clock.now());
    const people = (await this.directory.everyone(tx)).filter(
      ({ id, roles }) => id !== staffId && !roles.includes('administrator'),
    );
    const item = (kind: 'shift' | 'stand-in', id: string, able: (one: StaffId) => boolean): WorkItem => ({
      kind,
      id,
      number: null,
      way: 'moves',
      takers: people.map((person) => person.id).filter(able),
    });
    const shifts = entries.shifts.filter(({ staff }) => staff === staffId);
    const standIns = entries.overrides.filter(({ staff }) => staff === staffId);
    return [
      ...shifts.map((shift) => item('shift', shift.id, (one) => !isThere(entries, shift, one))),
      ...standIns.map((each) => item('stand-in', each.id, (one) => !isBusy(entries, each, one))),
    ];
  }

  async handOver(tx: Transaction, { kind, id, from, to }: HandOver): Promise<boolean> {
    await this.roster.lock(tx);
    const moved =
      kind === 'shift' ? await this.#shift(tx, id, from, to) : await this.#standIn(tx, id, from, to);
    if (moved) await this.announce.run(tx, { kind: 'roster', subjectId: null });
    return moved;
  }

  async #shift(tx: Transaction, id: string, from: StaffId, to: StaffId): Promise<boolean> {
    const { shifts } = await this.roster.entries(tx, this.clock.now());
    const found = shifts.find((shift) => shift.id === id && shift.staff === from);
    if (!found) return false;
    await this.remove.run(tx, id);
    await this.plan.run(tx, { ...found, staff: to });
    return true;
  }

  /** Of what has begun only the rest. Standing in for the one who takes it means that she does it herself. */
  async #standIn(tx: Transaction, id: string, from: StaffId, to: StaffId): Promise<boolean> {
    const { overrides } = await this.roster.entries(tx, this.clock.now());
    const found = overrides.find((each) => each.id === id && each.staff === from);
    if (!found) return false;
    await this.withdraw.run(tx, id);
    if (found.replaces !== to) await this.override.run(tx, { ...found, staff: to });
    return true;
  }
}

/** The same hours stand in the roster for her already. */
const isThere = ({ shifts }: RosterEntries, shift: Shift, staff: StaffId): boolean =>
  shifts.some(
    (known) =>
      known.staff === staff &&
      known.duty === shift.duty &&
      known.weekday === shift.weekday &&
      known.from === shift.from &&
      known.to === shift.to,
  );

/** She stands in, or is replaced, in this duty at that time. */
const isBusy = (
  { overrides }: RosterEntries,
  wanted: Override & { readonly id: string },
  staff: StaffId,
): boolean =>
  overrides.some(
    (other) =>
      other.id !== wanted.id &&
      other.duty === wanted.duty &&
      overlaps(other, wanted) &&
      [other.staff, other.replaces].includes(staff),
  );
