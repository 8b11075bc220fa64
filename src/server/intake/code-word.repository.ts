import type { ConversationId } from '../../domain/shared/ids.js';
import { days, minus, type Instant } from '../../domain/shared/time.js';
import type { EdgeVault } from '../../e2ee/edge-vault.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

/** Rule 5 of the instrument: a repeat contact is one within thirty days. */
const repeatWithin = days(30);

/** Code words as keyed hashes: found again by whoever says the word, readable by nobody. */
export class CodeWordRepository {
  constructor(private readonly vault: EdgeVault) {}

  /** @param key the word freed of spelling, script and case (`codeWordKey`) */
  async remember(tx: Transaction, id: ConversationId, key: string, now: Instant): Promise<void> {
    await tx.query(
      `insert into code_word (conversation_id, word_hash, created_at) values ($1, $2, $3)
       on conflict (conversation_id) do update set word_hash = $2, created_at = $3`,
      [id, this.#hash(key), timestamp(now)],
    );
  }

  /** Whether another conversation of the last thirty days has this word. */
  async isRepeat(tx: Transaction, id: ConversationId, key: string, now: Instant): Promise<boolean> {
    const found = await rows(
      tx,
      `select 1 from code_word where word_hash = $1 and conversation_id <> $2 and created_at > $3 limit 1`,
      [this.#hash(key), id, timestamp(minus(now, repeatWithin))],
    );
    return found.length > 0;
  }

  #hash(key: string): Buffer {
    return Buffer.from(this.vault.fingerprint('code-word', key));
  }
}
