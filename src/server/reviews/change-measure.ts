import type { CircleId } from '../../domain/circle/circle.js';
import type { MeasureEffect, MeasureState } from '../../domain/review/measure.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { PlatformRefused } from '../platform/http/platform-refused.js';
import type { Announce } from '../platform/live/announce.js';
import { isPlausible, type KeepMeasure } from './keep-measure.js';
import type { Measure, MeasureOwner, MeasureRepository } from './measure.repository.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';
import { ReviewsRefused } from './reviews-refused.js';
import type { WhoHolds } from './who-holds.js';

/** What is left out stays as it is. */
export interface MeasureChange {
  readonly state?: MeasureState | undefined;
  readonly effect?: MeasureEffect | null | undefined;
  readonly due?: Instant | undefined;
  readonly owner?: MeasureOwner | undefined;
}

interface Asking {
  readonly staffId: StaffId;
  readonly isCoordinator: boolean;
}

/** Says how a measure goes, or gives it to somebody else: so that what a colleague leaves behind is not lost. */
export class ChangeMeasure {
  constructor(
    private readonly clock: Clock,
    private readonly circles: ReviewedCircleRepository,
    private readonly measures: MeasureRepository,
    private readonly who: WhoHolds,
    private readonly keep: KeepMeasure,
    private readonly announce: Announce,
  ) {}

  /**
   * Members who may write change everything; its owner, who may only read, state and effect; a coordinator who is not in the circle
   * the owner, except in a worker's file.
   *
   * @throws ReviewsRefused, PlatformRefused `superseded`
   */
  async run(
    tx: Transaction,
    { circle, id }: { readonly circle: CircleId; readonly id: string },
    { change, seen }: { readonly change: MeasureChange; readonly seen: number },
    caller: Asking,
  ): Promise<Measure> {
    const members = await this.circles.members(tx, circle);
    const own = members.find(({ staffId }) => staffId === caller.staffId);
    const measure = (await this.measures.lock(tx, [id])).get(id);
    if (!own && !mayGive(caller, measure)) throw new ReviewsRefused('circle-unknown');
    if (measure?.circle !== circle) throw new ReviewsRefused('measure-unknown');
    if (!own?.mayWrite) await this.#checkLesser(tx, measure, change, caller, own !== undefined);
    if (measure.version !== seen) throw new PlatformRefused('superseded');
    this.#check(change, new Set(members.map(({ staffId }) => staffId)));
    const after = this.#changed(measure, change);
    await this.keep.run(tx, after, this.clock.now());
    await this.announce.run(tx, {
      kind: 'measure',
      subjectId: circle,
      for: members.map(({ staffId }) => staffId),
    });
    return after;
  }

  async #checkLesser(
    tx: Transaction,
    measure: Measure,
    change: MeasureChange,
    caller: Asking,
    isMember: boolean,
  ): Promise<void> {
    if (caller.isCoordinator && isOnly(change, ['owner'])) return;
    const holders = (await this.who.of(tx, [measure])).get(measure.id) ?? [];
    const asOwner = isMember && holders.includes(caller.staffId) && isOnly(change, ['state', 'effect']);
    if (!asOwner) throw new ReviewsRefused('circle-right-missing');
  }

  #check({ due, owner }: MeasureChange, members: ReadonlySet<StaffId>): void {
    if (due !== undefined && !isPlausible(due, this.clock.now()))
      throw new ReviewsRefused('measure-refused', 'due');
    if (owner?.is === 'person' && !members.has(owner.staffId))
      throw new ReviewsRefused('measure-refused', 'owner');
  }

  #changed(measure: Measure, { state, effect, due, owner }: MeasureChange): Measure {
    const isMoved = due !== undefined && due !== measure.due;
    return {
      ...measure,
      state: state ?? measure.state,
      effect: effect === undefined ? measure.effect : effect,
      owner: owner ?? measure.owner,
      ...(isMoved ? { due, taken: null, set: this.clock.now() } : {}),
      version: measure.version + 1,
    };
  }
}

const mayGive = ({ isCoordinator }: Asking, measure: Measure | undefined): boolean =>
  isCoordinator && measure?.kind !== 'worker-file';

const isOnly = (change: MeasureChange, fields: readonly (keyof MeasureChange)[]): boolean =>
  Object.entries(change).every(
    ([field, value]) => value === undefined || (fields as readonly string[]).includes(field),
  );
