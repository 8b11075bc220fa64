import type { AlertId } from '../../domain/shared/ids.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';

/**
 * Tells the open consoles of everybody but administrators that an alert changed, when the transaction commits. Never what
 * changed; once for each alert, however much the transaction does with it.
 */
export class TellAlerts {
  readonly #told = new WeakMap<Transaction, Set<AlertId>>();

  constructor(
    private readonly announce: Announce,
    private readonly staff: Pick<StaffDirectory, 'everyone'>,
  ) {}

  async run(tx: Transaction, alertId: AlertId): Promise<void> {
    const told = this.#told.get(tx) ?? new Set();
    if (told.has(alertId)) return;
    this.#told.set(tx, told.add(alertId));
    const readers = (await this.staff.everyone(tx)).filter(({ roles }) => !roles.includes('administrator'));
    await this.announce.run(tx, { kind: 'alert', subjectId: alertId, for: readers.map(({ id }) => id) });
  }
}
