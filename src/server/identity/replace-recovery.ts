import { ops } from '../../e2ee/directory/entry.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import { readEntry, subjectOf, type DirectoryBook } from './directory-book.js';
import type { HoldRecovery, RecoveryOrder } from './hold-recovery.js';
import { IdentityRefused } from './identity-refused.js';
import type { RecordAudit } from './record-audit.js';
import type { RecoveryCeremony } from './recovery-ceremony.js';
import type { RecoveryRepository } from './recovery.repository.js';

/**
 * A new recovery key in the place of the one in force: both entries of the directory, the new seeds and the new custodians, or
 * nothing. The seeds of the old one are erased, so that its shares unlock nothing here any more; circles keep what was sealed to it
 * until their own members make a new key.
 */
export class ReplaceRecovery {
  constructor(
    private readonly directory: DirectoryBook,
    private readonly held: HoldRecovery,
    private readonly recovery: RecoveryRepository,
    private readonly ceremony: RecoveryCeremony,
    private readonly audit: RecordAudit,
  ) {}

  /** @param revocation REVOKE of the one in force, signed by root. @throws IdentityRefused */
  async run(tx: Transaction, by: StaffId, revocation: Uint8Array, order: RecoveryOrder): Promise<string> {
    const ending = readEntry(revocation);
    if (ending.op !== ops.revoke) throw new IdentityRefused('directory-entry-refused', 'op');
    await this.directory.lock(tx);
    const inForce = await this.held.inForce(tx);
    if (inForce === null || subjectOf(ending) !== inForce) throw new IdentityRefused('recovery-unknown');
    await this.directory.append(tx, revocation, by);
    await this.ceremony.giveUpOver(tx, inForce, by);
    await this.recovery.forget(tx, inForce);
    await this.audit.run(tx, { actor: by, kind: 'recovery-ended', subject: inForce });
    return this.held.add(tx, by, order);
  }
}
