import type { DeadlineStep } from '../../domain/review/overdue.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Transaction } from '../platform/database/database.js';
import type { DeadlineBook, HeldDeadline } from './deadline-book.port.js';
import type { MeasureRepository } from './measure.repository.js';
import type { WhoHolds } from './who-holds.js';

/** The deadlines of measures, with whom each of them reaches. */
export class MeasureDeadlines implements DeadlineBook {
  constructor(
    private readonly measures: MeasureRepository,
    private readonly who: WhoHolds,
  ) {}

  due(tx: Transaction, now: Instant, seen: readonly string[], limit: number): Promise<string[]> {
    return this.measures.due(tx, now, seen, limit);
  }

  async lock(tx: Transaction, id: string): Promise<HeldDeadline | null> {
    const measure = (await this.measures.lock(tx, [id])).get(id);
    if (measure?.state !== 'open') return null;
    const holders = (await this.who.of(tx, [measure])).get(id) ?? [];
    return { ...measure, from: measure.set, holders };
  }

  settle(tx: Transaction, id: string, taken: DeadlineStep | null, nextAt: Instant | null): Promise<void> {
    return this.measures.settle(tx, id, taken, nextAt);
  }
}
