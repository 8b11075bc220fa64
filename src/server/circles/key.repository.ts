import type { CircleId } from '../../domain/circle/circle.js';
import { idText } from '../../contracts/shared/scalars.js';
import { sealedWrapBytes } from '../../e2ee/circle/dek-wrap.js';
import { rows, type Transaction } from '../platform/database/database.js';

/** A record's DEK, wrapped under the secret of the epoch in force. */
export interface Wrap {
  readonly record: Uint8Array;
  readonly wrap: Uint8Array;
}

/** An epoch's secret, sealed to one member. */
export interface SealedGrant {
  readonly user: Uint8Array;
  readonly sealed: Uint8Array;
}

/**
 * Wraps and grants: the only way from a member's key to a content. Tables of their own, so that their backups can be kept
 * short. What is replaced or erased is deleted at once.
 */
export class KeyRepository {
  async addWrap(tx: Transaction, circle: CircleId, { record, wrap }: Wrap): Promise<void> {
    await tx.query(`insert into circle_wrap (record_hash, circle_id, wrap) values ($1, $2, $3)`, [
      Buffer.from(record),
      circle,
      Buffer.from(wrap),
    ]);
  }

  /** Hashes in hex of every record whose DEK this circle holds, linked conversations included. */
  async wrapped(tx: Transaction, circle: CircleId): Promise<Set<string>> {
    const found = await rows<{ hash: string }>(
      tx,
      `select encode(record_hash, 'hex') as hash from circle_wrap where circle_id = $1`,
      [circle],
    );
    return new Set(found.map(({ hash }) => hash));
  }

  /** Those of these records, in hex, whose DEK this circle holds. */
  async heldOf(
    tx: Transaction,
    circle: CircleId,
    records: readonly { readonly hash: Uint8Array }[],
  ): Promise<Set<string>> {
    const found = await rows<{ hash: string }>(
      tx,
      `select encode(record_hash, 'hex') as hash from circle_wrap where circle_id = $1 and record_hash = any($2::bytea[])`,
      [circle, records.map(({ hash }) => Buffer.from(hash))],
    );
    return new Set(found.map(({ hash }) => hash));
  }

  /**
   * Puts ordinary wraps in the place of those that the edge sealed. An ordinary one is never replaced.
   *
   * @returns how many were replaced
   */
  async replaceSealed(tx: Transaction, circle: CircleId, wraps: readonly Wrap[]): Promise<number> {
    const replaced = await rows(
      tx,
      `update circle_wrap set wrap = fresh.wrap from unnest($2::bytea[], $3::bytea[]) as fresh (record_hash, wrap)
       where circle_wrap.circle_id = $1 and circle_wrap.record_hash = fresh.record_hash
         and octet_length(circle_wrap.wrap) = ${sealedWrapBytes} returning circle_wrap.record_hash`,
      [circle, wraps.map(({ record }) => Buffer.from(record)), wraps.map(({ wrap }) => Buffer.from(wrap))],
    );
    return replaced.length;
  }

  /** Takes the place of all wraps of these records, whichever circle held them. */
  async replaceWraps(tx: Transaction, circle: CircleId, wraps: readonly Wrap[]): Promise<void> {
    const records = wraps.map(({ record }) => Buffer.from(record));
    await this.dropWraps(tx, records);
    await tx.query(
      `insert into circle_wrap (circle_id, record_hash, wrap) select $1, * from unnest($2::bytea[], $3::bytea[])`,
      [circle, records, wraps.map(({ wrap }) => Buffer.from(wrap))],
    );
  }

  async dropWraps(tx: Transaction, records: readonly Uint8Array[]): Promise<void> {
    await tx.query(`delete from circle_wrap where record_hash = any($1::bytea[])`, [
      records.map((record) => Buffer.from(record)),
    ]);
  }

  /** Wraps of a circle after a record's hash, in the order of hashes. */
  async wrapPage(
    tx: Transaction,
    circle: CircleId,
    after: Uint8Array | null,
    limit: number,
  ): Promise<Wrap[]> {
    const found = await rows<{ record_hash: Buffer; wrap: Buffer }>(
      tx,
      `select record_hash, wrap from circle_wrap
       where circle_id = $1 and ($2::bytea is null or record_hash > $2) order by record_hash limit $3`,
      [circle, after && Buffer.from(after), limit],
    );
    return found.map(wrapOf);
  }

  /** The wraps of one chain's records above a place and up to another. */
  async wrapsOfRange(
    tx: Transaction,
    holder: CircleId,
    chain: { circle: CircleId; channel: string | null },
    [above, upTo]: readonly [number, number],
  ): Promise<Wrap[]> {
    const found = await rows<{ record_hash: Buffer; wrap: Buffer }>(
      tx,
      `select record_hash, wrap from circle_wrap join chain_record on hash = record_hash
       where circle_wrap.circle_id = $1 and chain_record.circle_id = $2 and channel_id is not distinct from $3
         and seq > $4 and seq <= $5 order by seq`,
      [holder, chain.circle, chain.channel, above, upTo],
    );
    return found.map(wrapOf);
  }

  async replaceGrants(tx: Transaction, circle: CircleId, grants: readonly SealedGrant[]): Promise<void> {
    await tx.query(`delete from circle_grant where circle_id = $1`, [circle]);
    await tx.query(
      `insert into circle_grant (circle_id, user_id, sealed) select $1, * from unnest($2::uuid[], $3::bytea[])`,
      [circle, grants.map(({ user }) => idText(user)), grants.map(({ sealed }) => Buffer.from(sealed))],
    );
  }

  async grantOf(tx: Transaction, circle: CircleId, user: string): Promise<Uint8Array | null> {
    const [row] = await rows<{ sealed: Buffer }>(
      tx,
      `select sealed from circle_grant where circle_id = $1 and user_id = $2`,
      [circle, user],
    );
    return row ? new Uint8Array(row.sealed) : null;
  }

  async eraseAll(tx: Transaction, circle: CircleId): Promise<void> {
    await tx.query(`delete from circle_grant where circle_id = $1`, [circle]);
    await tx.query(`delete from circle_wrap where circle_id = $1`, [circle]);
  }
}

const wrapOf = (row: { record_hash: Buffer; wrap: Buffer }): Wrap => ({
  record: new Uint8Array(row.record_hash),
  wrap: new Uint8Array(row.wrap),
});
