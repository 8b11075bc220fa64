import type { ConversationId } from '../../domain/shared/ids.js';
import { seconds } from '../../domain/shared/time.js';
import type { Priority } from '../../domain/triage/instrument.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { AlarmHandler } from '../platform/queue/alarm-queue.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import { answerClockAlarm } from './act-on-outcomes.js';
import type { AlertDesk, ContactAlertPolicy } from './alert-desk.port.js';
import type { ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { ConversationRow } from './conversation.row.js';
import type { SpeakToContact } from './speak-to-contact.js';

/**
 * The second clock: nobody has replied to a contact in time. Acknowledging an alert does not stop it. Raises one alert a
 * missed deadline, whichever of alarm and sweep comes first.
 */
export class CheckAnswerClock implements AlarmHandler, Sweep {
  readonly name = answerClockAlarm;
  readonly every = seconds(10);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly alerts: AlertDesk,
    private readonly speak: SpeakToContact,
  ) {}

  ring(ref: string): Promise<void> {
    return this.#check(ref as ConversationId);
  }

  async run(): Promise<void> {
    const overdue = await this.conversations.answerOverdue(this.database.reader, this.clock.now());
    for (const id of overdue) await this.#check(id);
  }

  #check(id: ConversationId): Promise<void> {
    return this.database.transaction(async (tx) => {
      const row = await this.conversations.lock(tx, this.chats, id);
      const now = this.clock.now();
      if (!row || row.answerDueAt === null || row.overdueAt !== null || row.answerDueAt > now) return;
      row.overdueAt = now;
      await this.conversations.save(tx, row);
      if (waitsForUs(row)) await this.speak.nobodyCame(tx, await this.chats.lockById(tx, row.chatId), now);
      await this.alerts.run(tx, {
        kind: 'contact',
        level: row.priority ?? 'YELLOW',
        policyId: overduePolicyOf(row.priority),
        subject: { id: row.id, number: row.number },
      });
    });
  }
}

/** Danger rings; a question of information that waited too long does not wake anybody at night. */
const overduePolicyOf = (priority: Priority | null): ContactAlertPolicy =>
  priority === 'RED' || priority === 'ORANGE' ? 'answer-overdue' : 'answer-overdue-quiet';

/** She was told that somebody comes, and looks at her phone; whoever may be watched is not written to. */
const waitsForUs = (row: ConversationRow): boolean =>
  (row.priority === 'RED' || row.personWanted) && !row.replyLocked;
