import { Controller, Inject } from '@nestjs/common';
import {
  listLevels,
  putAlarm,
  readSchedule,
  signOffLevel,
  stateLevel,
} from '../../contracts/circles/schedule.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import { fromHex } from '../../e2ee/shared/bytes.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { pageOf, readPlace } from '../platform/http/cursor.js';
import { namingField } from './name-field.js';
import { PutAlarm } from './put-alarm.js';
import { ReadLevelHistory } from './read-level-history.js';
import { ReadSchedule, type Schedule } from './read-schedule.js';
import type { StoredLevel } from './schedule.repository.js';
import { SignOffLevel } from './sign-off-level.js';
import { StateLevel } from './state-level.js';

@Controller()
export class ScheduleController {
  constructor(
    @Inject(ReadSchedule) private readonly schedule: ReadSchedule,
    @Inject(StateLevel) private readonly levels: StateLevel,
    @Inject(SignOffLevel) private readonly signOffs: SignOffLevel,
    @Inject(PutAlarm) private readonly alarms: PutAlarm,
    @Inject(ReadLevelHistory) private readonly history: ReadLevelHistory,
  ) {}

  @Api(readSchedule)
  async read(
    @Input() { params }: InputOf<typeof readSchedule>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readSchedule>> {
    return scheduleAnswer(await this.schedule.run(tx, params.id, staffId));
  }

  @Api(listLevels)
  async levelsOf(
    @Input() { params, query }: InputOf<typeof listLevels>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listLevels>> {
    const [before = null] = readPlace(query.cursor, 'number') ?? [];
    const asked = { before, limit: query.limit + 1 };
    const { items, next } = pageOf(
      await this.history.run(tx, params.id, asked, staffId),
      query.limit,
      ({ seq }) => [seq],
    );
    return { items: items.map(levelAnswer), next };
  }

  @Api(stateLevel)
  state(
    @Input() { params, body }: InputOf<typeof stateLevel>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return namingField('body.statement', this.levels.run(tx, params.id, body.statement, staffId));
  }

  @Api(signOffLevel)
  async signOff(
    @Input() { params, body }: InputOf<typeof signOffLevel>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof signOffLevel>> {
    const record = fromHex(params.record, 32) ?? new Uint8Array();
    const signing = this.signOffs.run(tx, params.id, { record, signOff: body.signOff }, staffId);
    const outcome = await namingField('body.signOff', signing);
    return { outcome };
  }

  @Api(putAlarm)
  alarm(
    @Input() { params, body }: InputOf<typeof putAlarm>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return namingField('body.statement', this.alarms.run(tx, params.id, body.statement, staffId));
  }
}

const scheduleAnswer = ({ levels, alarms }: Schedule): AnswerOf<typeof readSchedule> => ({
  levels: levels.map(({ effect, ...level }) => ({ ...levelAnswer(level), effect: { ...effect } })),
  alarms: alarms.map(({ stated: _stated, ...alarm }) => alarm),
});

const levelAnswer = ({ signOffs, stated: _stated, ...level }: StoredLevel) => ({
  ...level,
  signOffs: signOffs.map((one) => ({ ...one })),
});
