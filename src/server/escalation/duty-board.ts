import type { Audience, Duty } from '../../domain/escalation/ladder.js';
import { onDuty, resolveAudience } from '../../domain/escalation/roster.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { CalledUp, DutyBoard } from './duty-board.port.js';
import type { DutyRosterRepository } from './duty-roster.repository.js';

/** The part of the directory that duty needs. */
export type DutyStaff = Pick<StaffDirectory, 'everyone'>;

/** The roster in the database, asked at the moment of need: a change a second ago counts. */
export class PostgresDutyBoard implements DutyBoard {
  constructor(
    private readonly roster: DutyRosterRepository,
    private readonly staff: DutyStaff,
  ) {}

  async resolve(tx: Transaction, audiences: readonly Audience[], now: Instant): Promise<CalledUp> {
    const everyone = await this.#everyone(tx);
    return resolveAudience(await this.roster.roster(tx, now), audiences, everyone, now);
  }

  /** Who has `duty` at `now`, each once; empty when nobody does or whoever does has left. */
  async onDuty(tx: Transaction, duty: Duty, now: Instant): Promise<readonly StaffId[]> {
    const here = new Set(await this.#everyone(tx));
    return onDuty(await this.roster.roster(tx, now), duty, now).filter((person) => here.has(person));
  }

  async #everyone(tx: Transaction): Promise<readonly StaffId[]> {
    return (await this.staff.everyone(tx)).map(({ id }) => id);
  }
}
