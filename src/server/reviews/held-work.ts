import type { CircleKind } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { HandOver, OpenWorkSource, WorkItem } from '../identity/open-work.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';
import type { KeepMeasure } from './keep-measure.js';
import type { MeasureRepository } from './measure.repository.js';
import type { ReviewRepository } from './review.repository.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';
import type { Task, TaskRepository } from './task.repository.js';

const everything = { after: null, until: null, place: null, limit: 10_000 } as const;

/** Whom a worker's file names is nobody's business: what is in it goes to the next of them by itself. */
const isShown = ({ kind }: { readonly kind: CircleKind }): boolean => kind !== 'worker-file';

/**
 * Reviews, measures and tasks that a person holds, for whoever sees her off: they are given to others, not lost. Where nobody takes
 * them, a review goes to the next who may write in its circle and a measure is shown to the coordinators as nobody's.
 */
export class HeldWork implements OpenWorkSource {
  readonly kinds = ['review', 'measure', 'task'] as const;

  constructor(
    private readonly clock: Clock,
    private readonly circles: ReviewedCircleRepository,
    private readonly reviews: ReviewRepository,
    private readonly measures: MeasureRepository,
    private readonly tasks: TaskRepository,
    private readonly keep: KeepMeasure,
    private readonly announce: Announce,
  ) {}

  async heldBy(tx: Transaction, staffId: StaffId): Promise<readonly WorkItem[]> {
    const items: WorkItem[] = [];
    const reviews = await this.reviews.search(tx, { holder: staffId, ...everything });
    for (const { id, number, circle } of reviews.filter(isShown)) {
      const writers = (await this.#others(tx, circle, staffId)).filter(({ mayWrite }) => mayWrite);
      items.push({ kind: 'review', id, number, way: 'moves', takers: writers.map((one) => one.staffId) });
    }
    const mine = { staffId, names: [] };
    const measures = await this.measures.search(tx, { mine, ...everything });
    for (const { id, number, circle } of measures.filter(isShown)) {
      const members = await this.#others(tx, circle, staffId);
      items.push({ kind: 'measure', id, number, way: 'moves', takers: members.map((one) => one.staffId) });
    }
    // A task is about her own safety, so nobody can take it: when she has left there is nothing to assess.
    for (const { id, number } of await this.#tasksAbout(tx, staffId))
      items.push({ kind: 'task', id, number, way: 'ends', takers: [] });
    return items;
  }

  handOver(tx: Transaction, order: HandOver): Promise<boolean> {
    return order.kind === 'review' ? this.#review(tx, order) : this.#measure(tx, order);
  }

  async letGo(tx: Transaction, staffId: StaffId, by: StaffId): Promise<void> {
    const end = { outcome: 'not-needed', by, at: this.clock.now(), made: null } as const;
    for (const { id } of await this.#tasksAbout(tx, staffId)) await this.tasks.close(tx, id, end);
  }

  async #review(tx: Transaction, { id, from, to }: HandOver): Promise<boolean> {
    const review = await this.reviews.lock(tx, id);
    if (review?.holder !== from) return false;
    await this.reviews.give(tx, id, to);
    return true;
  }

  async #measure(tx: Transaction, { id, from, to }: HandOver): Promise<boolean> {
    const measure = (await this.measures.lock(tx, [id])).get(id);
    const isHers = measure?.owner.is === 'person' && measure.owner.staffId === from;
    if (!isHers || measure.state !== 'open') return false;
    const after = { ...measure, owner: { is: 'person', staffId: to }, version: measure.version + 1 } as const;
    await this.keep.run(tx, after, this.clock.now());
    const members = await this.circles.members(tx, measure.circle);
    const told = members.map(({ staffId }) => staffId);
    await this.announce.run(tx, { kind: 'measure', subjectId: measure.circle, for: told });
    return true;
  }

  #tasksAbout(tx: Transaction, staffId: StaffId): Promise<Task[]> {
    return this.tasks.search(tx, { mine: { staffId, leads: false }, ...everything });
  }

  async #others(tx: Transaction, circle: Task['circle'], staffId: StaffId) {
    return (await this.circles.members(tx, circle)).filter((member) => member.staffId !== staffId);
  }
}
