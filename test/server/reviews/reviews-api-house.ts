import { everyRight } from '../../../src/cli/demo/circle-client.js';
import { appendRecord } from '../../../src/contracts/circles/records.js';
import { stateLevel } from '../../../src/contracts/circles/schedule.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import type { CircleId, CircleKind } from '../../../src/domain/circle/circle.js';
import { type LevelNumber } from '../../../src/domain/circle/level-rules.js';
import { type Instant } from '../../../src/domain/shared/time.js';
import { type ComposedRecord } from '../../../src/e2ee/circle/compose-record.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import type { LevelBody } from '../../../src/e2ee/circle/level-statement.js';
import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { AlertRow } from '../../../src/server/escalation/alert.row.js';
import { signedAlarm } from '../../builders/signed-alarm.js';
import { levelFields, signedLevel } from '../../builders/signed-level.js';
import { ApiHouse } from '../support/api-house.js';
import { circlesAndCaseWork } from '../support/case-work-modules.js';
import type { StaffClient } from '../support/staff-client.js';

export const me = (browser: StaffClient): Identity => browser.person!.identity;

/** Reviews over HTTP, with the real cryptography in the browsers. Mira coordinates, Goran and Lena work on cases. */
export class ReviewsApiHouse {
  private constructor(
    readonly house: ApiHouse,
    readonly mira: StaffClient,
    readonly goran: StaffClient,
    readonly lena: StaffClient,
    /** The administrator's. */
    readonly office: StaffClient,
  ) {}

  static async open(): Promise<ReviewsApiHouse> {
    const house = await ApiHouse.open({ entities: [AlertRow], modules: circlesAndCaseWork });
    const office = house.browser();
    const token = await house.setUpToken();
    const { admin } = await office.found(token, { dutyName: 'Ana', roles: ['administrator'] });
    const [mira, goran, lena] = [2, 3, 4].map((last) => house.browser(`192.0.2.${last}`));
    await office.enrol(mira!, { dutyName: 'Mira', roles: ['coordinator'] }, admin.identity);
    await office.enrol(goran!, { dutyName: 'Goran', roles: ['case-worker'] }, admin.identity);
    await office.enrol(lena!, { dutyName: 'Lena', roles: ['case-worker'] }, admin.identity);
    return new ReviewsApiHouse(house, mira!, goran!, lena!, office);
  }

  get now(): Instant {
    return this.house.clock.now();
  }

  close(): Promise<void> {
    return this.house.close();
  }

  /** Goran's, with Mira in it. */
  openCircle(kind: CircleKind = 'client-case', by = this.goran): Promise<CircleId> {
    const others = by === this.mira ? [] : [{ person: this.mira.person!, rights: everyRight }];
    return by.circles.open(kind, others);
  }

  /** An assessment that is sealed and not sent. */
  compose(id: CircleId, by = this.goran, object = randomBytes(16)): Promise<ComposedRecord> {
    return by.circles.compose(id, { kind: kinds.assessment, object, text: 'sealed' });
  }

  /** The signed level of an assessment: of this level, made now, due as late as it may be. */
  level(
    id: CircleId,
    { envelope }: ComposedRecord,
    level: LevelNumber,
    changes: Partial<LevelBody> = {},
    by = this.goran,
  ): Uint8Array {
    const said = levelFields(level, this.now);
    return signedLevel(me(by), { ...said, caseId: idBytes(id), record: envelope.hash, ...changes });
  }

  /**
   * Seals and states.
   *
   * @param object of an earlier assessment, which this one corrects
   * @returns the statement
   */
  async assess(
    id: CircleId,
    level: LevelNumber,
    {
      by = this.goran,
      object = randomBytes(16),
      ...changes
    }: Partial<LevelBody> & { by?: StaffClient; object?: Uint8Array } = {},
  ): Promise<Uint8Array> {
    const record = await this.compose(id, by, object);
    const { row, wrap } = record;
    await by.call(appendRecord, { params: { id }, body: { row, wrap } });
    const statement = this.level(id, record, level, changes, by);
    await by.call(stateLevel, { params: { id }, body: { statement } });
    return statement;
  }

  alarm(id: CircleId, due: number, changes: object = {}, by = this.goran): Uint8Array {
    return signedAlarm(me(by), { caseId: idBytes(id), due, ...changes });
  }
}
