import { Module, type DynamicModule } from '@nestjs/common';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import { PolicyBook } from '../escalation/policy-book.js';
import { RaiseAlert } from '../escalation/raise-alert.js';
import { ResolveAlert } from '../escalation/resolve-alert.js';
import { PostgresStaffDirectory } from '../identity/postgres-staff-directory.js';
import { StaffList } from '../identity/staff-list.js';
import type { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import { Outbox } from '../platform/outbox/outbox.js';
import type { AlarmHandler } from '../platform/queue/alarm-queue.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK, LOG } from '../platform/wiring/tokens.js';
import { AdvanceDeadline } from './advance-deadline.js';
import { Coordinators } from './coordinators.js';
import { FileReaders } from './file-readers.js';
import { MeasureDeadlines } from './measure-deadlines.js';
import { MeasureRepository } from './measure.repository.js';
import { OverdueAlert } from './overdue-alert.js';
import { ReviewDeadlines } from './review-deadlines.js';
import { ReviewDigest } from './review-digest.js';
import { ReviewLetters } from './review-letters.js';
import { ReviewRepository } from './review.repository.js';
import { ReviewedCircleRepository } from './reviewed-circle.repository.js';
import { DEADLINES, WORKING_HOURS, ZONE } from './reviews-tokens.js';
import { SignOffDeadlines } from './sign-off-deadlines.js';
import { SignOffRepository } from './sign-off.repository.js';
import { StepLog } from './step-log.js';
import { TakeBackSteps } from './take-back-steps.js';
import { TaskDeadlines } from './task-deadlines.js';
import { TaskRepository } from './task.repository.js';
import { TellOfDeadline } from './tell-of-deadline.js';
import { TellQuietly } from './tell-quietly.js';
import { WhoHolds } from './who-holds.js';

const Directory = PostgresStaffDirectory;

const kept = [
  provide(MeasureRepository, []),
  provide(ReviewRepository, []),
  provide(ReviewedCircleRepository, []),
  provide(SignOffRepository, []),
  provide(StepLog, []),
  provide(TaskRepository, []),
  provide(StaffList, []),
  provide(WhoHolds, [StaffList, ReviewedCircleRepository]),
  provide(Coordinators, [Directory, ReviewedCircleRepository]),
  provide(FileReaders, [Directory, ReviewedCircleRepository]),
];

const work = [
  provide(TellQuietly, [CLOCK, ZONE, Directory, Outbox]),
  provide(TellOfDeadline, [Coordinators, StepLog, TellQuietly, FileReaders]),
  provide(ReviewLetters, [Database, ZONE, Directory]),
  provide(OverdueAlert, [PolicyBook, Coordinators, Directory, RaiseAlert, ResolveAlert]),
  provide(TakeBackSteps, [Database, CLOCK, LOG]),
  provide(ReviewDigest, [
    Database,
    CLOCK,
    WORKING_HOURS,
    TellQuietly,
    StepLog,
    SignOffRepository,
    Coordinators,
  ]),
];

const books = [
  provide(ReviewDeadlines, [
    WORKING_HOURS,
    ReviewRepository,
    StepLog,
    OverdueAlert,
    TellQuietly,
    FileReaders,
  ]),
  provide(MeasureDeadlines, [WORKING_HOURS, MeasureRepository, WhoHolds, TellOfDeadline]),
  provide(TaskDeadlines, [WORKING_HOURS, TaskRepository, TellOfDeadline]),
  provide(SignOffDeadlines, [
    WORKING_HOURS,
    SignOffRepository,
    Coordinators,
    StepLog,
    TellQuietly,
    FileReaders,
  ]),
];

const deadlines = {
  provide: DEADLINES,
  useFactory: (
    reviews: ReviewDeadlines,
    measures: MeasureDeadlines,
    tasks: TaskDeadlines,
    signOffs: SignOffDeadlines,
    database: Database,
    clock: Clock,
    steps: StepLog,
    outbox: Outbox,
    log: Log,
  ): readonly (AlarmHandler & Sweep)[] => {
    const shared = [database, clock, steps, outbox, log] as const;
    return [
      new AdvanceDeadline('review', reviews, ...shared),
      new AdvanceDeadline('measure', measures, ...shared),
      new AdvanceDeadline('review-task', tasks, ...shared),
      new AdvanceDeadline('sign-off', signOffs, ...shared),
    ];
  },
  inject: [
    ReviewDeadlines,
    MeasureDeadlines,
    TaskDeadlines,
    SignOffDeadlines,
    Database,
    CLOCK,
    StepLog,
    Outbox,
    LOG,
  ],
};

/** Dates that must not be forgotten: found when they are due, whatever became of the alarms. */
@Module({})
export class ReviewsModule {
  /** @param escalation the module that exports alerts and the staff directory */
  static with(working: WorkingHours, escalation: DynamicModule): DynamicModule {
    const providers = [
      { provide: WORKING_HOURS, useValue: working },
      { provide: ZONE, useValue: working.zone },
      ...kept,
      ...work,
      ...books,
      deadlines,
    ];
    return {
      module: ReviewsModule,
      imports: [escalation],
      providers,
      exports: [...providers.map(({ provide: token }) => token), escalation],
    };
  }
}
