import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { HandOver, OpenWorkSource, WorkItem } from '../identity/open-work.js';
import type { StaffDirectory, StaffMember } from '../identity/staff-directory.port.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { AlertRepository } from './alert.repository.js';
import type { AlertRow } from './alert.row.js';
import type { DeclineAlert } from './decline-alert.js';
import type { DutyBoard } from './duty-board.port.js';
import type { HandOverAlert } from './hand-over-alert.js';

/**
 * Alerts that somebody has. A colleague is asked, and has one only when she accepts it: nobody is said to be at work on an alert
 * that she does not know of. Whoever leaves gives back what she still has, and the ladder begins again.
 */
export class HeldAlerts implements OpenWorkSource {
  readonly kinds = ['alert'] as const;

  constructor(
    private readonly alerts: AlertRepository,
    private readonly duty: DutyBoard,
    private readonly directory: Pick<StaffDirectory, 'everyone'>,
    private readonly handing: HandOverAlert,
    private readonly declining: DeclineAlert,
    private readonly clock: Clock,
  ) {}

  async heldBy(tx: Transaction, staffId: StaffId): Promise<readonly WorkItem[]> {
    const held = await this.#of(tx, staffId);
    const people = held.length > 0 ? await this.directory.everyone(tx) : [];
    const items: WorkItem[] = [];
    for (const alert of held) {
      const able = await this.#able(tx, alert);
      items.push({
        kind: 'alert',
        id: alert.id,
        number: alert.number,
        way: 'asks',
        takers: people.filter((one) => couldTake(one, alert, able)).map(({ id }) => id),
        askedOf: alert.offeredTo,
      });
    }
    return items;
  }

  async handOver(tx: Transaction, { id, from, to }: HandOver): Promise<boolean> {
    return (await this.handing.offer(tx, id as AlertId, from, to)) === 'offered';
  }

  async letGo(tx: Transaction, staffId: StaffId): Promise<void> {
    for (const { id } of await this.#concerning(tx, staffId)) {
      await this.handing.decline(tx, id, staffId);
      await this.declining.giveBack(tx, id, staffId);
    }
  }

  async #of(tx: Transaction, staffId: StaffId): Promise<AlertRow[]> {
    const found = await this.#concerning(tx, staffId);
    return found.filter(({ acknowledgedBy }) => acknowledgedBy === staffId);
  }

  /** A test alert is nobody's work: giving it back would only ring every phone again. */
  async #concerning(tx: Transaction, staffId: StaffId): Promise<AlertRow[]> {
    const found = await this.alerts.concerning(tx, staffId);
    return found.filter(({ kind }) => kind !== 'test');
  }

  /** Null: anybody. */
  async #able(tx: Transaction, { policy }: AlertRow): Promise<readonly StaffId[] | null> {
    if (policy.mayAcknowledge === 'anyone') return null;
    return (await this.duty.resolve(tx, policy.mayAcknowledge, this.clock.now())).staff;
  }
}

const couldTake = (
  { id, phoneReachable }: StaffMember,
  { acknowledgedBy, hiddenFrom }: AlertRow,
  able: readonly StaffId[] | null,
): boolean =>
  phoneReachable && id !== acknowledgedBy && id !== hiddenFrom && (able === null || able.includes(id));
