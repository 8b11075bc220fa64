import { Controller, Inject } from '@nestjs/common';
import {
  overrideDuty,
  planShift,
  readRoster,
  removeShift,
  withdrawOverride,
} from '../../contracts/escalation/roster.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import { ChangeRoster, type RosterChange } from '../escalation/duty-change-roster.js';
import { ReadRoster } from '../escalation/duty-read-roster.js';
import { RecordAudit } from '../identity/record-audit.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, ExpectedVersion, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { NamedPeople } from './named-people.js';

/** Whose wall clock this house lives by. */
export const TIME_ZONE = Symbol('TimeZone');

const deeds: Readonly<Record<RosterChange['do'], string>> = {
  plan: 'shift-planned',
  remove: 'shift-removed',
  override: 'duty-overridden',
  withdraw: 'override-withdrawn',
};

/** Who is on duty when: everybody sees it, coordinators plan it. */
@Controller()
export class RosterController {
  constructor(
    @Inject(ReadRoster) private readonly roster: ReadRoster,
    @Inject(ChangeRoster) private readonly change: ChangeRoster,
    @Inject(NamedPeople) private readonly people: NamedPeople,
    @Inject(RecordAudit) private readonly audit: RecordAudit,
    @Inject(TIME_ZONE) private readonly zone: string,
  ) {}

  @Api(readRoster)
  async read(@WhoCalls() { roles }: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof readRoster>> {
    const { version, now, shifts, overrides, kept } = await this.roster.run(tx);
    const mentioned = [
      ...shifts.map(({ staff }) => staff),
      ...overrides.flatMap(({ staff, replaces }) => [staff, replaces]),
    ];
    return {
      version,
      now,
      zone: this.zone,
      shifts: shifts.map(({ staff, ...shift }) => ({ ...shift, staffId: staff })),
      overrides: overrides.map(({ staff, ...override }) => ({ ...override, staffId: staff })),
      kept: [...kept],
      people: await this.people.run(tx, mentioned),
      mayEdit: roles.includes('coordinator'),
    };
  }

  @Api(planShift)
  plan(
    @Input() { body: { weekdays, staffId, ...hours } }: InputOf<typeof planShift>,
    @ExpectedVersion() seen: number,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof planShift>> {
    const shifts = weekdays.map((weekday) => ({ ...hours, weekday, staff: staffId }));
    return this.#change(tx, caller, seen, { do: 'plan', shifts }, staffId);
  }

  @Api(removeShift)
  remove(
    @Input() { params }: InputOf<typeof removeShift>,
    @ExpectedVersion() seen: number,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof removeShift>> {
    return this.#change(tx, caller, seen, { do: 'remove', id: params.id }, params.id);
  }

  @Api(overrideDuty)
  override(
    @Input() { body: { staffId, ...rest } }: InputOf<typeof overrideDuty>,
    @ExpectedVersion() seen: number,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof overrideDuty>> {
    const override = { ...rest, staff: staffId };
    return this.#change(tx, caller, seen, { do: 'override', override }, staffId);
  }

  @Api(withdrawOverride)
  withdraw(
    @Input() { params }: InputOf<typeof withdrawOverride>,
    @ExpectedVersion() seen: number,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof withdrawOverride>> {
    return this.#change(tx, caller, seen, { do: 'withdraw', id: params.id }, params.id);
  }

  async #change(tx: Transaction, caller: Caller, seen: number, change: RosterChange, subject: string) {
    const version = await this.change.run(tx, seen, change);
    await this.audit.run(tx, { actor: caller.staffId, kind: deeds[change.do], subject });
    return { version };
  }
}
