import type { CircleId } from '../../domain/circle/circle.js';
import type { Transaction } from '../platform/database/database.js';

/** Another noun that must act when a circle's members, state, levels or alarms change: reviews plan anew. */
export interface CircleWatcher {
  /** Runs in the transaction of the change, the circle locked; what it throws undoes the change. */
  circleChanged(tx: Transaction, id: CircleId): Promise<void>;
}

/** Who is told, in the order of joining. Notes and conversations are not told of: nothing follows from them but reading. */
export class CircleWatch {
  readonly #watchers: CircleWatcher[] = [];

  join(watcher: CircleWatcher): void {
    this.#watchers.push(watcher);
  }

  async tell(tx: Transaction, id: CircleId): Promise<void> {
    for (const watcher of this.#watchers) await watcher.circleChanged(tx, id);
  }
}
