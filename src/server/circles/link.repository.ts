import type { CircleId } from '../../domain/circle/circle.js';
import { rows, type Transaction } from '../platform/database/database.js';

/** A part of a conversation whose keys a case holds now. */
export interface StoredLink {
  readonly record: Uint8Array;
  readonly circle: CircleId;
  readonly inbox: CircleId;
  readonly channel: string;
  readonly first: number;
  readonly last: number;
}

export class LinkRepository {
  async insert(tx: Transaction, link: StoredLink): Promise<void> {
    await tx.query(
      `insert into circle_link (record_hash, circle_id, inbox_id, channel_id, first_seq, last_seq)
       values ($1, $2, $3, $4, $5, $6)`,
      [Buffer.from(link.record), link.circle, link.inbox, link.channel, link.first, link.last],
    );
  }

  async find(tx: Transaction, circle: CircleId, record: Uint8Array): Promise<StoredLink | null> {
    const links = await this.of(tx, circle);
    return links.find((link) => Buffer.from(record).equals(link.record)) ?? null;
  }

  async of(tx: Transaction, circle: CircleId): Promise<StoredLink[]> {
    const found = await rows<{
      record_hash: Buffer;
      inbox_id: CircleId;
      channel_id: string;
      first_seq: string;
      last_seq: string;
    }>(tx, `select * from circle_link where circle_id = $1`, [circle]);
    return found.map((row) => ({
      record: new Uint8Array(row.record_hash),
      circle,
      inbox: row.inbox_id,
      channel: row.channel_id,
      first: Number(row.first_seq),
      last: Number(row.last_seq),
    }));
  }

  async eraseAll(tx: Transaction, circle: CircleId): Promise<void> {
    await tx.query(`delete from circle_link where circle_id = $1`, [circle]);
  }
}
