import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Priority } from '../../domain/triage/instrument.js';
import { instantColumn } from '../platform/database/columns.js';
import type { ContactOutcome } from './conversation-outcome.js';

const moment = { type: 'timestamptz', nullable: true, transformer: instantColumn } as const;

/** One visit of one contact. Readable are priority, deadlines and who answered; the script is sealed. */
@Entity({ name: 'conversation' })
export class ConversationRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: ConversationId;

  /** The short number that staff say to one another. Given by the database. */
  @Column({ type: 'int', generated: 'increment', update: false })
  number!: number;

  @Column({ type: 'uuid', name: 'chat_id' })
  chatId!: string;

  @Column({ type: 'text' })
  state!: 'open' | 'closed';

  @Column({ type: 'text', nullable: true })
  priority!: Priority | null;

  @Column({ type: 'boolean', name: 'person_wanted' })
  personWanted!: boolean;

  @Column({ type: 'boolean', name: 'needs_child_worker' })
  needsChildWorker!: boolean;

  /** She may be watched: nothing is sent to her until she writes again. */
  @Column({ type: 'boolean', name: 'reply_locked' })
  replyLocked!: boolean;

  /** By when a human must have replied; null: nobody waits. */
  @Column({ ...moment, name: 'answer_due_at' })
  answerDueAt!: Instant | null;

  @Column({ ...moment, name: 'answered_at' })
  answeredAt!: Instant | null;

  @Column({ type: 'uuid', nullable: true, name: 'answered_by' })
  answeredBy!: StaffId | null;

  @Column({ ...moment, name: 'unsafe_at' })
  unsafeAt!: Instant | null;

  @Column({ type: 'uuid', nullable: true, name: 'unsafe_by' })
  unsafeBy!: StaffId | null;

  /** The first of two who hold that writing is safe again, although the reply is locked. */
  @Column({ type: 'uuid', nullable: true, name: 'writing_agreed_by' })
  writingAgreedBy!: StaffId | null;

  @Column({ ...moment, name: 'writing_agreed_at' })
  writingAgreedAt!: Instant | null;

  /** When the missed answer was escalated; null while it was not. */
  @Column({ ...moment, name: 'overdue_at' })
  overdueAt!: Instant | null;

  @Column({ type: 'bytea', nullable: true, name: 'script_sealed' })
  scriptSealed!: Buffer | null;

  @Column({ type: 'int', name: 'script_version' })
  scriptVersion!: number;

  @Column({ ...moment, name: 'silence_due_at' })
  silenceDueAt!: Instant | null;

  @Column({ ...moment, name: 'script_erase_at' })
  scriptEraseAt!: Instant | null;

  @Column({ type: 'int', name: 'message_count' })
  messageCount!: number;

  /** How many of them whoever had it last had seen. */
  @Column({ type: 'int', name: 'read_count' })
  readCount!: number;

  /** How many of them wait, sealed under the edge secret, because the edge trusted no inbox. */
  @Column({ type: 'int', name: 'held_back' })
  heldBack!: number;

  /** What the questions gave so far, under the edge secret: not in the channel before she could say that none is kept. */
  @Column({ type: 'bytea', nullable: true, name: 'answers_sealed' })
  answersSealed!: Buffer | null;

  /** The hours that she named, under the edge secret: the server must keep to them. */
  @Column({ type: 'bytea', nullable: true, name: 'safe_hours_sealed' })
  safeHoursSealed!: Buffer | null;

  /** Since when she is silent in the middle of the questions. */
  @Column({ ...moment, name: 'silent_since' })
  silentSince!: Instant | null;

  @Column({ ...moment, nullable: false, name: 'last_inbound_at' })
  lastInboundAt!: Instant;

  @Column({ ...moment, nullable: false, name: 'opened_at' })
  openedAt!: Instant;

  @Column({ ...moment, name: 'closed_at' })
  closedAt!: Instant | null;

  @Column({ type: 'uuid', nullable: true, name: 'closed_by' })
  closedBy!: StaffId | null;

  @Column({ type: 'text', nullable: true })
  outcome!: ContactOutcome | null;
}
