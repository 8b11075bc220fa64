import type { readRecovery } from '../../contracts/identity/recovery.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

export interface RecoverySeeds {
  readonly ed25519: Uint8Array;
  readonly x25519: Uint8Array;
}

export interface Custodian {
  readonly staffId: StaffId;
  /** Sealed to her X25519 key; null when she has it on paper only. */
  readonly share: Uint8Array | null;
}

/** In the audit; everybody reads there who named custodians, and when. */
export const custodiansNamed = 'custodians-named';

/** RECOVERY's wrapped seeds and who holds the shares that unlock them. */
export class RecoveryRepository {
  constructor(private readonly clock: Clock) {}

  async keep(tx: Transaction, recoveryId: string, seeds: RecoverySeeds): Promise<void> {
    await tx.query(
      `insert into recovery_key (recovery_id, ed25519_wrapped, x25519_wrapped, created_at) values ($1, $2, $3, $4)`,
      [recoveryId, Buffer.from(seeds.ed25519), Buffer.from(seeds.x25519), timestamp(this.clock.now())],
    );
  }

  /** Its seeds and its custodians; that there was one stays, with its ceremonies. */
  async forget(tx: Transaction, recoveryId: string): Promise<void> {
    await tx.query(`delete from custodian where recovery_id = $1`, [recoveryId]);
    await tx.query(
      `update recovery_key set ed25519_wrapped = null, x25519_wrapped = null where recovery_id = $1`,
      [recoveryId],
    );
  }

  async nameCustodians(tx: Transaction, recoveryId: string, custodians: readonly Custodian[]): Promise<void> {
    await tx.query(`delete from custodian where recovery_id = $1`, [recoveryId]);
    for (const { staffId, share } of custodians)
      await tx.query(`insert into custodian (recovery_id, staff_id, share_sealed) values ($1, $2, $3)`, [
        recoveryId,
        staffId,
        share && Buffer.from(share),
      ]);
  }

  async custodians(tx: Transaction, recoveryId: string): Promise<Custodian[]> {
    const found = await rows<{ staff_id: StaffId; share_sealed: Buffer | null }>(
      tx,
      `select staff_id, share_sealed from custodian where recovery_id = $1 order by staff_id`,
      [recoveryId],
    );
    return found.map(({ staff_id, share_sealed }) => ({
      staffId: staff_id,
      share: share_sealed && new Uint8Array(share_sealed),
    }));
  }

  /** Every time that somebody named custodians, of any recovery key, oldest first. */
  async namings(tx: Transaction): Promise<AnswerOf<typeof readRecovery>['namings']> {
    const found = await rows<{ id: string; actor: StaffId | null; at: Date }>(
      tx,
      `select id, actor, at from audit where kind = $1 order by id`,
      [custodiansNamed],
    );
    return found.map(({ id, actor, at }) => ({ number: Number(id), by: actor, at: instant(at.getTime()) }));
  }

  async seeds(tx: Transaction, recoveryId: string): Promise<RecoverySeeds | null> {
    const [found] = await rows<{ ed: Buffer | null; x: Buffer | null }>(
      tx,
      `select ed25519_wrapped as ed, x25519_wrapped as x from recovery_key where recovery_id = $1`,
      [recoveryId],
    );
    return found?.ed && found.x
      ? { ed25519: new Uint8Array(found.ed), x25519: new Uint8Array(found.x) }
      : null;
  }
}
