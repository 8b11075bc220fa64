import type { StaffId } from '../../domain/shared/ids.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { setAlarm } from '../platform/queue/alarm-courier.js';
import { SafetyRefused } from './safety-refused.js';
import type { VisitNotes } from './visit-notes.js';
import type { VisitRepository } from './visit.repository.js';
import { mayWatch, type Visit, type VisitEvent, type VisitId } from './visit.js';

export const VISIT_ALARM = 'field-visit';
export const DEPARTURE_ALARM = 'field-visit-departure';

/** One place where a visit is changed: its row, its course, its alarm, its reminder, and who hears that something changed. */
export class VisitDesk {
  constructor(
    private readonly visits: VisitRepository,
    private readonly notes: VisitNotes,
    private readonly outbox: Outbox,
    private readonly announce: Announce,
    private readonly directory: Pick<StaffDirectory, 'everyone'>,
    private readonly clock: Clock,
  ) {}

  /** Locks it. @throws SafetyRefused `visit-unknown`, also to whoever is not its worker */
  async lockOwn(tx: Transaction, id: VisitId, worker: StaffId): Promise<Visit> {
    const visit = await this.visits.lock(tx, id);
    if (visit?.workerId !== worker) throw new SafetyRefused('visit-unknown');
    return visit;
  }

  /** Locks a visit of somebody else. @throws SafetyRefused `visit-unknown`; `own-visit` */
  async lockOthers(tx: Transaction, id: VisitId, by: StaffId): Promise<Visit> {
    const visit = await this.visits.lock(tx, id);
    if (!visit) throw new SafetyRefused('visit-unknown');
    if (visit.workerId === by) throw new SafetyRefused('own-visit');
    return visit;
  }

  /** @param by null: a deadline */
  async put(
    tx: Transaction,
    before: Visit,
    after: Visit,
    what: readonly VisitEvent[],
    by: StaffId | null,
  ): Promise<void> {
    await this.visits.save(tx, after);
    for (const each of what)
      await this.visits.record(tx, after.id, { at: this.clock.now(), what: each, staffId: by });
    if (after.dueAt !== before.dueAt) await this.#ringAt(tx, after);
    if (after.departureDueAt !== before.departureDueAt) await this.awaitDeparture(tx, after);
    await this.tell(tx, after);
  }

  /** Looks, at the planned time and later, whether she has left. */
  async awaitDeparture(tx: Transaction, { id, departureDueAt }: Visit): Promise<void> {
    if (departureDueAt !== null)
      await setAlarm(this.outbox, tx, { name: DEPARTURE_ALARM, ref: id, dueAt: departureDueAt });
  }

  /** The worker and those who would look for her: that something changed, never what. */
  async tell(tx: Transaction, { id, workerId }: Visit): Promise<void> {
    const watching = (await this.directory.everyone(tx)).filter(mayWatch).map((person) => person.id);
    await this.announce.run(tx, {
      kind: 'field-visit',
      subjectId: id,
      for: [...new Set([workerId, ...watching])],
    });
  }

  async #ringAt(tx: Transaction, visit: Visit): Promise<void> {
    await this.notes.remind(tx, visit);
    if (visit.dueAt !== null)
      await setAlarm(this.outbox, tx, { name: VISIT_ALARM, ref: visit.id, dueAt: visit.dueAt });
  }
}
