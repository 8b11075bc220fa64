import { days, type Instant } from '../../domain/shared/time.js';
import { answerDueAt, type OpeningHours } from '../../domain/triage/answer-clock.js';
import { isOpen } from '../../domain/triage/opening-hours.js';
import { higher, type Priority, type TriageInstrument } from '../../domain/triage/instrument.js';
import type { Outcome, Triage } from '../../domain/triage/script.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { setAlarm } from '../platform/queue/alarm-courier.js';
import type { AlertDesk, ContactAlertPolicy } from './alert-desk.port.js';
import type { CodeWordRepository } from './code-word.repository.js';
import type { ConversationRow } from './conversation.row.js';
import type { KeepAnswers } from './keep-answers.js';
import type { MessageRepository } from './message.repository.js';
import type { SafeHoursSeal } from './safe-hours-seal.js';
import type { WithdrawReplies } from './withdraw-replies.js';

export const answerClockAlarm = 'answer-clock';

const noted = ['finished', 'code-word', 'safe-channel', 'safe-hours'] as const;
type Noted = Extract<Outcome, { kind: (typeof noted)[number] }>;
const isNoted = (outcome: Outcome): outcome is Noted => noted.some((kind) => kind === outcome.kind);

/** A script that has ended holds no answers; what is left of it (language, way out) is kept for a day. */
export const scriptKeptFor = days(1);

/** What the script told, and what follows for the queue, the clock and the staff. Changes `row`; the caller saves it. */
export class ActOnOutcomes {
  constructor(
    private readonly hit: TriageInstrument,
    private readonly openingHours: OpeningHours | null,
    private readonly messages: MessageRepository,
    private readonly answers: KeepAnswers,
    private readonly safeHours: SafeHoursSeal,
    private readonly codeWords: CodeWordRepository,
    private readonly replies: WithdrawReplies,
    private readonly outbox: Outbox,
    private readonly alerts: AlertDesk,
  ) {}

  /** @param ended the questions are over: now or before */
  async run(
    tx: Transaction,
    row: ConversationRow,
    outcomes: readonly Outcome[],
    ended: boolean,
    now: Instant,
  ): Promise<void> {
    for (const outcome of outcomes) await this.#act(tx, row, outcome, now);
    // Last, because the end of the script says its answers once more.
    if (outcomes.some((outcome) => outcome.kind === 'keep-answers' && !outcome.keep))
      this.answers.forget(row);
    if (ended) await this.answers.settle(tx, row, now);
  }

  async #act(tx: Transaction, row: ConversationRow, outcome: Outcome, now: Instant): Promise<void> {
    if (isNoted(outcome)) return this.#note(tx, row, outcome, now);
    switch (outcome.kind) {
      case 'triaged':
        return this.#triaged(tx, row, outcome.triage, now);
      case 'person-wanted':
        return this.#personWanted(tx, row, now);
      case 'watched':
        row.replyLocked = true;
        return this.replies.run(tx, row.id, 'locked');
      case 'writes-again':
        row.replyLocked = false;
        return;
      case 'left':
        return this.replies.run(tx, row.id, 'locked');
      case 'keep-answers':
        return;
    }
  }

  /** What the team should know when it answers: sealed, and nothing follows from it. */
  async #note(tx: Transaction, row: ConversationRow, outcome: Noted, now: Instant): Promise<void> {
    switch (outcome.kind) {
      case 'finished':
        return this.answers.hold(row, outcome.triage);
      case 'code-word':
        await this.codeWords.remember(tx, row.id, outcome.key, now);
        return this.messages.append(tx, row, { kind: 'code-word', word: outcome.word }, now);
      case 'safe-channel':
        return this.messages.append(tx, row, { kind: 'safe-channel', channel: outcome.channel }, now);
      case 'safe-hours':
        this.safeHours.write(row, outcome.hours);
        return this.messages.append(tx, row, { kind: 'safe-hours', hours: [...outcome.hours] }, now);
    }
  }

  async #triaged(tx: Transaction, row: ConversationRow, triage: Triage, now: Instant): Promise<void> {
    const before = row.priority;
    row.priority = higher(triage.priority, before ?? 'BLUE');
    row.personWanted ||= triage.personWanted;
    row.needsChildWorker ||= triage.needsChildWorker;
    row.replyLocked ||= triage.replyLocked;
    this.answers.hold(row, triage);
    if (before === row.priority) return;
    await this.wind(tx, row, now);
    await this.#raise(tx, row, this.#policyOf(row.priority, row.personWanted, now), row.priority);
  }

  /** A wish for a person rings at once while somebody is on shift, unless a ladder is climbing for her already. */
  async #personWanted(tx: Transaction, row: ConversationRow, now: Instant): Promise<void> {
    const stopped = [row.answeredAt, row.unsafeAt, row.overdueAt].some((at) => at !== null);
    const isNew = stopped || !row.personWanted;
    const climbs = isLoud(row.priority) && !stopped;
    row.personWanted = true;
    await this.wind(tx, row, now);
    // Without a priority the triage follows in the same breath, and calls with the right level.
    if (row.priority === null || climbs || !isNew) return;
    await this.#raise(tx, row, this.#policyOf(row.priority, true, now), row.priority);
  }

  #policyOf(priority: Priority, personWanted: boolean, now: Instant): ContactAlertPolicy {
    if (priority === 'RED') return 'contact-RED';
    return priority === 'ORANGE' || (personWanted && this.#onShift(now)) ? 'contact-ORANGE' : 'contact-quiet';
  }

  #onShift(now: Instant): boolean {
    return this.openingHours === null || isOpen(this.openingHours, now);
  }

  /**
   * Starts the answer clock, or shortens it: a human must reply by the sooner of what it was and what priority and wish for
   * a person ask for. Whoever was in contact before has to say so again.
   */
  async wind(tx: Transaction, row: ConversationRow, now: Instant): Promise<void> {
    const wanted = { priority: row.priority ?? 'YELLOW', personWanted: row.personWanted };
    const { dueAt } = answerDueAt(this.hit, wanted, now, this.openingHours);
    Object.assign(row, { answeredAt: null, answeredBy: null, unsafeAt: null, unsafeBy: null });
    // A deadline that was missed and escalated has said what it had to say; a new wish has one of its own.
    if (row.overdueAt === null && row.answerDueAt !== null && row.answerDueAt <= dueAt) return;
    await this.#set(tx, row, dueAt);
  }

  /** Somebody is in contact: the clock begins, but is not due before `until`. */
  async windNotBefore(tx: Transaction, row: ConversationRow, until: Instant, now: Instant): Promise<void> {
    if (row.answerDueAt !== null) return;
    const wanted = { priority: row.priority ?? 'YELLOW', personWanted: row.personWanted };
    const { dueAt } = answerDueAt(this.hit, wanted, now, this.openingHours);
    await this.#set(tx, row, latest(until, dueAt));
  }

  async #set(tx: Transaction, row: ConversationRow, dueAt: Instant): Promise<void> {
    row.answerDueAt = dueAt;
    row.overdueAt = null;
    await setAlarm(this.outbox, tx, { name: answerClockAlarm, ref: row.id, dueAt });
  }

  async #raise(
    tx: Transaction,
    row: ConversationRow,
    policyId: ContactAlertPolicy,
    level: Priority,
  ): Promise<void> {
    await this.alerts.run(tx, {
      kind: 'contact',
      level,
      policyId,
      subject: { id: row.id, number: row.number },
    });
  }
}

const isLoud = (priority: Priority | null): boolean => priority === 'RED' || priority === 'ORANGE';

const latest = (one: Instant, other: Instant): Instant => (one > other ? one : other);
