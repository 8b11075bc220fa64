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
import { provide } from '../platform/wiring/provide.js';
import { CLOCK, LOG } from '../platform/wiring/tokens.js';
import { AdvanceDeadline } from './advance-deadline.js';
import { AdvanceReview } from './advance-review.js';
import { Coordinators } from './coordinators.js';
import type { DeadlineBook } from './deadline-book.port.js';
import { MeasureDeadlines } from './measure-deadlines.js';
import { MeasureRepository } from './measure.repository.js';
import { OverdueAlert } from './overdue-alert.js';
import { ReviewDigest } from './review-digest.js';
import { ReviewLetters } from './review-letters.js';
import { ReviewRepository } from './review.repository.js';
import { ReviewedCircleRepository } from './reviewed-circle.repository.js';
import { MEASURE_SWEEP, TASK_SWEEP, WORKING_HOURS, ZONE } from './reviews-tokens.js';
import { StepLog } from './step-log.js';
import { TaskRepository } from './task.repository.js';
import { TellQuietly } from './tell-quietly.js';
import { WhoHolds } from './who-holds.js';

const Directory = PostgresStaffDirectory;

const kept = [
  provide(MeasureRepository, []),
  provide(ReviewRepository, []),
  provide(ReviewedCircleRepository, []),
  provide(StepLog, []),
  provide(TaskRepository, []),
  provide(StaffList, []),
  provide(WhoHolds, [StaffList, ReviewedCircleRepository]),
  provide(Coordinators, [Directory, ReviewedCircleRepository]),
  provide(MeasureDeadlines, [MeasureRepository, WhoHolds]),
];

const work = [
  provide(TellQuietly, [CLOCK, ZONE, Directory, Outbox]),
  provide(ReviewLetters, [Database, ZONE, Directory]),
  provide(OverdueAlert, [PolicyBook, Coordinators, Directory, RaiseAlert, ResolveAlert]),
  provide(AdvanceReview, [
    Database,
    CLOCK,
    WORKING_HOURS,
    ReviewRepository,
    StepLog,
    OverdueAlert,
    TellQuietly,
    Outbox,
    LOG,
  ]),
  provide(ReviewDigest, [Database, CLOCK, WORKING_HOURS, TellQuietly, StepLog]),
];

const sweepOf = (
  token: symbol,
  name: AdvanceDeadline['name'],
  book: typeof MeasureDeadlines | typeof TaskRepository,
) => ({
  provide: token,
  useFactory: (
    deadlines: DeadlineBook,
    database: Database,
    clock: Clock,
    working: WorkingHours,
    coordinators: Coordinators,
    steps: StepLog,
    tell: TellQuietly,
    outbox: Outbox,
    log: Log,
  ) => new AdvanceDeadline(name, deadlines, database, clock, working, coordinators, steps, tell, outbox, log),
  inject: [book, Database, CLOCK, WORKING_HOURS, Coordinators, StepLog, TellQuietly, Outbox, LOG],
});

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
      sweepOf(MEASURE_SWEEP, 'measure', MeasureDeadlines),
      sweepOf(TASK_SWEEP, 'review-task', TaskRepository),
    ];
    return {
      module: ReviewsModule,
      imports: [escalation],
      providers,
      exports: [...providers.map(({ provide: token }) => token), escalation],
    };
  }
}
