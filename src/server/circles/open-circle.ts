import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { isAboutWorker, type CircleId, type CircleKind } from '../../domain/circle/circle.js';
import { mayOpen } from '../../domain/circle/membership.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { EpochRecord } from '../../e2ee/circle/epoch-record.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import { equal, isZero } from '../../e2ee/shared/bytes.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChainRepository } from './chain.repository.js';
import type { CircleRepository } from './circle.repository.js';
import { CirclesRefused } from './circles-refused.js';
import { checkGrants, checkMembers, rolesOf } from './judge-members.js';
import { judgeEpoch, readEpoch } from './judge-row.js';
import type { KeyRepository, SealedGrant } from './key.repository.js';
import type { TellCircle } from './tell-circle.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

export interface Opening {
  readonly kind: CircleKind;
  /** The worker whom a worker file or a safety book is about; null for every other kind. */
  readonly subjectId: StaffId | null;
  /** The first epoch record. It fixes the circle's id. */
  readonly epoch: Uint8Array;
  readonly grants: readonly SealedGrant[];
}

/** Opens a circle with its first epoch. The one who calls must be the one who signed. */
export class OpenCircle {
  constructor(
    private readonly clock: Clock,
    private readonly directory: TrustedDirectory,
    private readonly circles: CircleRepository,
    private readonly chains: ChainRepository,
    private readonly keys: KeyRepository,
    private readonly tell: TellCircle,
  ) {}

  /** @throws CirclesRefused */
  async run(
    tx: Transaction,
    opening: Opening,
    caller: StaffId,
  ): Promise<{ readonly id: CircleId; readonly number: number | null }> {
    const directory = await this.directory.hold(tx);
    const record = readEpoch(opening.epoch);
    checkOpener(opening, record, directory, caller);
    const dirSeq = judgeEpoch(record, directory, null, undefined);
    checkMembers(record, directory, { kind: opening.kind, opener: caller, subject: opening.subjectId });
    checkGrants(record, opening.grants);
    return this.#begin(tx, opening, record, dirSeq, caller);
  }

  async #begin(tx: Transaction, opening: Opening, record: EpochRecord, dirSeq: number, by: StaffId) {
    const id = idText(record.caseId) as CircleId;
    const at = this.clock.now();
    const head = { seq: record.seq, hash: record.hash, dirSeq };
    const { kind, subjectId } = opening;
    const number = await this.circles.insert(tx, { id, kind, subjectId, head, by, at });
    if (number === undefined) throw new CirclesRefused('circle-known');
    await this.chains.insert(tx, { circle: id, channel: null }, record, opening.epoch, dirSeq, at);
    await this.circles.setEpoch(tx, id, record.epoch, record.members);
    await this.keys.replaceGrants(tx, id, opening.grants);
    await this.tell.run(tx, 'circle', id, await this.circles.members(tx, id));
    return { id, number };
  }
}

function checkOpener(
  { kind, subjectId }: Opening,
  record: EpochRecord,
  directory: Directory,
  caller: StaffId,
): void {
  if (!equal(record.grantor, idBytes(caller))) throw new CirclesRefused('chain-record-refused', 'author');
  const roles = rolesOf(directory.keyOf(record.grantor)?.role ?? 0);
  const subjectFits = isAboutWorker(kind) === (subjectId !== null);
  if (!subjectFits || !mayOpen(kind, { id: caller, roles }, subjectId))
    throw new CirclesRefused('circle-kind-refused');
  if (isZero(record.intakePk) === (kind === 'inbox'))
    throw new CirclesRefused('chain-record-refused', 'intake-key');
}
