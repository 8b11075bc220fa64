import { dueBounds, dueWhen, spanOf, type DueBounds, type DueWhen } from '../../domain/review/due-when.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { pageOf, readPlace } from '../platform/http/cursor.js';

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

function placeOf(cursor: string | undefined): { due: Instant; id: string } | null {
  const found = readPlace(cursor, 'number', 'id');
  return found && { due: instant(found[0]), id: found[1] };
}
