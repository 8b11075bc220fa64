import { Controller, Inject } from '@nestjs/common';
import {
  listEveryReview,
  listMyReviews,
  readCalendar,
  readReviewsOfCircle,
  readWorkingHours,
  readWorkload,
  recordTrigger,
} from '../../contracts/reviews/reviews.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import { CircleAccess } from '../circles/circle-access.js';
import { namingField } from '../circles/name-field.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { DuePage, type DueQuery } from './due-page.js';
import { ReadCalendar } from './read-calendar.js';
import { RecordTrigger } from './record-trigger.js';
import { reviewAnswer } from './review-answer.js';
import { ReviewRepository, type ReviewSearch } from './review.repository.js';
import { WORKING_HOURS } from './reviews-tokens.js';
import { namesOf } from './who-holds.js';
import { ReadWorkload, WORKLOAD_REFERENCE } from './workload.js';

@Controller()
export class ReviewController {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORKING_HOURS) private readonly working: WorkingHours,
    @Inject(ReviewRepository) private readonly reviews: ReviewRepository,
    @Inject(CircleAccess) private readonly access: CircleAccess,
    @Inject(RecordTrigger) private readonly triggers: RecordTrigger,
    @Inject(ReadCalendar) private readonly calendars: ReadCalendar,
    @Inject(ReadWorkload) private readonly workloads: ReadWorkload,
  ) {}

  @Api(listMyReviews)
  mine(
    @Input() { query }: InputOf<typeof listMyReviews>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listMyReviews>> {
    return this.#page(tx, query, query.whose === 'held' ? { holder: staffId } : { member: staffId });
  }

  @Api(listEveryReview)
  everybodys(
    @Input() { query }: InputOf<typeof listEveryReview>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listEveryReview>> {
    const awaitsSignOff = query.only === 'awaiting-sign-off' ? true : undefined;
    return this.#page(tx, query, { holder: query.holder, awaitsSignOff, seenBy: staffId });
  }

  @Api(readReviewsOfCircle)
  async ofCircle(
    @Input() { params }: InputOf<typeof readReviewsOfCircle>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readReviewsOfCircle>> {
    await this.access.enter(tx, params.id, staffId);
    const { items } = await this.#page(tx, { limit: 100 }, { circle: params.id });
    return { items };
  }

  @Api(recordTrigger)
  trigger(
    @Input() { params, body }: InputOf<typeof recordTrigger>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return namingField('body.statement', this.triggers.run(tx, params.id, body.statement, staffId));
  }

  @Api(readCalendar)
  async calendar(
    @WhoCalls() { staffId, roles, functions }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readCalendar>> {
    const names = namesOf([...roles, ...functions]);
    return { fileName: 'calendar.ics', text: await this.calendars.run(tx, staffId, names) };
  }

  @Api(readWorkload)
  async workload(@Tx() tx: Transaction): Promise<AnswerOf<typeof readWorkload>> {
    return { reference: { ...WORKLOAD_REFERENCE }, items: await this.workloads.run(tx) };
  }

  @Api(readWorkingHours)
  hours(): AnswerOf<typeof readWorkingHours> {
    const { zone, week, holidays } = this.working;
    return { zone, week: week.map((open) => ({ ...open })), holidays: [...holidays] };
  }

  async #page(
    tx: Transaction,
    query: DueQuery,
    wanted: Pick<ReviewSearch, 'holder' | 'member' | 'circle' | 'awaitsSignOff' | 'seenBy'>,
  ): Promise<AnswerOf<typeof listMyReviews>> {
    const page = new DuePage(this.clock.now(), this.working.zone, query);
    const found = await this.reviews.search(tx, { ...wanted, ...page.asked });
    return page.answer(
      found,
      reviewAnswer((due) => page.whenOf(due)),
    );
  }
}
