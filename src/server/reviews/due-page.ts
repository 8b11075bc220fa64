import { dueBounds, dueWhen, spanOf, type DueBounds, type DueWhen } from '../../domain/review/due-when.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { pageOf, readCursor } from '../platform/http/cursor.js';
import { PlatformRefused } from '../platform/http/platform-refused.js';

/** A page of what is due, the most pressing first. */
export interface DueQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly when?: DueWhen | undefined;
}

interface Due {
  readonly id: string;
  readonly due: Instant;
}

/** What a search needs to know of a page, and how its rows become the answer. */
export class DuePage {
  readonly #bounds: DueBounds;

  constructor(
    now: Instant,
    zone: string,
    private readonly query: DueQuery,
  ) {
    this.#bounds = dueBounds(now, zone);
  }

  /** One row more than was asked for. @throws PlatformRefused `cursor-unknown` */
  get asked(): {
    after: Instant | null;
    until: Instant | null;
    place: { due: Instant; id: string } | null;
    limit: number;
  } {
    const { cursor, limit, when } = this.query;
    const span = when ? spanOf(when, this.#bounds) : { after: null, until: null };
    return { ...span, place: placeOf(cursor), limit: limit + 1 };
  }

  whenOf(due: Instant): DueWhen {
    return dueWhen(due, this.#bounds);
  }

  answer<Row extends Due, Item>(
    found: readonly Row[],
    itemOf: (row: Row) => Item,
  ): { items: Item[]; next: string | null } {
    const { items, next } = pageOf(found, this.query.limit, ({ due, id }) => [due, id]);
    return { items: items.map(itemOf), next };
  }
}

const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function placeOf(cursor: string | undefined): { due: Instant; id: string } | null {
  const found = readCursor(cursor, 2);
  if (!found) return null;
  const [due, id] = [Number(found[0]), String(found[1])];
  if (!Number.isSafeInteger(due) || Math.abs(due) > 8.64e15 || !anId.test(id))
    throw new PlatformRefused('cursor-unknown');
  return { due: instant(due), id };
}
