import type { Entry } from '../../e2ee/directory/entry.js';
import type { Transaction } from '../platform/database/database.js';

/** Another noun that must act when the directory grows: circles ask for new epochs after REVOKE and ROTATE. */
export interface DirectoryWatcher {
  /** Runs in the transaction that appended the entry; what it throws undoes the entry. */
  entryAppended(tx: Transaction, entry: Entry): Promise<void>;
}

/** Who is told, in the order of joining. */
export class DirectoryWatch {
  readonly #watchers: DirectoryWatcher[] = [];

  join(watcher: DirectoryWatcher): void {
    this.#watchers.push(watcher);
  }

  async tell(tx: Transaction, entry: Entry): Promise<void> {
    for (const watcher of this.#watchers) await watcher.entryAppended(tx, entry);
  }
}
