import type { Instant } from '../../../domain/shared/time.js';
import type { EdgeVault } from '../../../e2ee/edge-vault.js';
import type { Clock } from '../clock/clock.js';
import { rows, type Transaction } from '../database/database.js';
import { timestamp } from '../database/columns.js';

/** Who carries a message out of the house. Each has one courier, in the role that owns it. */
export type OutboxChannel = 'telegram-intake' | 'telegram-staff' | 'mail' | 'webhook' | 'alarm';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface OutboxMessage {
  readonly channel: OutboxChannel;
  /** Who is told how it went, and how the courier should treat it, e.g. `intake-screen`. */
  readonly topic: string;
  /** The id of the thing it is about: a delivery, a conversation. The only readable part. */
  readonly ref?: string;
  /** Messages of one lane leave one after the other, in the order in which they were put. */
  readonly lane?: string;
  /** Sealed under the edge key until it is sent, then erased. */
  readonly payload: Json;
  /** Not earlier than this; absent: now. */
  readonly notBefore?: Instant;
  /** Counts as dead when it could not be sent by then; absent: tried for ever. */
  readonly giveUpAt?: Instant;
}

export const outboxNotification = 'zaklon_outbox';
const purpose = 'outbox';
const context = (channel: string, topic: string): string => `${channel}\0${topic}`;

/**
 * What must leave the database, written in the transaction of the change that caused it. The relay sends it at least once;
 * what a payload says can be read by nobody who holds only the database.
 */
export class Outbox {
  constructor(
    private readonly vault: EdgeVault,
    private readonly clock: Clock,
  ) {}

  async put(tx: Transaction, message: OutboxMessage): Promise<void> {
    const now = this.clock.now();
    await tx.query(
      `insert into outbox (channel, topic, ref, lane, payload_sealed, not_before, give_up_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        message.channel,
        message.topic,
        message.ref ?? null,
        message.lane ?? null,
        Buffer.from(this.#seal(message)),
        timestamp(message.notBefore ?? now),
        message.giveUpAt === undefined ? null : timestamp(message.giveUpAt),
        timestamp(now),
      ],
    );
    await tx.query(`select pg_notify('${outboxNotification}', $1)`, [message.channel]);
  }

  /** Withdraws what has not left yet: the thing it speaks of is settled otherwise. @returns how many were withdrawn */
  async withdraw(tx: Transaction, ref: string, topic: string): Promise<number> {
    const withdrawn = await rows(
      tx,
      `update outbox set settled_at = $3, result = 'superseded', payload_sealed = null
       where ref = $1 and topic = $2 and settled_at is null and (leased_until is null or leased_until < $3)
       returning id`,
      [ref, topic, timestamp(this.clock.now())],
    );
    return withdrawn.length;
  }

  open(channel: string, topic: string, sealed: Uint8Array): Json {
    const bytes = this.vault.open(purpose, context(channel, topic), sealed);
    return JSON.parse(new TextDecoder().decode(bytes)) as Json;
  }

  #seal(message: OutboxMessage): Uint8Array {
    const bytes = new TextEncoder().encode(JSON.stringify(message.payload));
    return this.vault.seal(purpose, context(message.channel, message.topic), bytes);
  }
}
