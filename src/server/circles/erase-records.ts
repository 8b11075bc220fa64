import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { shrinkToStub } from '../../e2ee/circle/envelope.js';
import { kinds } from '../../e2ee/circle/header.js';
import { hex } from '../../e2ee/shared/bytes.js';
import type { RecordAudit } from '../identity/record-audit.js';
import type { Transaction } from '../platform/database/database.js';
import type { AttachmentRepository } from './attachment.repository.js';
import type { ChainRepository, NamedRecord } from './chain.repository.js';
import { CirclesRefused } from './circles-refused.js';
import type { KeyRepository } from './key.repository.js';
import type { NewRecord, RecordDesk } from './record-desk.js';
import type { ScheduleRepository } from './schedule.repository.js';
import type { TellCircle } from './tell-circle.js';

export interface Erasure {
  /** The ERASE record. Its sealed text names the same hashes: a stub that it does not name is refused by readers. */
  readonly record: NewRecord;
  readonly hashes: readonly Uint8Array[];
}

/**
 * Erases the content of records: their keys go, and of each envelope a stub remains, so that the chain still verifies. What
 * somebody has read before stays read. Needs the right to write and to grant, as the chain's readers demand.
 */
export class EraseRecords {
  constructor(
    private readonly desk: RecordDesk,
    private readonly chains: ChainRepository,
    private readonly keys: KeyRepository,
    private readonly schedule: ScheduleRepository,
    private readonly attachments: AttachmentRepository,
    private readonly audit: RecordAudit,
    private readonly tell: TellCircle,
  ) {}

  /** @throws CirclesRefused `erasure-refused` when one of them is not this chain's to erase; none is erased then */
  async run(
    tx: Transaction,
    { record, hashes }: Erasure,
    caller: StaffId,
  ): Promise<{ readonly seq: number }> {
    const { envelope, circle, members } = await this.desk.write(tx, record, [kinds.erase], caller);
    const targets = await this.#targets(tx, record, hashes);
    for (const { hash, bytes } of targets) await this.chains.shrink(tx, hash, shrinkToStub(bytes));
    await this.keys.dropWraps(tx, hashes);
    const levels = await this.schedule.dropLevels(tx, hashes);
    const files = targets.filter(({ kind }) => kind === kinds.manifest).map(({ object }) => object);
    await this.attachments.erase(tx, circle.id, files);
    await this.audit.run(tx, { actor: caller, kind: 'records-erased', subject: circle.id });
    if (levels > 0) await this.tell.run(tx, 'circle-level', circle.id, members);
    return { seq: envelope.header.seq };
  }

  /** Only what this chain may name, and whose key this circle holds. A LINK goes with the case, its records one by one. */
  async #targets(tx: Transaction, chain: NewRecord, hashes: readonly Uint8Array[]): Promise<NamedRecord[]> {
    const targets = await this.chains.named(tx, hashes);
    const distinct = new Set(hashes.map(hex)).size === hashes.length;
    if (!distinct || targets.length !== hashes.length) throw new CirclesRefused('record-unknown');
    const held = await this.keys.heldOf(tx, chain.circle, targets);
    const allowed = targets.every(
      (target) => held.has(hex(target.hash)) && !unerasable.has(target.kind) && belongs(target, chain),
    );
    if (!allowed) throw new CirclesRefused('erasure-refused');
    return targets;
  }
}

const unerasable: ReadonlySet<number> = new Set([kinds.erase, kinds.link]);

/** Of the same chain; or, from a case's own chain, of a conversation that it cites. */
const belongs = (
  target: NamedRecord,
  { circle, channel }: { circle: CircleId; channel: string | null },
): boolean => (target.circle === circle ? target.channel === channel : channel === null);
