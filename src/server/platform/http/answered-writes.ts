import type { EdgeVault } from '../../../e2ee/edge-vault.js';
import { hours, minus, type Duration } from '../../../domain/shared/time.js';
import type { StaffId } from '../../../domain/shared/ids.js';
import type { Clock } from '../clock/clock.js';
import { timestamp } from '../database/columns.js';
import { rows, type Transaction } from '../database/database.js';
import { PlatformRefused } from './platform-refused.js';

/** How long a repeated write is recognised. */
export const KEY_LIFE: Duration = hours(24);

export interface Write {
  readonly by: StaffId;
  /** What the client chose for this one write. */
  readonly key: string;
  /** Method, address and body: two writes are the same when this is. */
  readonly text: string;
}

/** JSON as it was sent, or `null` for an answer without a body. */
export interface Answered {
  readonly json: string | null;
}

/**
 * Which writes were answered, so that a client that heard no answer may ask again without doing it twice. The row is written
 * in the write's own transaction: either both are there or neither. Answers are sealed; those with a secret are not kept.
 */
export class AnsweredWrites {
  constructor(
    private readonly vault: EdgeVault,
    private readonly clock: Clock,
  ) {}

  /**
   * Claims the key, waiting for another request that holds it.
   *
   * @returns the earlier answer, or null when this write is to be done
   * @throws PlatformRefused when the key belongs to another write, or its answer was not kept
   */
  async claim(tx: Transaction, write: Write): Promise<Answered | null> {
    const now = this.clock.now();
    await tx.query(`delete from answered_write where staff_id = $1 and key = $2 and at < $3`, [
      write.by,
      write.key,
      timestamp(minus(now, KEY_LIFE)),
    ]);
    const fingerprint = Buffer.from(this.vault.fingerprint('api-write', write.text));
    const claimed = await rows(
      tx,
      `insert into answered_write (staff_id, key, fingerprint, at) values ($1, $2, $3, $4)
       on conflict do nothing returning key`,
      [write.by, write.key, fingerprint, timestamp(now)],
    );
    return claimed.length > 0 ? null : this.#earlier(tx, write, fingerprint);
  }

  /** @param json null keeps no answer: a repetition is refused */
  async keep(tx: Transaction, write: Write, json: string | null): Promise<void> {
    const sealed = json === null ? null : this.vault.seal('api-answer', contextOf(write), utf8.encode(json));
    await tx.query(`update answered_write set answer_sealed = $3 where staff_id = $1 and key = $2`, [
      write.by,
      write.key,
      sealed && Buffer.from(sealed),
    ]);
  }

  async #earlier(tx: Transaction, write: Write, fingerprint: Buffer): Promise<Answered> {
    const [row] = await rows<{ fingerprint: Buffer; answer_sealed: Buffer | null }>(
      tx,
      `select fingerprint, answer_sealed from answered_write where staff_id = $1 and key = $2`,
      [write.by, write.key],
    );
    if (!row?.fingerprint.equals(fingerprint)) throw new PlatformRefused('key-reused');
    if (!row.answer_sealed) throw new PlatformRefused('answered-once');
    const json = new TextDecoder().decode(this.vault.open('api-answer', contextOf(write), row.answer_sealed));
    return { json: json === '' ? null : json };
  }
}

const utf8 = new TextEncoder();

const contextOf = ({ by, key }: Write): string => `${by} ${key}`;
