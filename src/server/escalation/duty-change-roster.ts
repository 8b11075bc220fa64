import type { Override, Shift } from '../../domain/escalation/roster.js';
import { Refusal } from '../../domain/shared/refusal.js';
import type { Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';
import type { OverrideDuty, PlanShift, RemoveShift, WithdrawOverride } from './duty-plan.js';
import type { DutyRosterRepository } from './duty-roster.repository.js';

/** Somebody changed the roster after the page was read. Nothing was saved; read it again and compare. */
export class RosterSuperseded extends Refusal {
  readonly code = 'superseded';
  constructor() {
    super('The roster has changed.');
  }
}

export type RosterChange =
  | { readonly do: 'plan'; readonly shifts: readonly Shift[] }
  | { readonly do: 'remove'; readonly id: string }
  | { readonly do: 'override'; readonly override: Override }
  | { readonly do: 'withdraw'; readonly id: string };

/** A change of the roster by somebody who has seen it: all of it or nothing, and only if nobody was faster. */
export class ChangeRoster {
  constructor(
    private readonly roster: DutyRosterRepository,
    private readonly plan: PlanShift,
    private readonly remove: RemoveShift,
    private readonly override: OverrideDuty,
    private readonly withdraw: WithdrawOverride,
    private readonly announce: Announce,
  ) {}

  /**
   * @param seen the version that the change was made for
   * @returns the new version
   * @throws RosterSuperseded, and what planning refuses
   */
  async run(tx: Transaction, seen: number, change: RosterChange): Promise<number> {
    await this.roster.lock(tx);
    if ((await this.roster.version(tx)) !== seen) throw new RosterSuperseded();
    await this.#apply(tx, change);
    await this.announce.run(tx, { kind: 'roster', subjectId: null });
    return this.roster.version(tx);
  }

  async #apply(tx: Transaction, change: RosterChange): Promise<void> {
    if (change.do === 'plan') for (const shift of change.shifts) await this.plan.run(tx, shift);
    else if (change.do === 'remove') await this.remove.run(tx, change.id);
    else if (change.do === 'override') await this.override.run(tx, change.override);
    else await this.withdraw.run(tx, change.id);
  }
}
