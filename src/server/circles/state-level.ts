import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { isClockBehind, isCorrectedLater, levelFault } from '../../domain/circle/level-rules.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { instant } from '../../domain/shared/time.js';
import { checkLevelAuthor } from '../../e2ee/circle/check-level.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { parseLevel, type LevelStatement } from '../../e2ee/circle/level-statement.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import { equal } from '../../e2ee/shared/bytes.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChainRepository, NamedRecord } from './chain.repository.js';
import type { Circle } from './circle.js';
import type { CircleAccess } from './circle-access.js';
import { CirclesRefused } from './circles-refused.js';
import { instrumentFault, type KnownInstruments } from './known-instruments.js';
import { foldEpochs, judged } from './judge-row.js';
import { statedLevelOf, type ScheduleRepository } from './schedule.repository.js';
import type { TellCircle } from './tell-circle.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

/**
 * Takes the signed level of an assessment. The server copies its columns from it and schedules by them; it refuses a date
 * later than the level allows and a level lowered against the rules.
 */
export class StateLevel {
  constructor(
    private readonly clock: Clock,
    private readonly directory: TrustedDirectory,
    private readonly access: CircleAccess,
    private readonly chains: ChainRepository,
    private readonly schedule: ScheduleRepository,
    private readonly tell: TellCircle,
    private readonly instruments: KnownInstruments,
  ) {}

  /** @throws CirclesRefused `level-stated` when this assessment has its statement: a change is a new version of it */
  async run(tx: Transaction, id: CircleId, bytes: Uint8Array, caller: StaffId): Promise<void> {
    const directory = await this.directory.hold(tx);
    const { circle, members } = await this.access.enter(tx, id, caller, {
      wanted: rights.write,
      lock: 'for update',
    });
    const statement = judged(() => parseLevel(bytes), 'level-refused');
    checkStatement(statement, directory, caller);
    const fault =
      instrumentFault(this.instruments, circle.kind, statement) ??
      levelFault(statedLevelOf(statement), this.clock.now());
    if (fault) throw new CirclesRefused('level-refused', fault);
    const record = await this.#assessmentOf(tx, circle, statement);
    const chain = await this.#foldWith(tx, circle, directory, record);
    judged(() => checkLevelAuthor(statement, chain), 'level-refused');
    await this.schedule.insertLevel(tx, id, statement, record.seq, this.clock.now());
    await this.tell.run(tx, 'circle-level', id, members);
  }

  /** The record that the statement speaks of, which is the newest of its object and of its instrument. */
  async #assessmentOf(tx: Transaction, circle: Circle, statement: LevelStatement): Promise<NamedRecord> {
    const [record] = await this.chains.named(tx, [statement.record]);
    if (record?.circle !== circle.id || record.channel !== null || record.erased)
      throw new CirclesRefused('level-refused', 'level-record');
    const newest = await this.chains.object(tx, circle.id, record.object);
    if (newest?.seq !== record.seq) throw new CirclesRefused('level-refused', 'level-older');
    await this.#checkStated(tx, circle, statement, record);
    return record;
  }

  async #checkStated(tx: Transaction, circle: Circle, statement: LevelStatement, record: NamedRecord) {
    // Nobody assessed it before there was anything to assess: that clock is years behind, and the review would be late at once.
    if (isClockBehind(instant(statement.assessed), circle.openedAt))
      throw new CirclesRefused('level-refused', 'clock-behind');
    const levels = await this.schedule.levels(tx, circle.id);
    if (levels.some((level) => equal(level.record, record.hash))) throw new CirclesRefused('level-stated');
    const same = levels.filter(({ instrument }) => instrument === statement.instrument);
    if (same.some(({ seq }) => seq > record.seq)) throw new CirclesRefused('level-refused', 'level-older');
    if (same.some(({ assessed }) => isClockBehind(instant(statement.assessed), assessed)))
      throw new CirclesRefused('level-refused', 'clock-behind');
    const before = await this.schedule.assessedBefore(tx, circle.id, record.object);
    if (isCorrectedLater(instant(statement.assessed), before))
      throw new CirclesRefused('level-refused', 'clock-corrected');
  }

  async #foldWith(tx: Transaction, circle: Circle, directory: Directory, record: NamedRecord) {
    const epochs = await this.chains.epochs(tx, circle.id);
    const rows = [...epochs, record].sort((a, b) => a.seq - b.seq);
    return foldEpochs(
      circle,
      directory,
      rows.map(({ bytes }) => bytes),
    );
  }
}

/** Its author calls, with a key that is in force now. */
function checkStatement({ author, authorKv }: LevelStatement, directory: Directory, caller: StaffId): void {
  if (idText(author) !== caller) throw new CirclesRefused('level-refused', 'author');
  if (directory.keyOf(idBytes(caller))?.kv !== authorKv) throw new CirclesRefused('level-refused', 'key');
}
