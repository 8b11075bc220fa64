import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { HoldRecovery } from './hold-recovery.js';
import type { OpenWorkSource, WorkItem } from './open-work.js';
import type { RecoveryCeremony } from './recovery-ceremony.js';
import type { RecoveryRepository } from './recovery.repository.js';

/** A custodian's share cannot be handed on: it leaves with her, and five new ones are made. */
export class HeldShare implements OpenWorkSource {
  readonly kinds = ['share'] as const;

  constructor(
    private readonly held: HoldRecovery,
    private readonly recovery: RecoveryRepository,
    private readonly ceremony: RecoveryCeremony,
  ) {}

  async heldBy(tx: Transaction, staffId: StaffId): Promise<readonly WorkItem[]> {
    const id = await this.held.inForce(tx);
    if (id === null) return [];
    const custodians = await this.recovery.custodians(tx, id);
    return custodians
      .filter((custodian) => custodian.staffId === staffId)
      .map(() => ({ kind: 'share', id, number: null, way: 'ends', takers: [] }));
  }

  /** A ceremony that only she could end would stay open for ever, and keep every other one from beginning. */
  letGo(tx: Transaction, staffId: StaffId): Promise<void> {
    return this.ceremony.giveUpOf(tx, staffId);
  }
}
