import type { StaffId } from '../../domain/shared/ids.js';
import { minutes, type Duration, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { ContactSeal } from './contact-seal.js';
import { readLinkCode } from './link-code.js';

export const TRIES_PER_CHAT = 5;
export const TRIES_WINDOW: Duration = minutes(15);

export type Linking =
  | {
      readonly result: 'linked';
      readonly staffId: StaffId;
      /** The phone that this one replaces, to be told that it is no longer called. */
      readonly replacedChat: number | null;
    }
  /** Wrong, used, expired, or too many tries: one answer, so that guessing teaches nothing. */
  | { readonly result: 'refused' };

/** Links the phone of a chat to the person for whom the code was issued. A chat is the phone of one person at most. */
export class LinkPhone {
  constructor(
    private readonly seal: ContactSeal,
    private readonly clock: Clock,
  ) {}

  async run(tx: Transaction, chatId: number, typed: string): Promise<Linking> {
    const now = this.clock.now();
    const chatHash = this.seal.chatHash(chatId);
    const code = readLinkCode(typed);
    const mayTry = await this.#countTry(tx, chatHash, now);
    const staffId = mayTry && code !== null ? await this.#use(tx, this.seal.codeHash(code), now) : null;
    if (staffId === null) return { result: 'refused' };
    const replacedChat = await this.#chatBefore(tx, staffId);
    await tx.query(
      `update staff set telegram_chat_sealed = null, telegram_chat_hash = null, telegram_reachable = false
       where telegram_chat_hash = $1 and id <> $2`,
      [chatHash, staffId],
    );
    await tx.query(
      `update staff set telegram_chat_sealed = $2, telegram_chat_hash = $3, telegram_reachable = true where id = $1`,
      [staffId, this.seal.sealChat(staffId, chatId), chatHash],
    );
    await tx.query(`delete from link_attempt where chat_hash = $1`, [chatHash]);
    return { result: 'linked', staffId, replacedChat: replacedChat === chatId ? null : replacedChat };
  }

  /** @returns whether this try counts; one chat's tries are counted one after the other */
  async #countTry(tx: Transaction, chatHash: Buffer, now: Instant): Promise<boolean> {
    await tx.query(`select pg_advisory_xact_lock(7240513, hashtext(encode($1::bytea, 'hex')))`, [chatHash]);
    await tx.query(`delete from link_attempt where at < $1`, [timestamp((now - TRIES_WINDOW) as Instant)]);
    await tx.query(`insert into link_attempt (chat_hash, at) values ($1, $2)`, [chatHash, timestamp(now)]);
    const [tries] = await rows<{ count: number }>(
      tx,
      `select count(*)::int as count from link_attempt where chat_hash = $1`,
      [chatHash],
    );
    return (tries?.count ?? 0) <= TRIES_PER_CHAT;
  }

  async #use(tx: Transaction, hash: Buffer, now: Instant): Promise<StaffId | null> {
    const [used] = await rows<{ staff_id: StaffId }>(
      tx,
      `update link_code c set used_at = $2 from staff s
       where c.hash = $1 and c.used_at is null and c.expires_at > $2 and s.id = c.staff_id and s.active
       returning c.staff_id`,
      [hash, timestamp(now)],
    );
    return used?.staff_id ?? null;
  }

  async #chatBefore(tx: Transaction, staffId: StaffId): Promise<number | null> {
    const [before] = await rows<{ sealed: Buffer | null }>(
      tx,
      `select telegram_chat_sealed as sealed from staff where id = $1 for no key update`,
      [staffId],
    );
    return before?.sealed ? this.seal.openChat(staffId, before.sealed) : null;
  }
}
