import type { CircleId } from '../../domain/circle/circle.js';
import type { Instant } from '../../domain/shared/time.js';
import { idText } from '../../contracts/shared/scalars.js';
import { claimOf, type Row } from '../../e2ee/circle/chain-walk.js';
import type { Envelope } from '../../e2ee/circle/envelope.js';
import type { ObjectState } from '../../e2ee/circle/judge-record.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

/** Which of a circle's chains: its own, or that of one conversation of an inbox. */
export interface ChainOf {
  readonly circle: CircleId;
  readonly channel: string | null;
}

/** A record as it is handed out. */
export interface StoredRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
}

/** A record that a request names by its hash. */
export interface NamedRecord {
  readonly hash: Uint8Array;
  readonly circle: CircleId;
  readonly channel: string | null;
  readonly seq: number;
  readonly kind: number;
  readonly object: string;
  readonly erased: boolean;
  readonly bytes: Uint8Array;
}

/** Epoch records have no kind of their own in the protocol. */
const epochKind = 0;
/** A page never holds more than this, so that its answer stays small; at least one record always comes. */
const pageBytes = 4_194_304;

/** The signed rows of every chain, in their order. Trusts its callers to have judged what is inserted. */
export class ChainRepository {
  async insert(
    tx: Transaction,
    chain: ChainOf,
    row: Row,
    bytes: Uint8Array,
    dirSeq: number,
    at: Instant,
  ): Promise<void> {
    const { seq, prev, author, authorKv } = claimOf(row);
    const header = row.type === 'record' ? row.header : null;
    await tx.query(
      `insert into chain_record (hash, circle_id, channel_id, seq, prev, kind, object_id, version, epoch, author, author_kv,
         dir_seq, bytes, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        Buffer.from(row.hash),
        chain.circle,
        chain.channel,
        seq,
        Buffer.from(prev),
        header?.kind ?? epochKind,
        header && idText(header.object),
        header?.version ?? null,
        row.type === 'record' ? row.header.epoch : row.epoch,
        idText(author),
        authorKv,
        dirSeq,
        Buffer.from(bytes),
        timestamp(at),
      ],
    );
  }

  /** Adds a sealed record of a conversation with its wrap and moves the conversation's head: one statement. */
  async extendChannel(
    tx: Transaction,
    chain: ChainOf,
    { header, hash }: Envelope,
    { row, wrap }: { readonly row: Uint8Array; readonly wrap: Uint8Array },
    dirSeq: number,
    at: Instant,
  ): Promise<void> {
    await tx.query(
      `with record as (
         insert into chain_record (hash, circle_id, channel_id, seq, prev, kind, object_id, version, epoch, author, author_kv,
           dir_seq, bytes, at)
         values ($1, $2, $3, $4, $5, $6, $3, 1, $7, $8, $9, $10, $11, $12)
       ), head as (
         update circle_channel set head_seq = $4, head_hash = $1, head_dir_seq = $10 where circle_id = $2 and id = $3
       ) insert into circle_wrap (record_hash, circle_id, wrap) values ($1, $2, $13)`,
      [
        Buffer.from(hash),
        chain.circle,
        chain.channel,
        header.seq,
        Buffer.from(header.prev),
        header.kind,
        header.epoch,
        idText(header.author),
        header.authorKv,
        dirSeq,
        Buffer.from(row),
        timestamp(at),
        Buffer.from(wrap),
      ],
    );
  }

  /** Every row of a chain, oldest first. */
  async all(tx: Transaction, chain: ChainOf): Promise<Uint8Array[]> {
    const found = await rows<{ bytes: Buffer }>(
      tx,
      `select bytes from chain_record where circle_id = $1 and channel_id is not distinct from $2 order by seq`,
      [chain.circle, chain.channel],
    );
    return found.map(({ bytes }) => new Uint8Array(bytes));
  }

  /** Rows above a place, oldest first. */
  async page(tx: Transaction, chain: ChainOf, above: number, limit: number): Promise<StoredRow[]> {
    const found = await rows<{ seq: string; bytes: Buffer }>(
      tx,
      `select seq, bytes from (
         select seq, bytes, sum(octet_length(bytes)) over (order by seq) as size, row_number() over (order by seq) as place
         from (select seq, bytes from chain_record
               where circle_id = $1 and channel_id is not distinct from $2 and seq > $3 order by seq limit $4) as next
       ) as sized where size <= $5 or place = 1 order by seq`,
      [chain.circle, chain.channel, above, limit, pageBytes],
    );
    return found.map(storedRow);
  }

  /** Records of conversations whose keys a circle holds, after a record's hash, in the order of hashes. */
  async conversationPage(
    tx: Transaction,
    holder: CircleId,
    after: Uint8Array | null,
    limit: number,
  ): Promise<{ record: Uint8Array; bytes: Uint8Array }[]> {
    const found = await rows<{ hash: Buffer; bytes: Buffer }>(
      tx,
      `select hash, bytes from (
         select hash, bytes, sum(octet_length(bytes)) over (order by hash) as size, row_number() over (order by hash) as place
         from (select hash, bytes from chain_record join circle_wrap on record_hash = hash
               where circle_wrap.circle_id = $1 and channel_id is not null and ($2::bytea is null or hash > $2)
               order by hash limit $3) as next
       ) as sized where size <= $4 or place = 1 order by hash`,
      [holder, after && Buffer.from(after), limit, pageBytes],
    );
    return found.map(({ hash, bytes }) => ({ record: new Uint8Array(hash), bytes: new Uint8Array(bytes) }));
  }

  /** Every epoch record of a circle, oldest first: enough to say who could write when. */
  async epochs(tx: Transaction, circle: CircleId): Promise<StoredRow[]> {
    const found = await rows<{ seq: string; bytes: Buffer }>(
      tx,
      `select seq, bytes from chain_record where circle_id = $1 and kind = ${epochKind} order by seq`,
      [circle],
    );
    return found.map(storedRow);
  }

  async epochInForce(tx: Transaction, circle: CircleId): Promise<Uint8Array | null> {
    const [row] = await rows<{ bytes: Buffer }>(
      tx,
      `select bytes from chain_record where circle_id = $1 and kind = ${epochKind} order by seq desc limit 1`,
      [circle],
    );
    return row ? new Uint8Array(row.bytes) : null;
  }

  /** The newest version of an object in a circle's own chain. */
  async object(tx: Transaction, circle: CircleId, object: string): Promise<ObjectState | undefined> {
    const [row] = await rows<{ version: number; hash: Buffer; seq: string }>(
      tx,
      `select version, hash, seq from chain_record
       where circle_id = $1 and object_id = $2 and channel_id is null and kind <> ${epochKind}
       order by version desc limit 1`,
      [circle, object],
    );
    return row && { version: row.version, hash: new Uint8Array(row.hash), seq: Number(row.seq) };
  }

  /** Sealed records by their hashes, wherever they are; unknown hashes are left out. */
  async named(tx: Transaction, hashes: readonly Uint8Array[]): Promise<NamedRecord[]> {
    const found = await rows<RecordColumns>(
      tx,
      `select hash, circle_id, channel_id, seq, kind, object_id, erased, bytes from chain_record
       where hash = any($1::bytea[]) and kind <> ${epochKind}`,
      [hashes.map((hash) => Buffer.from(hash))],
    );
    return found.map(namedRecord);
  }

  /** Records of a conversation from `first` to `last`, both included. */
  async range(tx: Transaction, chain: ChainOf, first: number, last: number): Promise<NamedRecord[]> {
    const found = await rows<RecordColumns>(
      tx,
      `select hash, circle_id, channel_id, seq, kind, object_id, erased, bytes from chain_record
       where circle_id = $1 and channel_id is not distinct from $2 and seq between $3 and $4 order by seq`,
      [chain.circle, chain.channel, first, last],
    );
    return found.map(namedRecord);
  }

  /** Puts a stub in the place of a record. Its hash and place stay. */
  async shrink(tx: Transaction, hash: Uint8Array, stub: Uint8Array): Promise<void> {
    await tx.query(`update chain_record set bytes = $2, erased = true where hash = $1`, [
      Buffer.from(hash),
      Buffer.from(stub),
    ]);
  }

  /** Conversations but for what a case cites of them, which is the case's. Their wraps go with their records. */
  async eraseChannels(tx: Transaction, channels: readonly string[]): Promise<void> {
    await tx.query(
      `delete from chain_record r where channel_id = any($1::uuid[])
         and not exists (select from circle_link l where l.inbox_id = r.circle_id and l.channel_id = r.channel_id
           and r.seq between l.first_seq and l.last_seq)`,
      [[...channels]],
    );
    await tx.query(
      `delete from circle_channel c where id = any($1::uuid[])
         and not exists (select from chain_record r where r.circle_id = c.circle_id and r.channel_id = c.id)`,
      [[...channels]],
    );
  }

  async eraseAll(tx: Transaction, circle: CircleId): Promise<void> {
    await tx.query(`delete from chain_record where circle_id = $1`, [circle]);
  }
}

interface RecordColumns {
  readonly hash: Buffer;
  readonly circle_id: CircleId;
  readonly channel_id: string | null;
  readonly seq: string;
  readonly kind: number;
  readonly object_id: string;
  readonly erased: boolean;
  readonly bytes: Buffer;
}

const storedRow = ({ seq, bytes }: { seq: string; bytes: Buffer }): StoredRow => ({
  seq: Number(seq),
  bytes: new Uint8Array(bytes),
});

const namedRecord = (row: RecordColumns): NamedRecord => ({
  hash: new Uint8Array(row.hash),
  circle: row.circle_id,
  channel: row.channel_id,
  seq: Number(row.seq),
  kind: row.kind,
  object: row.object_id,
  erased: row.erased,
  bytes: new Uint8Array(row.bytes),
});
