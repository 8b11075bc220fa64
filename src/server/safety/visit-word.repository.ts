import { timingSafeEqual } from 'node:crypto';
import type { HeardWord } from '../../domain/safety/field-visit.js';
import { wordKey, type VisitWords } from '../../domain/safety/visit-words.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import type { EdgeVault } from '../../e2ee/edge-vault.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

/** The two words of each worker, as keyed hashes: recognised when she says them. With the key and a dump short ones can be guessed (ADR 0130). */
export class VisitWordRepository {
  constructor(private readonly vault: EdgeVault) {}

  async remember(tx: Transaction, staffId: StaffId, words: VisitWords, now: Instant): Promise<void> {
    await tx.query(
      `insert into visit_word (staff_id, safe_hash, duress_hash, set_at) values ($1, $2, $3, $4)
       on conflict (staff_id) do update set safe_hash = $2, duress_hash = $3, set_at = $4`,
      [
        staffId,
        this.#hash('visit-safe', staffId, words.safe),
        this.#hash('visit-duress', staffId, words.duress),
        timestamp(now),
      ],
    );
  }

  /** She has left. */
  async forget(tx: Transaction, staffId: StaffId): Promise<void> {
    await tx.query(`delete from visit_word where staff_id = $1`, [staffId]);
  }

  async setAt(tx: Transaction, staffId: StaffId): Promise<Instant | null> {
    const [row] = await rows<{ set_at: Date }>(tx, `select set_at from visit_word where staff_id = $1`, [
      staffId,
    ]);
    return row ? instant(row.set_at.getTime()) : null;
  }

  /** Which of her words somebody typed. Both are compared in any case, so that none answers sooner. */
  async hear(tx: Transaction, staffId: StaffId, typed: string): Promise<HeardWord> {
    const [row] = await rows<{ safe_hash: Buffer; duress_hash: Buffer }>(
      tx,
      `select safe_hash, duress_hash from visit_word where staff_id = $1`,
      [staffId],
    );
    const key = wordKey(typed) ?? '';
    const isSafe = timingSafeEqual(
      row?.safe_hash ?? Buffer.alloc(32),
      this.#hash('visit-safe', staffId, key),
    );
    const isDuress = timingSafeEqual(
      row?.duress_hash ?? Buffer.alloc(32),
      this.#hash('visit-duress', staffId, key),
    );
    if (isDuress) return 'duress';
    return isSafe ? 'safe' : 'neither';
  }

  #hash(purpose: string, staffId: StaffId, key: string): Buffer {
    return Buffer.from(this.vault.fingerprint(purpose, `${staffId}\0${key}`));
  }
}
