import { randomUUID } from 'node:crypto';
import type { Role, StaffFunction } from '../../contracts/shared/people.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Language } from '../../domain/shared/language.js';
import { hours, plus, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import { hashOf, makeToken } from './tokens.js';

export const INVITATION_LIFE = hours(72);

export type Purpose = 'new' | 'renew';

/** Whom an invitation is for and what she will be. */
export interface Invited {
  readonly staffId: StaffId;
  readonly purpose: Purpose;
  readonly dutyName: string;
  readonly roles: readonly Role[];
  readonly functions: readonly StaffFunction[];
  readonly language: Language;
}

export interface InvitationRow {
  readonly id: string;
  readonly staff_id: StaffId;
  readonly purpose: Purpose;
  readonly duty_name: string;
  readonly roles: Role[];
  readonly functions: StaffFunction[];
  readonly language: Language;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly used_at: Date | null;
  readonly withdrawn_at: Date | null;
}

const open = `used_at is null and withdrawn_at is null and expires_at > $2`;

/** One-time links. The server has the hash of the token; the root's fingerprint beside it in the link it never sees. */
export class InvitationRepository {
  constructor(private readonly clock: Clock) {}

  /** An earlier, unused link for the same person becomes worthless. */
  async issue(
    tx: Transaction,
    invited: Invited,
    by: StaffId,
  ): Promise<{ id: string; token: Uint8Array; expiresAt: Instant }> {
    const [id, token, now] = [randomUUID(), makeToken(), this.clock.now()];
    const expiresAt = plus(now, INVITATION_LIFE);
    await tx.query(`update invitation set withdrawn_at = $2 where staff_id = $1 and ${open}`, [
      invited.staffId,
      timestamp(now),
    ]);
    await tx.query(
      `insert into invitation (id, token_hash, staff_id, purpose, duty_name, roles, functions, language, invited_by,
         created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        hashOf(token),
        invited.staffId,
        invited.purpose,
        invited.dutyName,
        [...invited.roles],
        [...invited.functions],
        invited.language,
        by,
        timestamp(now),
        timestamp(expiresAt),
      ],
    );
    return { id, token, expiresAt };
  }

  /** The open invitation of a token, or null. Held until the end of the transaction, so that a link is used once. */
  async find(tx: Transaction, token: Uint8Array): Promise<InvitationRow | null> {
    const [found] = await rows<InvitationRow>(
      tx,
      `select * from invitation where token_hash = $1 and ${open} for update`,
      [hashOf(token), timestamp(this.clock.now())],
    );
    return found ?? null;
  }

  async use(tx: Transaction, id: string): Promise<void> {
    await tx.query(`update invitation set used_at = $2 where id = $1`, [id, timestamp(this.clock.now())]);
  }

  /** @returns whether it was open */
  async withdraw(tx: Transaction, id: string): Promise<boolean> {
    const found = await rows(
      tx,
      `update invitation set withdrawn_at = $2 where id = $1 and ${open} returning id`,
      [id, timestamp(this.clock.now())],
    );
    return found.length > 0;
  }

  /** @param before creation (Unix ms) and id of the last one seen */
  list(tx: Transaction, before: readonly [number, string] | null, limit: number): Promise<InvitationRow[]> {
    const [ms = null, id = null] = before ?? [];
    return rows<InvitationRow>(
      tx,
      `select * from invitation
       where $1::float8 is null or (created_at, id) < (to_timestamp($1::float8 / 1000), $2::uuid)
       order by created_at desc, id desc limit $3`,
      [ms, id, limit],
    );
  }
}
