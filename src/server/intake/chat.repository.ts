import { randomUUID } from 'node:crypto';
import type { Language } from '../../domain/shared/language.js';
import type { Instant } from '../../domain/shared/time.js';
import type { EdgeVault } from '../../e2ee/edge-vault.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

export type Reachability = 'reachable' | 'blocked' | 'left';

/** One Telegram chat. Its Telegram id and language exist here only in memory; the table holds them sealed. */
export interface Chat {
  readonly id: string;
  readonly telegramId: number;
  readonly language: Language | null;
  readonly reachability: Reachability;
  readonly screenMessageId: number | null;
  readonly burstBeganAt: Instant;
  readonly burstCount: number;
  readonly notedAt: Instant | null;
}

interface ChatFields {
  readonly id: string;
  readonly chat_sealed: Buffer;
  readonly reachability: Reachability;
  readonly screen_message_id: string | null;
  readonly burst_began_at: Date;
  readonly burst_count: number;
  readonly noted_at: Date | null;
}

interface Sealed {
  readonly telegramId: number;
  readonly language: Language | null;
}

const purpose = 'chat';
const columns = 'id, chat_sealed, reachability, screen_message_id, burst_began_at, burst_count, noted_at';

/** Chats are found by a keyed hash; without the edge key the table says neither who nor in which language. */
export class ChatRepository {
  constructor(private readonly vault: EdgeVault) {}

  /** The chat of a Telegram id, made when it is new; locked until the transaction ends. */
  async lock(tx: Transaction, telegramId: number, now: Instant): Promise<Chat> {
    const known = await this.lockKnown(tx, telegramId);
    if (known) return known;
    const hash = this.#hashOf(telegramId);
    const id = randomUUID();
    await tx.query(
      `insert into chat (id, chat_hash, chat_sealed, reachability, burst_began_at, created_at)
       values ($1, $2, $3, 'reachable', $4, $4) on conflict (chat_hash) do nothing`,
      [id, hash, this.#seal(id, { telegramId, language: null }), timestamp(now)],
    );
    return (await this.lockKnown(tx, telegramId))!;
  }

  /** The same, but null when nobody wrote from there yet. */
  async lockKnown(tx: Transaction, telegramId: number): Promise<Chat | null> {
    const found = await rows<ChatFields>(tx, `select ${columns} from chat where chat_hash = $1 for update`, [
      this.#hashOf(telegramId),
    ]);
    return found[0] ? this.#chat(found[0]) : null;
  }

  #hashOf(telegramId: number): Buffer {
    return Buffer.from(this.vault.fingerprint(purpose, String(telegramId)));
  }

  async find(tx: Transaction, id: string): Promise<Chat | null> {
    const found = await rows<ChatFields>(tx, `select ${columns} from chat where id = $1`, [id]);
    return found[0] ? this.#chat(found[0]) : null;
  }

  /** Locks the chat of a conversation; every change of a conversation happens under this lock. */
  async lockById(tx: Transaction, id: string): Promise<Chat> {
    const found = await rows<ChatFields>(tx, `select ${columns} from chat where id = $1 for update`, [id]);
    return this.#chat(found[0]!);
  }

  async save(tx: Transaction, chat: Chat): Promise<void> {
    await tx.query(
      `update chat set chat_sealed = $2, reachability = $3, screen_message_id = $4, burst_began_at = $5,
         burst_count = $6, noted_at = $7 where id = $1`,
      [
        chat.id,
        this.#seal(chat.id, { telegramId: chat.telegramId, language: chat.language }),
        chat.reachability,
        chat.screenMessageId,
        timestamp(chat.burstBeganAt),
        chat.burstCount,
        chat.notedAt === null ? null : timestamp(chat.notedAt),
      ],
    );
  }

  #seal(id: string, sealed: Sealed): Buffer {
    return Buffer.from(this.vault.seal(purpose, id, new TextEncoder().encode(JSON.stringify(sealed))));
  }

  #chat(row: ChatFields): Chat {
    const plain = new TextDecoder().decode(this.vault.open(purpose, row.id, row.chat_sealed));
    const { telegramId, language } = JSON.parse(plain) as Sealed;
    return {
      id: row.id,
      telegramId,
      language,
      reachability: row.reachability,
      screenMessageId: row.screen_message_id === null ? null : Number(row.screen_message_id),
      burstBeganAt: row.burst_began_at.getTime() as Instant,
      burstCount: row.burst_count,
      notedAt: row.noted_at === null ? null : (row.noted_at.getTime() as Instant),
    };
  }
}
