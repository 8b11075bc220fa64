import type { AlertId } from '../../domain/shared/ids.js';
import type { AlertRow } from './alert.row.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';

/**
 * Tells the open consoles of everybody but administrators, and the one from whom it is hidden, that an alert changed, when the transaction commits. Never what
 * changed; once for each alert, however much the transaction does with it.
 */
export class TellAlerts {
  readonly #told = new WeakMap<Transaction, Set<AlertId>>();

  constructor(
    private readonly announce: Announce,
    private readonly staff: Pick<StaffDirectory, 'everyone'>,
  ) {}

  async run(tx: Transaction, { id, hiddenFrom }: Pick<AlertRow, 'id' | 'hiddenFrom'>): Promise<void> {
    const told = this.#told.get(tx) ?? new Set();
    if (told.has(id)) return;
    this.#told.set(tx, told.add(id));
    const readers = (await this.staff.everyone(tx)).filter(
      (person) => !person.roles.includes('administrator') && person.id !== hiddenFrom,
    );
    await this.announce.run(tx, { kind: 'alert', subjectId: id, for: readers.map((person) => person.id) });
  }
}
