import { Controller, Inject } from '@nestjs/common';
import {
  changeMeasure,
  listEveryMeasure,
  listMeasuresOfCircle,
  listMyMeasures,
  setMeasures,
} from '../../contracts/reviews/measures.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import { CircleAccess } from '../circles/circle-access.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, ExpectedVersion, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { ChangeMeasure } from './change-measure.js';
import { DuePage, type DueQuery } from './due-page.js';
import { MeasureRepository, type Measure, type MeasureSearch } from './measure.repository.js';
import { measureAnswer } from './review-answer.js';
import { WORKING_HOURS } from './reviews-tokens.js';
import { SetMeasures } from './set-measures.js';
import { namesOf, WhoHolds } from './who-holds.js';

@Controller()
export class MeasureController {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORKING_HOURS) private readonly working: WorkingHours,
    @Inject(CircleAccess) private readonly access: CircleAccess,
    @Inject(MeasureRepository) private readonly measures: MeasureRepository,
    @Inject(WhoHolds) private readonly who: WhoHolds,
    @Inject(SetMeasures) private readonly setting: SetMeasures,
    @Inject(ChangeMeasure) private readonly changing: ChangeMeasure,
  ) {}

  @Api(setMeasures)
  async set(
    @Input() { params, body }: InputOf<typeof setMeasures>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof setMeasures>> {
    const found = await this.setting.run(tx, params.id, body.measures, staffId);
    return { items: await this.#answers(tx, found) };
  }

  @Api(changeMeasure)
  async change(
    @Input() { params, body }: InputOf<typeof changeMeasure>,
    @WhoCalls() { staffId, roles }: Caller,
    @ExpectedVersion() seen: number,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof changeMeasure>> {
    const place = { circle: params.id, id: params.measure };
    const caller = { staffId, isCoordinator: roles.includes('coordinator') };
    const measure = await this.changing.run(tx, place, { change: body, seen }, caller);
    const page = this.#dates({ limit: 1 });
    return measureAnswer((due) => page.whenOf(due), await this.who.of(tx, [measure]))(measure);
  }

  @Api(listMeasuresOfCircle)
  async ofCircle(
    @Input() { params, query }: InputOf<typeof listMeasuresOfCircle>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listMeasuresOfCircle>> {
    await this.access.enter(tx, params.id, staffId);
    return this.#page(tx, query, { circle: params.id });
  }

  @Api(listMyMeasures)
  mine(
    @Input() { query }: InputOf<typeof listMyMeasures>,
    @WhoCalls() { staffId, roles, functions }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listMyMeasures>> {
    return this.#page(tx, query, { mine: { staffId, names: namesOf([...roles, ...functions]) } });
  }

  @Api(listEveryMeasure)
  async everybodys(
    @Input() { query }: InputOf<typeof listEveryMeasure>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listEveryMeasure>> {
    const given = query.only === 'ownerless' ? await this.who.everywhere(tx) : undefined;
    return this.#page(tx, query, { ownerlessGiven: given, seenBy: staffId });
  }

  async #page(
    tx: Transaction,
    query: DueQuery,
    wanted: Pick<MeasureSearch, 'circle' | 'mine' | 'ownerlessGiven' | 'seenBy'>,
  ): Promise<AnswerOf<typeof listMyMeasures>> {
    const page = this.#dates(query);
    const found = await this.measures.search(tx, { ...wanted, ...page.asked });
    const holders = await this.who.of(tx, found);
    return page.answer(
      found,
      measureAnswer((due) => page.whenOf(due), holders),
    );
  }

  async #answers(tx: Transaction, found: readonly Measure[]) {
    const page = this.#dates({ limit: found.length });
    return found.map(measureAnswer((due) => page.whenOf(due), await this.who.of(tx, found)));
  }

  #dates(query: DueQuery): DuePage {
    return new DuePage(this.clock.now(), this.working.zone, query);
  }
}
