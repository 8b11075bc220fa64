import type { ConversationId } from '../../domain/shared/ids.js';
import { between, minutes, seconds, type Duration, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import type { AlarmHandler } from '../platform/queue/alarm-queue.js';
import { forEachDue } from '../platform/queue/each.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import { answerClockAlarm } from './act-on-outcomes.js';
import type { AlertDesk, ContactAlertPolicy } from './alert-desk.port.js';
import type { ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { ConversationRow } from './conversation.row.js';
import type { SpeakToContact } from './speak-to-contact.js';

/** Further ahead no urgent deadline can be: it was set by a clock that was wrong. */
const furthestUrgent: Duration = minutes(45);

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
    private readonly log: Log,
  ) {}

  ring(ref: string): Promise<void> {
    return this.#check(ref as ConversationId);
  }

  async run(): Promise<void> {
    const overdue = (seen: readonly string[]) =>
      this.conversations.answerOverdue(this.database.reader, this.clock.now(), seen);
    await forEachDue(overdue, (id) => this.#check(id), this.log, this.name);
  }

  #check(id: ConversationId): Promise<void> {
    return this.database.transaction(async (tx) => {
      const row = await this.conversations.lock(tx, this.chats, id);
      const now = this.clock.now();
      if (!row || !isOverdue(row, now)) return;
      row.overdueAt = now;
      await this.conversations.save(tx, row);
      await this.speak.nobodyCame(tx, await this.chats.lockById(tx, row.chatId), row, now);
      await this.alerts.run(tx, {
        kind: 'contact',
        level: row.priority ?? 'YELLOW',
        policyId: overduePolicyOf(row),
        subject: { id: row.id, number: row.number },
      });
    });
  }
}

function isOverdue(row: ConversationRow, now: Instant): boolean {
  if (row.answerDueAt === null || row.overdueAt !== null) return false;
  return row.answerDueAt <= now || (isUrgent(row) && between(now, row.answerDueAt) > furthestUrgent);
}

const isUrgent = ({ priority }: ConversationRow): boolean => priority === 'RED' || priority === 'ORANGE';

/** Danger and a wish for a person ring; a question of information that waited too long does not wake anybody at night. */
const overduePolicyOf = (row: ConversationRow): ContactAlertPolicy =>
  isUrgent(row) || row.personWanted ? 'answer-overdue' : 'answer-overdue-quiet';
