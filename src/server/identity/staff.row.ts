import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Language } from '../../domain/shared/language.js';
import type { Instant } from '../../domain/shared/time.js';
import { instantColumn } from '../platform/database/columns.js';
import type { StaffRole } from './staff-directory.port.js';

/** One person who works here. Chat and address are sealed under the edge key. */
@Entity({ name: 'staff' })
export class StaffRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: StaffId;

  @Column({ type: 'text', name: 'duty_name' })
  dutyName!: string;

  @Column({ type: 'text', array: true })
  roles!: StaffRole[];

  @Column({ type: 'text' })
  language!: Language;

  @Column({ type: 'bytea', nullable: true, name: 'email_sealed' })
  emailSealed!: Buffer | null;

  @Column({ type: 'bytea', nullable: true, name: 'telegram_chat_sealed' })
  telegramChatSealed!: Buffer | null;

  /** A keyed hash: finds the person of a chat without telling the chat. */
  @Column({ type: 'bytea', nullable: true, name: 'telegram_chat_hash' })
  telegramChatHash!: Buffer | null;

  /** False as soon as Telegram says that she blocked the bot. */
  @Column({ type: 'boolean', name: 'telegram_reachable' })
  telegramReachable!: boolean;

  @Column({ type: 'boolean' })
  active!: boolean;

  @Column({ type: 'timestamptz', name: 'created_at', transformer: instantColumn })
  createdAt!: Instant;
}
