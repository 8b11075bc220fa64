import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import type { CircleAccess } from '../circles/circle-access.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { PlatformRefused } from '../platform/http/platform-refused.js';
import type { Announce } from '../platform/live/announce.js';
import { isPlausible, type KeepMeasure } from './keep-measure.js';
import type { Measure, MeasureOwner, MeasureRepository } from './measure.repository.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';
import { ReviewsRefused } from './reviews-refused.js';

export interface MeasureWish {
  readonly id: string;
  readonly owner: MeasureOwner;
  readonly due: Instant;
  /** The version that the caller has in front of her; 0 for a new one. */
  readonly seen: number;
}

/** Takes the measures of a plan, all or none: who, until when. What they are stays in the sealed plan, under the same ids. */
export class SetMeasures {
  constructor(
    private readonly clock: Clock,
    private readonly access: CircleAccess,
    private readonly circles: ReviewedCircleRepository,
    private readonly measures: MeasureRepository,
    private readonly keep: KeepMeasure,
    private readonly announce: Announce,
  ) {}

  /** @throws CirclesRefused, ReviewsRefused `measure-refused` naming the field, PlatformRefused `superseded` */
  async run(
    tx: Transaction,
    id: CircleId,
    wishes: readonly MeasureWish[],
    caller: StaffId,
  ): Promise<readonly Measure[]> {
    // Whoever closes the case has it first, and then puts its measures to rest.
    const { circle, members } = await this.access.enter(tx, id, caller, {
      wanted: rights.write,
      lock: 'for share',
    });
    if (circle.facts?.state === 'closed') throw new ReviewsRefused('case-closed');
    await this.#check(tx, id, wishes);
    const ids = wishes.map((wish) => wish.id);
    const before = await this.measures.lock(tx, ids);
    for (const [index, wish] of wishes.entries()) {
      const known = before.get(wish.id);
      if (known && known.circle !== id) throw refused(index, 'id');
      checkSeen(known, wish);
      if (known) await this.#change(tx, known, wish);
      else await this.#begin(tx, id, wish, caller);
    }
    await this.announce.run(tx, {
      kind: 'measure',
      subjectId: id,
      for: members.map(({ userId }) => userId as StaffId),
    });
    const after = await this.measures.lock(tx, ids);
    return ids.flatMap((each) => after.get(each) ?? []);
  }

  async #check(tx: Transaction, id: CircleId, wishes: readonly MeasureWish[]): Promise<void> {
    const now = this.clock.now();
    const members = new Set((await this.circles.members(tx, id)).map(({ staffId }) => staffId));
    for (const [index, wish] of wishes.entries()) {
      if (wishes.findIndex((other) => other.id === wish.id) !== index) throw refused(index, 'id');
      if (!isPlausible(wish.due, now)) throw refused(index, 'due');
      if (wish.owner.is === 'person' && !members.has(wish.owner.staffId)) throw refused(index, 'owner');
    }
  }

  async #begin(tx: Transaction, circle: CircleId, wish: MeasureWish, by: StaffId): Promise<void> {
    const now = this.clock.now();
    await this.measures.insert(tx, { ...wish, circle }, by, now);
    const measure = (await this.measures.lock(tx, [wish.id])).get(wish.id);
    if (measure) await this.keep.run(tx, measure, now);
  }

  /** A new date is a new deadline: its time runs from now, and nobody was told of it yet. */
  #change(tx: Transaction, known: Measure, { owner, due }: MeasureWish): Promise<void> {
    const now = this.clock.now();
    const moved = known.due === due ? {} : { taken: null, set: now };
    return this.keep.run(tx, { ...known, ...moved, owner, due, version: known.version + 1 }, now);
  }
}

function checkSeen(known: Measure | undefined, { seen }: MeasureWish): void {
  if ((known?.version ?? 0) !== seen) throw new PlatformRefused('superseded');
}

/** Names the field: `measures.3.due`. */
const refused = (index: number, field: 'id' | 'due' | 'owner'): ReviewsRefused =>
  new ReviewsRefused('measure-refused', `measures.${index}.${field}`);
