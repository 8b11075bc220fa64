import type { Chat, User } from 'grammy/types';
import type { Journal } from './journal.js';
import { onlyOnRequest, type BotName, type TelegramMessage, type TelegramUpdate } from './telegram.js';
import type { BotState, World, WorldEvent } from './world.js';

const UPDATE_LIFETIME_MS = 24 * 60 * 60 * 1_000;

export interface BotIdentity {
  readonly name: BotName;
  readonly token: string;
  readonly id: number;
  readonly username: string;
}

export interface NewMessage {
  readonly chat: Chat;
  readonly from: User;
  readonly fromBot: boolean;
  readonly silent?: boolean;
  readonly content: Readonly<Record<string, unknown>>;
}

/**
 * The world, its journal and the clock in one hand: whatever changes goes through here, is written down first, and is
 * told to whoever shows or delivers it.
 */
export class Cloud {
  private readonly watchers = new Set<(event: WorldEvent) => void>();

  constructor(
    readonly world: World,
    private readonly journal: Journal,
    readonly identities: Readonly<Record<BotName, BotIdentity>>,
    /** Milliseconds since 1970. */
    readonly now: () => number,
  ) {}

  commit(event: WorldEvent): void {
    this.journal.append(event);
    this.world.apply(event);
    for (const watcher of this.watchers) watcher(event);
  }

  /** @returns a function that ends the watch */
  watch(watcher: (event: WorldEvent) => void): () => void {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  bot(name: BotName): BotState {
    return this.world.bots[name];
  }

  botUser(name: BotName): User {
    const { id, username } = this.identities[name];
    return { id, is_bot: true, first_name: this.bot(name).profile.name, username };
  }

  store(name: BotName, { chat, from, fromBot, silent = false, content }: NewMessage): TelegramMessage {
    const at = this.now();
    const ids = { message_id: this.bot(name).nextMessageId, date: Math.floor(at / 1_000) };
    const message: TelegramMessage = { ...ids, from, chat, ...content };
    this.commit({ type: 'message', bot: name, message, fromBot, silent, at });
    return message;
  }

  /** @returns the update's id, or 0 when the bot has not asked for this kind of update and will never see it */
  enqueue(name: BotName, kind: string, content: unknown): number {
    const { allowed, nextUpdateId } = this.bot(name);
    if (allowed ? !allowed.includes(kind) : onlyOnRequest.has(kind)) return 0;
    const update: TelegramUpdate = { update_id: nextUpdateId, [kind]: content };
    this.commit({ type: 'update', bot: name, at: this.now(), update });
    return update.update_id;
  }

  /** Up to `limit` unconfirmed updates from `offset` on, oldest first; what is older than 24 hours is lost, as documented. */
  pending(name: BotName, limit: number, offset = 0): TelegramUpdate[] {
    this.expire(name);
    const found: TelegramUpdate[] = [];
    for (const { update } of this.bot(name).queue.values()) {
      if (update.update_id < offset) continue;
      if (found.push(update) >= limit) break;
    }
    return found;
  }

  /** Forgets every update before `offset`. @returns what was forgotten */
  confirmBefore(name: BotName, offset: number): TelegramUpdate[] {
    const confirmed: TelegramUpdate[] = [];
    for (const { update } of this.bot(name).queue.values()) {
      if (update.update_id >= offset) break;
      confirmed.push(update);
    }
    this.confirm(name, confirmed);
    return confirmed;
  }

  confirm(name: BotName, updates: readonly TelegramUpdate[]): void {
    if (updates.length === 0) return;
    this.commit({ type: 'confirmed', bot: name, updateIds: updates.map((update) => update.update_id) });
  }

  private expire(name: BotName): void {
    const horizon = this.now() - UPDATE_LIFETIME_MS;
    const expired: TelegramUpdate[] = [];
    for (const { at, update } of this.bot(name).queue.values()) {
      if (at >= horizon) break;
      expired.push(update);
    }
    this.confirm(name, expired);
  }
}
