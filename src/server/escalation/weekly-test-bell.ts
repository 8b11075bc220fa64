import type { TestSchedule } from '../../domain/escalation/test-alert.js';
import { readTimeOfDay } from '../../domain/shared/zoned-time.js';
import { minutes, seconds, type Duration } from '../../domain/shared/time.js';
import type { AlarmQueue } from '../platform/queue/alarm-queue.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import { WEEKLY_TEST_ALARM } from './weekly-test.js';

/** Makes the queue ring at the time of the weekly test, again and again in case the queue lost everything. */
export class WeeklyTestBell implements Sweep {
  readonly name = 'weekly-test-bell';
  readonly every = minutes(1);

  constructor(
    private readonly queue: Pick<AlarmQueue, 'repeat'>,
    private readonly schedule: TestSchedule,
    private readonly patience: Duration = seconds(10),
  ) {}

  /** Redis commands wait for as long as Redis is away; a worker that stops does not. */
  async run(): Promise<void> {
    const set = this.queue.repeat(WEEKLY_TEST_ALARM, cronOf(this.schedule), this.schedule.zone);
    let timer: NodeJS.Timeout | undefined;
    const givenUp = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.patience);
    });
    await Promise.race([set, givenUp]).finally(() => clearTimeout(timer));
  }
}

/** ISO weekdays run from 1 to 7, those of cron from 0 (Sunday) to 6. */
function cronOf({ weekday, at }: TestSchedule): string {
  const time = readTimeOfDay(at) ?? { hour: 12, minute: 0 };
  return `${time.minute} ${time.hour} * * ${weekday % 7}`;
}
