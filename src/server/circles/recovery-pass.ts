import { idText } from '../../contracts/shared/scalars.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { RecoveryCeremony } from '../identity/recovery-ceremony.js';
import type { Transaction } from '../platform/database/database.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

/** 3 of 5 (protocol, step 23). */
const quorum = 3;

/** Who may fetch what is sealed to RECOVERY. */
export interface RecoveryPass {
  /** @returns RECOVERY's id while this person leads a ceremony to which a quorum has contributed; else null */
  standsInFor(tx: Transaction, caller: StaffId): Promise<string | null>;
}

/**
 * In a ceremony its leader reads, with her visits written down, what RECOVERY can open. She gets ciphertext: the key is put
 * together in her browser from the shares, and without them it is worth nothing.
 */
export class CeremonyPass implements RecoveryPass {
  constructor(
    private readonly directory: TrustedDirectory,
    private readonly ceremonies: RecoveryCeremony,
  ) {}

  async standsInFor(tx: Transaction, caller: StaffId): Promise<string | null> {
    const leads = (await this.ceremonies.list(tx)).some(
      ({ openedBy, closedAt, contributed }) =>
        openedBy === caller && closedAt === null && contributed.length >= quorum,
    );
    if (!leads) return null;
    const directory = await this.directory.look(tx);
    const recovery = directory.recoveryAt(directory.seq);
    return recovery ? idText(recovery.user) : null;
  }
}
