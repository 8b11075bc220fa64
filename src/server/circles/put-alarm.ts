import { idText } from '../../contracts/shared/scalars.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { days, plus } from '../../domain/shared/time.js';
import { AlarmBoard } from '../../e2ee/circle/alarm-board.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChainRepository } from './chain.repository.js';
import type { CircleAccess } from './circle-access.js';
import { CirclesRefused } from './circles-refused.js';
import { foldEpochs, judged } from './judge-row.js';
import type { ScheduleRepository } from './schedule.repository.js';
import type { TellCircle } from './tell-circle.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

/** A hundred years. Later ones cannot be meant, and what is to be done after them would have no date. */
const farthest = days(36_525);

/** How far a counter may run ahead of the clock: by more, nobody could ever clear what one member set. */
const ahead = days(1);

/** Sets or clears a date at which somebody is to be woken. Why is in a sealed record; the server learns only when. */
export class PutAlarm {
  constructor(
    private readonly clock: Clock,
    private readonly directory: TrustedDirectory,
    private readonly access: CircleAccess,
    private readonly chains: ChainRepository,
    private readonly schedule: ScheduleRepository,
    private readonly tell: TellCircle,
  ) {}

  /**
   * @throws CirclesRefused `alarm-superseded` when a statement with this counter or a higher one is there;
   *   `alarm-refused` at `counter` when it leaps, as Unix milliseconds, further ahead than a day
   */
  async run(tx: Transaction, id: CircleId, statement: Uint8Array, caller: StaffId): Promise<void> {
    const directory = await this.directory.hold(tx);
    const { circle, members } = await this.access.enter(tx, id, caller, {
      wanted: rights.write,
      lock: 'for share',
    });
    const epochs = await this.chains.epochs(tx, id);
    const chain = foldEpochs(
      circle,
      directory,
      epochs.map(({ bytes }) => bytes),
    );
    const alarm = judged(() => new AlarmBoard(chain).accept(statement), 'alarm-refused');
    if (alarm.due > plus(this.clock.now(), farthest)) throw new CirclesRefused('alarm-refused', 'due');
    if (idText(alarm.author) !== caller) throw new CirclesRefused('alarm-refused', 'author');
    const known = await this.schedule.alarmCounter(tx, id, alarm);
    if (alarm.counter > Math.max(known + 1, plus(this.clock.now(), ahead)))
      throw new CirclesRefused('alarm-refused', 'counter');
    if (!(await this.schedule.putAlarm(tx, id, alarm, this.clock.now())))
      throw new CirclesRefused('alarm-superseded', 'counter');
    await this.tell.run(tx, 'circle-alarm', id, members);
  }
}
