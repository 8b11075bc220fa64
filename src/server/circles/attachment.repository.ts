import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

export interface AttachmentPlace {
  readonly circle: CircleId;
  /** The object id of its manifest record. */
  readonly object: string;
}

export interface StoredAttachment {
  readonly uploadedBy: StaffId;
  readonly sealed: boolean;
}

/** Files as opaque pieces. A manifest record in the chain holds their key; without one they are forgotten. */
export class AttachmentRepository {
  async begin(
    tx: Transaction,
    { circle, object }: AttachmentPlace,
    by: StaffId,
    at: Instant,
  ): Promise<StoredAttachment> {
    await tx.query(
      `insert into circle_attachment (circle_id, object_id, uploaded_by, begun_at) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [circle, object, by, timestamp(at)],
    );
    const [row] = await rows<{ uploaded_by: StaffId; sealed_at: Date | null }>(
      tx,
      `select uploaded_by, sealed_at from circle_attachment where circle_id = $1 and object_id = $2 for update`,
      [circle, object],
    );
    return { uploadedBy: row?.uploaded_by ?? by, sealed: row?.sealed_at !== null };
  }

  /** @returns false when another piece has this place */
  async put(
    tx: Transaction,
    { circle, object }: AttachmentPlace,
    index: number,
    bytes: Uint8Array,
  ): Promise<boolean> {
    await tx.query(
      `insert into circle_chunk (circle_id, object_id, index, bytes) values ($1, $2, $3, $4) on conflict do nothing`,
      [circle, object, index, Buffer.from(bytes)],
    );
    const same = await rows(
      tx,
      `select index from circle_chunk where circle_id = $1 and object_id = $2 and index = $3 and bytes = $4`,
      [circle, object, index, Buffer.from(bytes)],
    );
    return same.length > 0;
  }

  /** @returns false when nothing was uploaded for this object */
  async seal(tx: Transaction, { circle, object }: AttachmentPlace, at: Instant): Promise<boolean> {
    const sealed = await rows(
      tx,
      `update circle_attachment set sealed_at = coalesce(sealed_at, $3) where circle_id = $1 and object_id = $2
       returning object_id`,
      [circle, object, timestamp(at)],
    );
    return sealed.length > 0;
  }

  /** Pieces from a place on, in order. */
  async pieces(
    tx: Transaction,
    { circle, object }: AttachmentPlace,
    from: number,
    limit: number,
  ): Promise<Uint8Array[]> {
    const found = await rows<{ bytes: Buffer }>(
      tx,
      `select bytes from circle_chunk where circle_id = $1 and object_id = $2 and index >= $3 order by index limit $4`,
      [circle, object, from, limit],
    );
    return found.map(({ bytes }) => new Uint8Array(bytes));
  }

  async erase(tx: Transaction, circle: CircleId, objects: readonly string[]): Promise<void> {
    await tx.query(`delete from circle_attachment where circle_id = $1 and object_id = any($2::uuid[])`, [
      circle,
      objects,
    ]);
  }

  async eraseAll(tx: Transaction, circle: CircleId): Promise<void> {
    await tx.query(`delete from circle_attachment where circle_id = $1`, [circle]);
  }

  /** Uploads that no manifest came for. */
  async forgetLoose(tx: Transaction, before: Instant): Promise<void> {
    await tx.query(`delete from circle_attachment where sealed_at is null and begun_at < $1`, [
      timestamp(before),
    ]);
  }
}
