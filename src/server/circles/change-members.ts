import { idBytes } from '../../contracts/shared/scalars.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { EpochRecord } from '../../e2ee/circle/epoch-record.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import { equal, hex } from '../../e2ee/shared/bytes.js';
import type { RecordAudit } from '../identity/record-audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChainRepository } from './chain.repository.js';
import { checkWrap } from './check-wrap.js';
import type { Circle } from './circle.js';
import type { CircleRepository } from './circle.repository.js';
import { CirclesRefused } from './circles-refused.js';
import { checkGrants, checkMembers } from './judge-members.js';
import { judgeEpoch, readEpoch } from './judge-row.js';
import type { KeyRepository, SealedGrant, Wrap } from './key.repository.js';
import type { TellCircle } from './tell-circle.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

export interface NewEpoch {
  readonly epoch: Uint8Array;
  readonly grants: readonly SealedGrant[];
  /** One for every record that has its content, linked conversations included. */
  readonly wraps: readonly Wrap[];
  /** Records whose DEK does not open, which somebody has decided to leave behind: named, so that none is lost by mistake. */
  readonly leftBehind: readonly Uint8Array[];
}

/**
 * A new epoch, in one transaction: new grants, every DEK under the new secret, the epoch record; the older wraps and grants
 * are deleted. So what an ex-member knows opens nothing in a later dump.
 */
export class ChangeMembers {
  constructor(
    private readonly clock: Clock,
    private readonly directory: TrustedDirectory,
    private readonly circles: CircleRepository,
    private readonly chains: ChainRepository,
    private readonly keys: KeyRepository,
    private readonly audit: RecordAudit,
    private readonly tell: TellCircle,
  ) {}

  /**
   * @throws CirclesRefused `chain-superseded` when the chain went on, `wraps-incomplete` when a record came or went
   *         meanwhile: read again, compose again
   */
  async run(
    tx: Transaction,
    id: CircleId,
    change: NewEpoch,
    caller: StaffId,
  ): Promise<{ readonly epoch: number }> {
    const directory = await this.directory.hold(tx);
    const circle = await this.circles.find(tx, id, 'for update');
    const before = circle && (await this.chains.epochInForce(tx, id));
    if (!circle || !before) throw new CirclesRefused('circle-unknown');
    const record = readEpoch(change.epoch);
    const membersBefore = await this.circles.members(tx, id);
    checkGrantor(
      record,
      directory,
      caller,
      membersBefore.some(({ userId }) => userId === caller),
    );
    const dirSeq = judgeEpoch(record, directory, circle, readEpoch(before));
    checkMembers(record, directory, { kind: circle.kind, opener: null, subject: circle.subjectId });
    checkGrants(record, change.grants);
    await this.#checkWraps(tx, id, record, change);
    await this.#store(tx, circle, record, change, dirSeq);
    if (change.leftBehind.length > 0)
      await this.audit.run(tx, { actor: caller, kind: 'records-left-behind', subject: id });
    await this.tell.run(tx, 'circle-members', id, [
      ...membersBefore,
      ...(await this.circles.members(tx, id)),
    ]);
    return { epoch: record.epoch };
  }

  async #checkWraps(
    tx: Transaction,
    id: CircleId,
    { epoch }: EpochRecord,
    { wraps, leftBehind }: NewEpoch,
  ): Promise<void> {
    for (const { wrap } of wraps) checkWrap(wrap, epoch);
    const held = await this.keys.wrapped(tx, id);
    const named = [...wraps.map(({ record }) => record), ...leftBehind].map(hex);
    const given = new Set(named);
    const exact =
      given.size === named.length && given.size === held.size && named.every((hash) => held.has(hash));
    if (!exact) throw new CirclesRefused('wraps-incomplete');
  }

  async #store(
    tx: Transaction,
    { id }: Circle,
    record: EpochRecord,
    change: NewEpoch,
    dirSeq: number,
  ): Promise<void> {
    await this.chains.insert(
      tx,
      { circle: id, channel: null },
      record,
      change.epoch,
      dirSeq,
      this.clock.now(),
    );
    await this.circles.moveHead(tx, id, { seq: record.seq, hash: record.hash, dirSeq });
    await this.circles.setEpoch(tx, id, record.epoch, record.members);
    await this.keys.replaceGrants(tx, id, change.grants);
    await this.keys.replaceWraps(tx, id, change.wraps);
    await this.keys.dropWraps(tx, change.leftBehind);
  }
}

/** A person signs for herself. What RECOVERY signs, anybody may carry here: its signature is that of a quorum. */
function checkGrantor(record: EpochRecord, directory: Directory, caller: StaffId, isMember: boolean): void {
  if (directory.keyOf(record.grantor)?.kind === 'recovery') return;
  if (!isMember) throw new CirclesRefused('circle-unknown');
  if (!equal(record.grantor, idBytes(caller))) throw new CirclesRefused('chain-record-refused', 'author');
}
