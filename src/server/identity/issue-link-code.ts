import type { StaffId } from '../../domain/shared/ids.js';
import { plus, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import type { Transaction } from '../platform/database/database.js';
import type { ContactSeal } from './contact-seal.js';
import { LINK_CODE_LIFE, makeLinkCode } from './link-code.js';

export interface LinkCode {
  /** Shown once to the person whose phone it links; only its keyed hash is kept. */
  readonly code: string;
  readonly expiresAt: Instant;
}

/** A new code makes the person's earlier, unused ones worthless. */
export class IssueLinkCode {
  constructor(
    private readonly seal: ContactSeal,
    private readonly clock: Clock,
  ) {}

  async run(tx: Transaction, staffId: StaffId): Promise<LinkCode> {
    const code = makeLinkCode();
    const now = this.clock.now();
    const expiresAt = plus(now, LINK_CODE_LIFE);
    await tx.query(`delete from link_code where (staff_id = $1 and used_at is null) or expires_at < $2`, [
      staffId,
      timestamp(now),
    ]);
    await tx.query(`insert into link_code (hash, staff_id, expires_at) values ($1, $2, $3)`, [
      this.seal.codeHash(code),
      staffId,
      timestamp(expiresAt),
    ]);
    return { code, expiresAt };
  }
}
