import { Module, type DynamicModule } from '@nestjs/common';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import { CircleAccess } from '../circles/circle-access.js';
import { ListCircleIds, ReadStanding } from '../circles/circle-standing.js';
import { CircleWatch } from '../circles/circle-watch.js';
import { PutAlarm } from '../circles/put-alarm.js';
import { RaiseAlert } from '../escalation/raise-alert.js';
import { ResolveAlert } from '../escalation/resolve-alert.js';
import { OpenWork } from '../identity/open-work.js';
import { StaffList } from '../identity/staff-list.js';
import type { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { Announce } from '../platform/live/announce.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK, LOG } from '../platform/wiring/tokens.js';
import { ChangeMeasure } from './change-measure.js';
import { CloseTask } from './close-task.js';
import { Coordinators } from './coordinators.js';
import { FollowCircle } from './follow-circle.js';
import { FollowEveryCircle, FollowStaleCircles } from './follow-every-circle.js';
import { FollowSignOff } from './follow-sign-off.js';
import { HeldWork } from './held-work.js';
import { KeepMeasure } from './keep-measure.js';
import { LevelAlert } from './level-alert.js';
import { MeasureController } from './measure.controller.js';
import { MeasureRepository } from './measure.repository.js';
import { OpenTasks } from './open-tasks.js';
import { ReadCalendar } from './read-calendar.js';
import { RecordTrigger } from './record-trigger.js';
import { ReviewController } from './review.controller.js';
import { ReviewRepository } from './review.repository.js';
import { ReviewedCircleRepository } from './reviewed-circle.repository.js';
import { WORKING_HOURS } from './reviews-tokens.js';
import { SetMeasures } from './set-measures.js';
import { SignOffRepository } from './sign-off.repository.js';
import { TaskController } from './task.controller.js';
import { TaskRepository } from './task.repository.js';
import { TellOfEvent } from './tell-of-event.js';
import { TellQuietly } from './tell-quietly.js';
import { WakeFiles } from './wake-files.js';
import { WhoHolds } from './who-holds.js';
import { ReadWorkload } from './workload.js';

const useCases = [
  provide(TellOfEvent, [CLOCK, WORKING_HOURS, ReviewedCircleRepository, Coordinators, TellQuietly]),
  provide(FollowSignOff, [WORKING_HOURS, SignOffRepository, Outbox]),
  provide(LevelAlert, [ReviewedCircleRepository, RaiseAlert, ResolveAlert]),
  provide(OpenTasks, [CLOCK, ReviewedCircleRepository, TaskRepository]),
  provide(WakeFiles, [CLOCK, ReviewedCircleRepository, ReviewRepository, TaskRepository]),
  provide(FollowEveryCircle, [Database, ListCircleIds, ReviewedCircleRepository, FollowCircle, LOG]),
  provide(FollowStaleCircles, [Database, CLOCK, ReviewedCircleRepository, FollowCircle, LOG]),
  provide(RecordTrigger, [CLOCK, PutAlarm, ReviewedCircleRepository, FollowCircle]),
  provide(KeepMeasure, [WORKING_HOURS, MeasureRepository, Outbox]),
  provide(SetMeasures, [
    CLOCK,
    CircleAccess,
    ReviewedCircleRepository,
    MeasureRepository,
    KeepMeasure,
    Announce,
  ]),
  provide(ChangeMeasure, [
    CLOCK,
    ReviewedCircleRepository,
    MeasureRepository,
    WhoHolds,
    KeepMeasure,
    Announce,
  ]),
  provide(CloseTask, [CLOCK, ReadStanding, TaskRepository]),
  provide(ReadWorkload, [CLOCK, WhoHolds]),
  provide(ReadCalendar, [CLOCK, StaffList, ReviewRepository, MeasureRepository, TaskRepository]),
];

/** Made at start, because nothing asks for them: circles tell what changed, and whoever sees a colleague off asks what she holds. */
const joining = [
  {
    provide: FollowCircle,
    useFactory: (
      clock: Clock,
      working: WorkingHours,
      standing: ReadStanding,
      circles: ReviewedCircleRepository,
      reviews: ReviewRepository,
      measures: MeasureRepository,
      taskBook: TaskRepository,
      tasks: OpenTasks,
      wakeFiles: WakeFiles,
      signOff: FollowSignOff,
      levelAlert: LevelAlert,
      tellOfEvent: TellOfEvent,
      resolve: ResolveAlert,
      outbox: Outbox,
      watch: CircleWatch,
    ) => {
      const follow = new FollowCircle(
        clock,
        working,
        standing,
        circles,
        reviews,
        measures,
        taskBook,
        tasks,
        wakeFiles,
        signOff,
        levelAlert,
        tellOfEvent,
        resolve,
        outbox,
      );
      watch.join(follow);
      return follow;
    },
    inject: [
      CLOCK,
      WORKING_HOURS,
      ReadStanding,
      ReviewedCircleRepository,
      ReviewRepository,
      MeasureRepository,
      TaskRepository,
      OpenTasks,
      WakeFiles,
      FollowSignOff,
      LevelAlert,
      TellOfEvent,
      ResolveAlert,
      Outbox,
      CircleWatch,
    ],
  },
  {
    provide: HeldWork,
    useFactory: (
      clock: Clock,
      circles: ReviewedCircleRepository,
      reviews: ReviewRepository,
      measures: MeasureRepository,
      tasks: TaskRepository,
      keep: KeepMeasure,
      announce: Announce,
      work: OpenWork,
    ) => {
      const held = new HeldWork(clock, circles, reviews, measures, tasks, keep, announce);
      work.join(held);
      return held;
    },
    inject: [
      CLOCK,
      ReviewedCircleRepository,
      ReviewRepository,
      MeasureRepository,
      TaskRepository,
      KeepMeasure,
      Announce,
      OpenWork,
    ],
  },
];

/** What the console asks about reviews, measures and tasks, and how they follow from what happens to circles. */
@Module({})
export class ReviewsApiModule {
  /** @param imports the modules of identity, circles and reviews */
  static with(...imports: readonly DynamicModule[]): DynamicModule {
    return {
      module: ReviewsApiModule,
      imports: [...imports],
      controllers: [MeasureController, ReviewController, TaskController],
      providers: [...useCases, ...joining],
      exports: [FollowEveryCircle, FollowStaleCircles],
    };
  }
}
