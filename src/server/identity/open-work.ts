import type { WorkKind, WorkWay } from '../../contracts/identity/open-work.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';

/** One thing that somebody still holds: its kind and number, never its content. */
export interface WorkItem {
  readonly kind: WorkKind;
  readonly id: string;
  readonly number: number | null;
  readonly way: WorkWay;
  /** Who could take it; of a circle: who may change its members. */
  readonly takers: readonly StaffId[];
  readonly askedOf?: StaffId | null;
  /** She is needed for it: nobody else could act on it, or she is in the middle of it. */
  readonly alone?: boolean;
}

export interface HandOver {
  readonly kind: WorkKind;
  readonly id: string;
  readonly from: StaffId;
  readonly to: StaffId;
}

/** A noun that knows of work that a person holds. */
export interface OpenWorkSource {
  readonly kinds: readonly WorkKind[];
  heldBy(tx: Transaction, staffId: StaffId): Promise<readonly WorkItem[]>;
  /**
   * Gives a piece that `moves` or `asks` to somebody who is among its takers. Absent: nothing of it can be handed over from here.
   *
   * @returns false when it is not (or not any more) with the one who has it; then nothing was changed
   */
  handOver?(tx: Transaction, order: HandOver): Promise<boolean>;
  /** She leaves now: what only a person who is here can hold goes back to where others see it. */
  letGo?(tx: Transaction, staffId: StaffId, by: StaffId): Promise<void>;
}

/** Alerts before conversations, as everybody locks them who locks both. */
const lettingGo: readonly WorkKind[] = ['alert', 'conversation'];

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

  /** Undefined where no noun of this house has such work. */
  sourceOf(kind: WorkKind): OpenWorkSource | undefined {
    return this.#sources.find(({ kinds }) => kinds.includes(kind));
  }

  async letGo(tx: Transaction, staffId: StaffId, by: StaffId): Promise<void> {
    const first = lettingGo.flatMap((kind) => this.sourceOf(kind) ?? []);
    const all = new Set([...first, ...this.#sources]);
    for (const source of all) await source.letGo?.(tx, staffId, by);
  }
}
