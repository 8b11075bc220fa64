import type { StaffId } from '../../domain/shared/ids.js';
import type { OpenWorkSource, WorkItem } from '../identity/open-work.js';
import type { Transaction } from '../platform/database/database.js';
import type { MeasureRepository } from './measure.repository.js';
import type { ReviewRepository } from './review.repository.js';
import type { TaskRepository } from './task.repository.js';

const everything = { after: null, until: null, place: null, limit: 10_000 } as const;

/** Reviews, measures and tasks that a person holds, for whoever sees her off: they are given to others, not lost. */
export class HeldWork implements OpenWorkSource {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly measures: MeasureRepository,
    private readonly tasks: TaskRepository,
  ) {}

  async heldBy(tx: Transaction, staffId: StaffId): Promise<readonly WorkItem[]> {
    const reviews = await this.reviews.search(tx, { holder: staffId, ...everything });
    const measures = await this.measures.search(tx, { mine: { staffId, names: [] }, ...everything });
    const tasks = await this.tasks.search(tx, { mine: { staffId, leads: false }, ...everything });
    return [
      ...reviews.map(({ id, number }) => ({ kind: 'review', id, number })),
      ...measures.map(({ id, number }) => ({ kind: 'measure', id, number })),
      ...tasks.map(({ id, number }) => ({ kind: 'task', id, number })),
    ];
  }
}
