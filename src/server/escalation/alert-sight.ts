import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { StaffRole } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { AlertRow } from './alert.row.js';
import type { DeliveryRepository } from './delivery.repository.js';
import type { DutyBoard } from './duty-board.port.js';

/** Somebody who looks at alerts. */
export interface Watcher {
  readonly id: StaffId;
  readonly roles: readonly StaffRole[];
}

export interface Sight {
  /** Whether its policy lets her stop the ladder. */
  readonly mayTake: boolean;
  /** Whether it ever called her. */
  readonly called: boolean;
}

const overseers: readonly StaffRole[] = ['focal-point', 'coordinator'];

export const overseesAll = ({ roles }: Watcher): boolean => roles.some((role) => overseers.includes(role));

/**
 * Which alerts somebody may know of: focal points and coordinators of all; others of those that they may take, were called to,
 * have, were offered or ended. Of every other alert, and of one that is
 * hidden from her, she is told that there is no such alert.
 */
export class AlertSight {
  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly duty: DutyBoard,
  ) {}

  /** Those of `alerts` that she may know of. */
  async of(
    tx: Transaction,
    watcher: Watcher,
    alerts: readonly AlertRow[],
    now: Instant,
  ): Promise<ReadonlyMap<AlertId, Sight>> {
    const calling = await this.deliveries.calling(
      tx,
      watcher.id,
      alerts.map(({ id }) => id),
    );
    const mayTake = this.#takers(tx, watcher.id, now);
    const seen = new Map<AlertId, Sight>();
    for (const alert of alerts) {
      if (alert.hiddenFrom === watcher.id) continue;
      const sight = { mayTake: await mayTake(alert), called: calling.has(alert.id) };
      if (overseesAll(watcher) || sight.mayTake || sight.called || concerns(alert, watcher.id))
        seen.set(alert.id, sight);
    }
    return seen;
  }

  /** In a flood hundreds of alerts have the same few policies: each audience is asked for once. */
  #takers(tx: Transaction, person: StaffId, now: Instant): (alert: AlertRow) => Promise<boolean> {
    const known = new Map<string, boolean>();
    return async ({ policy: { mayAcknowledge } }) => {
      if (mayAcknowledge === 'anyone') return true;
      const key = JSON.stringify(mayAcknowledge);
      const found =
        known.get(key) ?? (await this.duty.resolve(tx, mayAcknowledge, now)).staff.includes(person);
      known.set(key, found);
      return found;
    };
  }
}

const concerns = (alert: AlertRow, person: StaffId): boolean =>
  [alert.acknowledgedBy, alert.offeredTo, alert.resolvedBy].includes(person);
