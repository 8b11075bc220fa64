import type { Duty } from '../../domain/escalation/ladder.js';
import type { Span } from '../../domain/escalation/roster.js';
import { overlaps } from '../../domain/escalation/roster-checks.js';
import type { AlertId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { ResolveAlert } from './resolve-alert.js';

/** A stretch in which nobody has this duty. */
export interface DutyGap extends Span {
  readonly duty: Duty;
}

interface OpenWarning {
  readonly id: string;
  readonly duty: Duty;
  readonly from_at: Date;
  readonly to_at: Date;
  readonly alert_id: AlertId | null;
}

/**
 * Ends the warnings whose gap was filled or is over, so that nobody is called because of it any more. Alerts are locked in the
 * order of their ids, as everywhere.
 */
export class CloseGapWarnings {
  constructor(private readonly resolve: Pick<ResolveAlert, 'run'>) {}

  /** @param gaps those that the roster leaves, past ones included, as far back as any open warning */
  async run(tx: Transaction, gaps: readonly DutyGap[], now: Instant): Promise<void> {
    const open = await rows<OpenWarning>(
      tx,
      `select id, duty, from_at, to_at, alert_id from duty_gap_warning where closed_at is null order by alert_id, id`,
    );
    for (const warning of open) {
      const end = endOf(warning, gaps, now);
      if (end !== null) await this.#close(tx, warning, end, now);
    }
  }

  async #close(
    tx: Transaction,
    { id, alert_id }: OpenWarning,
    end: 'filled' | 'over',
    now: Instant,
  ): Promise<void> {
    await tx.query(`update duty_gap_warning set closed_at = $2, closed_as = $3 where id = $1`, [
      id,
      timestamp(now),
      end,
    ]);
    if (alert_id !== null) await this.resolve.run(tx, alert_id, null, 'resolved');
  }
}

/** A warning of a gap that goes on and on outlives the hours it named. */
function endOf(warning: OpenWarning, gaps: readonly DutyGap[], now: Instant): 'filled' | 'over' | null {
  const span = { from: instant(warning.from_at.getTime()), to: instant(warning.to_at.getTime()) };
  const left = gaps.filter((gap) => gap.duty === warning.duty && overlaps(gap, span));
  if (left.length === 0) return 'filled';
  return left.some(({ to }) => to > now) ? null : 'over';
}
