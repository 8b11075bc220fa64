import { ops } from '../../e2ee/directory/entry.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';
import { readEntry, subjectOf, type DirectoryBook } from './directory-book.js';
import { IdentityRefused } from './identity-refused.js';
import type { RecordAudit } from './record-audit.js';
import {
  custodiansNamed,
  type Custodian,
  type RecoveryRepository,
  type RecoverySeeds,
} from './recovery.repository.js';

const needed = 5;

/** A new recovery key: its entry signed by root, its wrapped seeds, and who holds the shares. */
export interface RecoveryOrder {
  readonly entry: Uint8Array;
  readonly seeds: RecoverySeeds;
  readonly custodians: readonly Custodian[];
}

/** The organisation's recovery key: who holds its shares. Three of the five together can open everything. */
export class HoldRecovery {
  constructor(
    private readonly directory: DirectoryBook,
    private readonly recovery: RecoveryRepository,
    private readonly announce: Announce,
    private readonly audit: RecordAudit,
  ) {}

  /** Appends RECOVERY. @throws IdentityRefused */
  async add(tx: Transaction, by: StaffId, order: RecoveryOrder): Promise<string> {
    const entry = readEntry(order.entry);
    if (entry.op !== ops.recovery) throw new IdentityRefused('directory-entry-refused', 'op');
    await this.directory.append(tx, order.entry, by);
    const recoveryId = subjectOf(entry);
    await this.recovery.keep(tx, recoveryId, order.seeds);
    await this.audit.run(tx, { actor: by, kind: 'recovery-added', subject: recoveryId });
    await this.#name(tx, by, recoveryId, order.custodians);
    return recoveryId;
  }

  /** For shares that were made at set-up, before there were five people. @throws IdentityRefused */
  async nameCustodians(tx: Transaction, by: StaffId, custodians: readonly Custodian[]): Promise<void> {
    const recoveryId = await this.inForce(tx);
    if (!recoveryId) throw new IdentityRefused('recovery-unknown');
    await this.#name(tx, by, recoveryId, custodians);
  }

  /** The id of the RECOVERY in force, or null. */
  async inForce(tx: Transaction): Promise<string | null> {
    const directory = await this.directory.read(tx);
    const key = directory.recoveryAt(directory.seq);
    return key ? idText(key.user) : null;
  }

  async #name(
    tx: Transaction,
    by: StaffId,
    recoveryId: string,
    custodians: readonly Custodian[],
  ): Promise<void> {
    const directory = await this.directory.read(tx);
    const different = new Set(custodians.map(({ staffId }) => staffId));
    const inForce = [...different].every((id) => {
      const kind = directory.keyOf(idBytes(id))?.kind;
      return kind === 'person' || kind === 'administrator';
    });
    if (different.size !== needed || !inForce) throw new IdentityRefused('custodian-unfit');
    await this.recovery.nameCustodians(tx, recoveryId, custodians);
    await this.audit.run(tx, { actor: by, kind: custodiansNamed, subject: recoveryId });
    await this.announce.run(tx, { kind: 'custodians', subjectId: recoveryId });
  }
}
