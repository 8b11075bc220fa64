import { wallClockOf } from '../../domain/shared/zoned-time.js';
import { hours, minus, minutes, plus, type Duration, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { STAFF_NOTE_TOPIC, type StaffNote } from './staff-note.js';
import type { Visit } from './visit.js';

/** Soon enough to check in, and not so soon that it is forgotten again. */
export const REMIND_BEFORE: Duration = minutes(10);

/** An answer that comes much later is in the list anyway. */
const life: Duration = hours(1);

/** Quiet lines to the worker on her way. */
export class VisitNotes {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly zone: string,
  ) {}

  /** She is reminded shortly before her deadline; what was planned before is withdrawn. */
  async remind(tx: Transaction, visit: Visit): Promise<void> {
    await this.outbox.withdraw(tx, visit.id, STAFF_NOTE_TOPIC);
    if (visit.dueAt === null) return;
    const notBefore = minus(visit.dueAt, REMIND_BEFORE);
    await this.#put(tx, visit, 'check-in-soon', { notBefore, giveUpAt: visit.dueAt });
  }

  /** Planned, and not begun: she leaves now, or calls it off. */
  async askWhetherSheLeaves(tx: Transaction, visit: Visit): Promise<void> {
    await this.#put(tx, visit, 'not-begun', { giveUpAt: plus(this.clock.now(), life) });
  }

  async answer(tx: Transaction, visit: Visit, note: 'yes-given' | 'yes-refused'): Promise<void> {
    await this.#put(tx, visit, note, { giveUpAt: plus(this.clock.now(), life) });
  }

  /** A time of day on the house's wall; empty for none. */
  timeOf(at: Instant | null): string {
    if (at === null) return '';
    const { hour, minute } = wallClockOf(at, this.zone);
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  }

  #put(
    tx: Transaction,
    visit: Visit,
    note: StaffNote,
    when: { readonly notBefore?: Instant; readonly giveUpAt: Instant },
  ): Promise<void> {
    const { workerId: staffId, number } = visit;
    const time = this.timeOf(note === 'not-begun' ? visit.plannedAt : visit.dueAt);
    return this.outbox.put(tx, {
      channel: 'telegram-staff',
      topic: STAFF_NOTE_TOPIC,
      ref: visit.id,
      payload: { staffId, note, number, time },
      ...when,
    });
  }
}
