import { resolved } from '../../domain/escalation/turns.js';
import type { Policy } from '../../domain/escalation/ladder.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { urgencyOf, type AlertLevel, type AlertRequest } from './alert.js';
import type { AlertRepository } from './alert.repository.js';
import { ladderOf, standAt, type AlertRow } from './alert.row.js';
import type { ClimbLadder } from './climb-ladder.js';
import type { QuietAlert } from './quiet-alert.js';

/** A more urgent alert about a contact takes the place of those that nobody has yet; what somebody has stays with her. */
export class FoldAlerts {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly quiet: QuietAlert,
    private readonly ladder: ClimbLadder,
    private readonly clock: Clock,
  ) {}

  /** To be called in the transaction that raises the alert asked for in `request`, before it is raised. */
  async run(tx: Transaction, request: AlertRequest, policy: Policy): Promise<void> {
    if (request.kind !== 'contact') return;
    for (const older of await this.alerts.lockWaitingAbout(tx, request.subject.id)) {
      if (older.kind === 'contact' && outranks(request.level, older) && ringsOnFor(policy, older.policy))
        await this.#fold(tx, older, request.level);
    }
  }

  async #fold(tx: Transaction, alert: AlertRow, into: AlertLevel): Promise<void> {
    const now = this.clock.now();
    standAt(alert, resolved(ladderOf(alert), now));
    alert.outcome = 'folded';
    await this.alerts.record(tx, alert, now, { what: 'folded', code: into });
    await this.quiet.run(tx, alert);
    await this.ladder.run(tx, alert);
  }
}

const outranks = (level: AlertLevel, { level: olders }: AlertRow): boolean =>
  urgencyOf(level) > urgencyOf(olders);

/** An overdue YELLOW that repeats must not give way to a notice that is sent once, nor a sound to none. */
const ringsOnFor = (newer: Policy, older: Policy): boolean =>
  (older.silent || !newer.silent) && (older.repeatEvery === null || newer.repeatEvery !== null);
