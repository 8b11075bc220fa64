import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';

/** One thing that somebody still holds: its kind and number, never its content. */
export interface WorkItem {
  readonly kind: string;
  readonly id: string;
  readonly number: number | null;
  /** Nobody else could act on it: somebody must be given that right before she leaves. */
  readonly alone?: boolean;
}

/** A noun that knows of work that a person holds. */
export interface OpenWorkSource {
  heldBy(tx: Transaction, staffId: StaffId): Promise<readonly WorkItem[]>;
}

/** Asks every noun what a person still holds, so that nothing is left behind when she leaves. */
export class OpenWork {
  readonly #sources: OpenWorkSource[] = [];

  join(source: OpenWorkSource): void {
    this.#sources.push(source);
  }

  async of(tx: Transaction, staffId: StaffId): Promise<WorkItem[]> {
    const found: WorkItem[] = [];
    for (const source of this.#sources) found.push(...(await source.heldBy(tx, staffId)));
    return found;
  }
}
