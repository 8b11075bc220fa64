import { randomUUID } from 'node:crypto';
import { DUTIES, gaps } from '../../domain/escalation/duty-outlook.js';
import type { Policy } from '../../domain/escalation/ladder.js';
import type { AlertId } from '../../domain/shared/ids.js';
import {
  days,
  hours,
  instant,
  minutes,
  plus,
  type Duration,
  type Instant,
} from '../../domain/shared/time.js';
import type { StaffMember } from '../identity/staff-directory.port.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Database, type Transaction } from '../platform/database/database.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { DutyStaff } from './duty-board.js';
import type { CloseGapWarnings, DutyGap } from './duty-close-gap-warnings.js';
import { GAP_AHEAD, gapPolicy, type GapStage } from './duty-gap-policy.js';
import { presentRoster } from '../../domain/escalation/present-roster.js';
import type { DutyRosterRepository } from './duty-roster.repository.js';
import type { RaiseAlert } from './raise-alert.js';

/** Where a gap that lasts is taken to begin, so that it is warned of again after a week, not every minute. */
const memory: Duration = days(7);

/** How far we look for the end of a gap; those that begin later than `GAP_AHEAD` wait for their time. */
const horizon: Duration = days(2);

/** The same wall clock may be an hour away after a week in which the clocks changed. */
const clockChange: Duration = hours(1);

interface Warning {
  readonly gap: DutyGap;
  readonly stages: readonly GapStage[];
}

/**
 * Warns of stretches without anybody on duty: once when one lies within the next 12 hours, once more an hour before. Only for
 * duties that are kept here. An alert in such a stretch reaches everyone; this is so that it need not.
 */
export class GapWarnings implements Sweep {
  readonly name = 'duty-gaps';
  readonly every = minutes(1);

  constructor(
    private readonly database: Database,
    private readonly roster: DutyRosterRepository,
    private readonly staff: DutyStaff,
    private readonly raise: Pick<RaiseAlert, 'run'>,
    private readonly closing: CloseGapWarnings,
    private readonly clock: Clock,
  ) {}

  /**
   * Several workers take turns: each looks, under the roster's lock, at what the others have warned of. Every alert is raised in
   * a transaction of its own, so that it holds the people whom it calls and nobody else.
   */
  async run(): Promise<void> {
    const now = this.clock.now();
    while (await this.#step(now));
  }

  /** @returns whether there was something to warn of: there may be more */
  #step(now: Instant): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await this.roster.lock(tx);
      const staff = await this.staff.everyone(tx);
      const found = await this.#gaps(tx, staff, now);
      await this.closing.run(tx, found, now);
      const [warning] = await this.#due(tx, found, now);
      if (warning) await this.#warn(tx, warning, staff, now);
      return warning !== undefined;
    });
  }

  async #gaps(tx: Transaction, staff: readonly StaffMember[], now: Instant): Promise<readonly DutyGap[]> {
    const view = { from: instant(now - memory), to: plus(now, horizon) };
    const present = new Set(staff.map(({ id }) => id));
    const roster = presentRoster(await this.roster.roster(tx, view.from), present, view);
    return DUTIES.flatMap((duty) => gaps(roster, duty, view.from, view.to).map((gap) => ({ ...gap, duty })));
  }

  async #due(tx: Transaction, found: readonly DutyGap[], now: Instant): Promise<readonly Warning[]> {
    const kept = await this.roster.kept(tx, now);
    const due: Warning[] = [];
    for (const gap of found.filter(({ duty, to }) => kept.includes(duty) && to > now)) {
      const stages = await this.#unwarned(tx, gap, now);
      if (stages.length > 0) due.push({ gap, stages });
    }
    return due;
  }

  /** A gap that was partly filled or grew is still the one that was warned of. */
  async #unwarned(tx: Transaction, gap: DutyGap, now: Instant): Promise<readonly GapStage[]> {
    const warned = await rows<{ stage: GapStage }>(
      tx,
      `select stage from duty_gap_warning
       where duty = $1 and from_at < $3 and to_at > $2 and closed_as is distinct from 'filled'`,
      [gap.duty, timestamp(gap.from), timestamp(gap.to)],
    );
    const known = new Set(warned.map(({ stage }) => stage));
    return (['early', 'last'] as const).filter(
      (stage) => !known.has(stage) && gap.from <= plus(now, GAP_AHEAD[stage]),
    );
  }

  /** Found only in its last hour, a gap is warned of once, in the louder way. */
  async #warn(tx: Transaction, warning: Warning, staff: readonly StaffMember[], now: Instant): Promise<void> {
    const stage = warning.stages.includes('last') ? 'last' : 'early';
    const number = await this.#number(tx);
    const alert = (await this.#isUsual(tx, warning, stage))
      ? null
      : await this.#raise(tx, stage, number, gapPolicy(stage, staff));
    for (const each of warning.stages) await this.#note(tx, warning, each, number, alert, now);
  }

  /** The same hours were open a week ago and somebody was told then: that is how this organisation works, not news. */
  async #isUsual(tx: Transaction, { gap }: Warning, stage: GapStage): Promise<boolean> {
    const weekAgo = gap.from - days(7);
    const found = await rows(
      tx,
      `select from duty_gap_warning where duty = $1 and stage = $2 and from_at between $3 and $4`,
      [gap.duty, stage, timestamp(instant(weekAgo - clockChange)), timestamp(instant(weekAgo + clockChange))],
    );
    return found.length > 0;
  }

  #raise(tx: Transaction, stage: GapStage, number: number, policy: Policy): Promise<AlertId> {
    return this.raise.run(tx, {
      kind: 'duty',
      level: stage === 'last' ? 'ORANGE' : 'YELLOW',
      policyId: policy.id,
      policy,
      subject: { id: randomUUID(), number },
    });
  }

  async #number(tx: Transaction): Promise<number> {
    const [next] = await rows<{ number: number }>(tx, `select nextval('duty_gap_number')::int as number`);
    return next?.number ?? 0;
  }

  async #note(
    tx: Transaction,
    { gap }: Warning,
    stage: GapStage,
    number: number,
    alert: AlertId | null,
    now: Instant,
  ): Promise<void> {
    await tx.query(
      `insert into duty_gap_warning (id, number, duty, stage, from_at, to_at, warned_at, alert_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [randomUUID(), number, gap.duty, stage, timestamp(gap.from), timestamp(gap.to), timestamp(now), alert],
    );
  }
}
