import { Controller, Inject } from '@nestjs/common';
import {
  answerVisit,
  cancelVisit,
  concludeVisit,
  departOnVisit,
  doubtVisit,
  extendVisit,
  listMyVisits,
  listVisits,
  planVisit,
  readVisitCourse,
  readVisitWords,
  sayWord,
  setVisitWords,
} from '../../contracts/safety/field-visits.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import {
  AnswerVisit,
  CancelVisit,
  ConcludeVisit,
  DepartOnVisit,
  DoubtVisit,
  ExtendVisit,
} from './move-visit.js';
import { PlanVisit } from './plan-visit.js';
import { ReadVisits, seenBy, type SeenVisit } from './read-visits.js';
import { SayWord } from './say-word.js';
import { AgreeOnWords } from './visit-words.js';
import { VisitWordRepository } from './visit-word.repository.js';
import type { Visit, VisitId } from './visit.js';

@Controller()
export class FieldVisitController {
  constructor(
    @Inject(PlanVisit) private readonly planning: PlanVisit,
    @Inject(ReadVisits) private readonly visits: ReadVisits,
    @Inject(AgreeOnWords) private readonly agreeing: AgreeOnWords,
    @Inject(VisitWordRepository) private readonly words: VisitWordRepository,
    @Inject(AnswerVisit) private readonly answering: AnswerVisit,
    @Inject(DepartOnVisit) private readonly departing: DepartOnVisit,
    @Inject(DoubtVisit) private readonly doubting: DoubtVisit,
    @Inject(CancelVisit) private readonly cancelling: CancelVisit,
    @Inject(ExtendVisit) private readonly extending: ExtendVisit,
    @Inject(SayWord) private readonly saying: SayWord,
    @Inject(ConcludeVisit) private readonly concluding: ConcludeVisit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Api(planVisit)
  plan(
    @Input() { body }: InputOf<typeof planVisit>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof planVisit>> {
    return this.planning.run(tx, body, staffId);
  }

  @Api(listMyVisits)
  mine(@WhoCalls() { staffId }: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof listMyVisits>> {
    return this.visits.mine(tx, staffId);
  }

  @Api(listVisits)
  list(@WhoCalls() { staffId }: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof listVisits>> {
    return this.visits.watched(tx, staffId);
  }

  @Api(readVisitCourse)
  async course(
    @Input() { params }: InputOf<typeof readVisitCourse>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readVisitCourse>> {
    const items = await this.visits.course(tx, params.id as VisitId, staffId);
    return { items: items.map(({ at, what, staffId: by }) => ({ at, what, staffId: by })) };
  }

  @Api(readVisitWords)
  async wordsSet(
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readVisitWords>> {
    return { setAt: await this.words.setAt(tx, staffId) };
  }

  @Api(setVisitWords)
  setWords(
    @Input() { body }: InputOf<typeof setVisitWords>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.agreeing.run(tx, body, staffId);
  }

  @Api(answerVisit)
  async answer(
    @Input() { params, body }: InputOf<typeof answerVisit>,
    @WhoCalls() { staffId, roles }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.answering.run(tx, params.id as VisitId, body.yes, { id: staffId, roles });
  }

  @Api(departOnVisit)
  async depart(
    @Input() { params }: InputOf<typeof departOnVisit>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof departOnVisit>> {
    return this.#shown(await this.departing.run(tx, params.id as VisitId, staffId), staffId);
  }

  @Api(doubtVisit)
  async doubt(
    @Input() { params }: InputOf<typeof doubtVisit>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof doubtVisit>> {
    return this.#shown(await this.doubting.run(tx, params.id as VisitId, staffId), staffId);
  }

  @Api(cancelVisit)
  async cancel(
    @Input() { params }: InputOf<typeof cancelVisit>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.cancelling.run(tx, params.id as VisitId, staffId);
  }

  @Api(sayWord)
  async say(
    @Input() { params, body }: InputOf<typeof sayWord>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof sayWord>> {
    const { visit, shown } = await this.saying.run(tx, params.id as VisitId, body, staffId);
    return { shown, visit: this.#shown(visit, staffId) };
  }

  @Api(extendVisit)
  async extend(
    @Input() { params, body }: InputOf<typeof extendVisit>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof extendVisit>> {
    const visit = await this.extending.run(tx, params.id as VisitId, body.minutes, staffId);
    return this.#shown(visit, staffId);
  }

  @Api(concludeVisit)
  async conclude(
    @Input() { params, body }: InputOf<typeof concludeVisit>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.concluding.run(tx, params.id as VisitId, body.conclusion, staffId);
  }

  #shown(visit: Visit, viewer: StaffId): SeenVisit {
    return seenBy(viewer, visit, this.clock.now());
  }
}
