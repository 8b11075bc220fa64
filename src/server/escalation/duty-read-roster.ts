import type { Duty } from '../../domain/escalation/ladder.js';
import { days, minus, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { DutyRosterRepository, RosterEntries } from './duty-roster.repository.js';

/** So that the week before this one can be looked at as it was. */
const overridesShownFor = days(14);

export interface RosterView extends RosterEntries {
  readonly version: number;
  readonly now: Instant;
  readonly kept: readonly Duty[];
}

/** The roster as it is planned, with the version that an edit must name. */
export class ReadRoster {
  constructor(
    private readonly roster: DutyRosterRepository,
    private readonly clock: Clock,
  ) {}

  async run(tx: Transaction): Promise<RosterView> {
    const now = this.clock.now();
    // The version first: a change that comes in between is then refused as too late, and never overwritten unseen.
    const version = await this.roster.version(tx);
    const entries = await this.roster.entries(tx, minus(now, overridesShownFor));
    return { ...entries, version, now, kept: await this.roster.kept(tx, now) };
  }
}
