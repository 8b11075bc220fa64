import type { AlertId } from '../../domain/shared/ids.js';
import { seconds } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import type { AlarmHandler } from '../platform/queue/alarm-queue.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { AlertRepository } from './alert.repository.js';
import { ALERT_ALARM, type ClimbLadder } from './climb-ladder.js';

const batch = 50;

/** Does what an alert's ladder wants now. Idempotent: called by alarms, by the sweep, maybe twice, late or for nothing. */
export class AdvanceAlert implements AlarmHandler {
  readonly name = ALERT_ALARM;

  constructor(
    private readonly database: Database,
    private readonly alerts: AlertRepository,
    private readonly ladder: ClimbLadder,
  ) {}

  run(alertId: AlertId): Promise<void> {
    return this.database.transaction(async (tx) => {
      const alert = await this.alerts.lock(tx, alertId);
      if (alert) await this.ladder.run(tx, alert);
    });
  }

  ring(ref: string): Promise<void> {
    return this.run(ref as AlertId);
  }
}

/** Finds alerts whose deadline has come, however that became known or did not. One bad alert does not hold up the others. */
export class AlertSweep implements Sweep {
  readonly name = 'alerts';
  readonly every = seconds(5);

  constructor(
    private readonly database: Database,
    private readonly alerts: AlertRepository,
    private readonly advance: AdvanceAlert,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    const seen: AlertId[] = [];
    for (let due = await this.#due(seen); due.length > 0; due = await this.#due(seen)) {
      for (const id of due) {
        seen.push(id);
        await this.advance
          .run(id)
          .catch((error: unknown) => this.log.error('alert-advance-failed', error, { alert: id }));
      }
    }
  }

  /** Each alert at most once a sweep, or one that fails would keep us from the others. */
  #due(seen: readonly AlertId[]): Promise<AlertId[]> {
    return this.database.transaction((tx) => this.alerts.due(tx, this.clock.now(), seen, batch));
  }
}
