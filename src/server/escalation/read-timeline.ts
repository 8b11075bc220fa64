import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Transaction } from '../platform/database/database.js';
import type { Watcher } from './alert-sight.js';
import type { TimelineLine } from './timeline.js';
import type { TimelineRepository } from './timeline.repository.js';
import type { WatchAlerts } from './watch-alerts.js';

/** What happened to an alert, for whoever may see it. */
export class ReadTimeline {
  constructor(
    private readonly alerts: WatchAlerts,
    private readonly timelines: TimelineRepository,
  ) {}

  /**
   * The newest first.
   *
   * @param before the last line of the page before
   * @returns null when there is no such alert for her
   */
  async page(
    tx: Transaction,
    watcher: Watcher,
    id: AlertId,
    before: { readonly at: Instant; readonly key: string } | null,
    limit: number,
  ): Promise<readonly TimelineLine[] | null> {
    if (!(await this.alerts.one(tx, watcher, id))) return null;
    return this.timelines.page(tx, id, before, limit);
  }

  /** Everybody who is named in it; whether the reader may see it was asked before. */
  peopleIn(tx: Transaction, id: AlertId): Promise<readonly StaffId[]> {
    return this.timelines.peopleIn(tx, id);
  }
}
