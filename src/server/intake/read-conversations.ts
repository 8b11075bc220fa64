import type { Language } from '../../domain/shared/language.js';
import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import { instant, minus, minutes, type Instant } from '../../domain/shared/time.js';
import { agreedUntil } from '../../domain/triage/agreed-writing.js';
import type { Priority } from '../../domain/triage/instrument.js';
import type { SafeHours } from '../../domain/triage/safe-contact.js';
import { safeSpan, safeUntil, type SafeSpan } from '../../domain/triage/safe-hours.js';
import { VaultRefusal } from '../../e2ee/edge-vault.js';
import type { Clock } from '../platform/clock/clock.js';
import { instantOrNull, timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { ChatRepository, Reachability } from './chat.repository.js';
import type { ContactReply } from './contact-reply.js';
import type { ContactOutcome } from './conversation-outcome.js';
import type { ConversationRow } from './conversation.row.js';
import type { ReplyRepository } from './reply.repository.js';
import type { SafeHoursSeal } from './safe-hours-seal.js';

/** What the server knows of a conversation; nothing that was said. */
export interface ConversationFacts {
  readonly id: ConversationId;
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly priority: Priority | null;
  readonly answerDueAt: Instant | null;
  readonly overdue: boolean;
  readonly answeredAt: Instant | null;
  readonly answeredBy: StaffId | null;
  readonly personWanted: boolean;
  readonly needsChildWorker: boolean;
  readonly replyLocked: boolean;
  readonly unsafeAt: Instant | null;
  /** Somebody holds that writing is safe again, and a second person has not said so yet. */
  readonly agreed: { readonly by: StaffId; readonly until: Instant } | null;
  readonly reach: Reachability;
  readonly silent: boolean;
  readonly messages: number;
  readonly newMessages: number;
  readonly heldBack: number;
  readonly lastInboundAt: Instant;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly outcome: ContactOutcome | null;
  readonly safe: (SafeSpan & { readonly now: boolean; readonly hours: readonly SafeHours[] }) | null;
  /** Where it stands in the list. */
  readonly place: readonly [number, number, number, string];
}

/** A place in the list: waits or not, urgency, moment, id. All of it ascending. */
export type ListPlace = readonly [number, number, number, string];

interface FactColumns {
  readonly id: ConversationId;
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly priority: Priority | null;
  readonly answer_due_at: Date | null;
  readonly overdue_at: Date | null;
  readonly answered_at: Date | null;
  readonly answered_by: StaffId | null;
  readonly person_wanted: boolean;
  readonly needs_child_worker: boolean;
  readonly reply_locked: boolean;
  readonly unsafe_at: Date | null;
  readonly writing_agreed_by: StaffId | null;
  readonly writing_agreed_at: Date | null;
  readonly reachability: Reachability;
  readonly silent_since: Date | null;
  readonly message_count: number;
  readonly read_count: number;
  readonly held_back: number;
  readonly last_inbound_at: Date;
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  readonly outcome: ContactOutcome | null;
  readonly safe_hours_sealed: Buffer | null;
  readonly waits: number;
  readonly urgency: number;
  readonly moment: string;
}

const milliseconds = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;

/** Who waits comes first: the most urgent, then the one whose time is up first. Then the newest of the others. */
const order = `
  select v.*, c.reachability,
    case when answer_due_at is null then 1 else 0 end as waits,
    case when answer_due_at is null then 0
      else case priority when 'RED' then 0 when 'ORANGE' then 1 when 'YELLOW' then 2 when 'BLUE' then 3 else 2 end
    end as urgency,
    case when state = 'closed' then -${milliseconds('closed_at')}
      when answer_due_at is null then -${milliseconds('last_inbound_at')} else ${milliseconds('answer_due_at')}
    end as moment
  from conversation v join chat c on c.id = v.chat_id`;

/** Conversations begun within this time make a flood when they are more than people can look at. */
const floodWindow = minutes(10);
const floodFrom = 20;
const burstFrom = 20;

export interface InboxCounts {
  readonly open: number;
  readonly overdue: number;
  readonly byPriority: Readonly<Record<Priority | 'NONE', number>>;
  readonly flood: {
    readonly active: boolean;
    readonly newConversations: number;
    readonly burstingChats: number;
  };
}

/** Reads conversations for those who answer them. Never what was said: that is in the channels. */
export class ReadConversations {
  constructor(
    private readonly clock: Clock,
    private readonly zone: string,
    private readonly safeHours: SafeHoursSeal,
    private readonly chats: ChatRepository,
    private readonly replies: ReplyRepository,
  ) {}

  async page(
    tx: Transaction,
    state: 'open' | 'closed',
    after: ListPlace | null,
    limit: number,
  ): Promise<ConversationFacts[]> {
    const found = await rows<FactColumns>(
      tx,
      `select * from (${order}) as listed where state = $1
         and ($2::bigint is null or (waits, urgency, moment, id) > ($2::bigint, $3::bigint, $4::bigint, $5::uuid))
       order by waits, urgency, moment, id limit $6`,
      [state, ...(after ?? [null, null, null, null]), limit],
    );
    return found.map((row) => this.#facts(row));
  }

  async one(tx: Transaction, id: ConversationId): Promise<ConversationFacts | null> {
    const [row] = await rows<FactColumns>(tx, `select * from (${order}) as listed where id = $1`, [id]);
    return row ? this.#facts(row) : null;
  }

  /** Every reply to a contact, newest first. */
  repliesOf(tx: Transaction, id: ConversationId): Promise<ContactReply[]> {
    return this.replies.of(tx, id);
  }

  /** Of each conversation the newest reply that a person must know of: one that waits, failed or is uncertain. */
  openReplies(tx: Transaction, ids: readonly ConversationId[]): Promise<Map<ConversationId, ContactReply>> {
    return this.replies.openOf(tx, ids);
  }

  /** The language in which she reads the questions; null before the first, and when its seal is of a secret that was lost. */
  async languageOf(tx: Transaction, id: ConversationId): Promise<Language | null> {
    const [row] = await rows<{ chat_id: string }>(tx, `select chat_id from conversation where id = $1`, [id]);
    try {
      return row ? ((await this.chats.find(tx, row.chat_id))?.language ?? null) : null;
    } catch (caught) {
      if (caught instanceof VaultRefusal) return null;
      throw caught;
    }
  }

  async counts(tx: Transaction): Promise<InboxCounts> {
    const since = timestamp(minus(this.clock.now(), floodWindow));
    const found = await rows<{ priority: Priority | 'NONE'; open: number; overdue: number }>(
      tx,
      `select coalesce(priority, 'NONE') as priority, count(*)::int as open,
         (count(*) filter (where overdue_at is not null and answer_due_at is not null))::int as overdue
       from conversation where state = 'open' group by 1`,
    );
    const [flood] = await rows<{ begun: number; bursting: number }>(
      tx,
      `select (select count(*)::int from conversation where opened_at > $1) as begun,
         (select count(*)::int from chat where burst_count > ${burstFrom} and burst_began_at > $1) as bursting`,
      [since],
    );
    const byPriority = { RED: 0, ORANGE: 0, YELLOW: 0, BLUE: 0, NONE: 0 };
    for (const { priority, open } of found) byPriority[priority] = open;
    const [newConversations, burstingChats] = [flood?.begun ?? 0, flood?.bursting ?? 0];
    return {
      open: found.reduce((sum, { open }) => sum + open, 0),
      overdue: found.reduce((sum, { overdue }) => sum + overdue, 0),
      byPriority,
      flood: {
        active: newConversations >= floodFrom || burstingChats > 0,
        newConversations,
        burstingChats,
      },
    };
  }

  /** Messages that nobody can read yet, because the edge trusts no inbox. */
  async heldBack(tx: Transaction): Promise<{ readonly count: number; readonly since: Instant | null }> {
    const [found] = await rows<{ count: number; since: Date | null }>(
      tx,
      `select count(*)::int as count, min(received_at) as since from held_back_entry`,
    );
    return { count: found?.count ?? 0, since: instantOrNull(found?.since ?? null) };
  }

  /** By priority and outcome, for conversations that ended since `from`. */
  async outcomes(
    tx: Transaction,
    from: Instant,
  ): Promise<{ priority: Priority | null; outcome: ContactOutcome; count: number }[]> {
    return rows(
      tx,
      `select priority, outcome, count(*)::int as count from conversation
       where closed_at >= $1 and outcome is not null group by priority, outcome order by priority, outcome`,
      [timestamp(from)],
    );
  }

  #facts(row: FactColumns): ConversationFacts {
    const lastInboundAt = instant(row.last_inbound_at.getTime());
    return {
      id: row.id,
      number: row.number,
      state: row.state,
      priority: row.priority,
      answerDueAt: instantOrNull(row.answer_due_at),
      overdue: row.overdue_at !== null && row.answer_due_at !== null,
      answeredAt: instantOrNull(row.answered_at),
      answeredBy: row.answered_by,
      personWanted: row.person_wanted,
      needsChildWorker: row.needs_child_worker,
      replyLocked: row.reply_locked,
      unsafeAt: instantOrNull(row.unsafe_at),
      agreed: this.#agreed(row, lastInboundAt),
      reach: row.reachability,
      silent: row.silent_since !== null,
      messages: row.message_count,
      newMessages: Math.max(0, row.message_count - row.read_count),
      heldBack: row.held_back,
      lastInboundAt,
      openedAt: instant(row.opened_at.getTime()),
      closedAt: instantOrNull(row.closed_at),
      outcome: row.outcome,
      safe: this.#safe(row, lastInboundAt),
      place: [row.waits, row.urgency, Number(row.moment), row.id],
    };
  }

  #agreed(row: FactColumns, lastInboundAt: Instant): ConversationFacts['agreed'] {
    const { writing_agreed_by: by, reply_locked } = row;
    const at = instantOrNull(row.writing_agreed_at);
    if (!reply_locked || by === null || at === null) return null;
    const unsafeAt = instantOrNull(row.unsafe_at);
    const until = agreedUntil({ by, at }, { lastInboundAt, unsafeAt }, this.clock.now());
    return until === null ? null : { by, until };
  }

  #safe({ id, safe_hours_sealed }: FactColumns, lastInboundAt: Instant): ConversationFacts['safe'] {
    const hours = this.safeHours.read({ id, safeHoursSealed: safe_hours_sealed } as ConversationRow);
    if (hours === null || hours.length === 0) return null;
    const now = this.clock.now();
    const isSafe = safeUntil(hours, this.zone, lastInboundAt, now) !== null;
    return { ...safeSpan(hours, this.zone, now), now: isSafe, hours };
  }
}
