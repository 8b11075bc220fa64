import { Controller, Inject } from '@nestjs/common';
import { putAlarm, readSchedule, signOffLevel, stateLevel } from '../../contracts/circles/schedule.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import { fromHex } from '../../e2ee/shared/bytes.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { PutAlarm } from './put-alarm.js';
import { ReadSchedule, type Schedule } from './read-schedule.js';
import { SignOffLevel } from './sign-off-level.js';
import { StateLevel } from './state-level.js';

@Controller()
export class ScheduleController {
  constructor(
    @Inject(ReadSchedule) private readonly schedule: ReadSchedule,
    @Inject(StateLevel) private readonly levels: StateLevel,
    @Inject(SignOffLevel) private readonly signOffs: SignOffLevel,
    @Inject(PutAlarm) private readonly alarms: PutAlarm,
  ) {}

  @Api(readSchedule)
  async read(
    @Input() { params }: InputOf<typeof readSchedule>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readSchedule>> {
    return scheduleAnswer(await this.schedule.run(tx, params.id, staffId));
  }

  @Api(stateLevel)
  state(
    @Input() { params, body }: InputOf<typeof stateLevel>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.levels.run(tx, params.id, body.statement, staffId);
  }

  @Api(signOffLevel)
  async signOff(
    @Input() { params, body }: InputOf<typeof signOffLevel>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof signOffLevel>> {
    const record = fromHex(params.record, 32) ?? new Uint8Array();
    const outcome = await this.signOffs.run(tx, params.id, { record, signOff: body.signOff }, staffId);
    return { outcome };
  }

  @Api(putAlarm)
  alarm(
    @Input() { params, body }: InputOf<typeof putAlarm>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.alarms.run(tx, params.id, body.statement, staffId);
  }
}

const scheduleAnswer = ({ levels, alarms }: Schedule): AnswerOf<typeof readSchedule> => ({
  levels: levels.map(({ signOffs, effect, ...level }) => ({
    ...level,
    signOffs: signOffs.map((one) => ({ ...one })),
    effect: { ...effect },
  })),
  alarms: alarms.map((alarm) => ({ ...alarm })),
});
