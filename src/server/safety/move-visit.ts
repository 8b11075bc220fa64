import {
  answered,
  cancelled,
  concluded,
  departed,
  doubted,
  extended,
} from '../../domain/safety/field-visit.js';
import type { Conclusion, ExtensionMinutes } from '../../domain/safety/field-visit.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { VisitAlerts } from './visit-alerts.js';
import type { VisitDesk } from './visit-desk.js';
import type { VisitNotes } from './visit-notes.js';
import type { Actor, Visit, VisitId } from './visit.js';
import { SafetyRefused } from './safety-refused.js';

/** She leaves: from now on a missing check-in rings. Whoever was told that she had not left need not look any more. */
export class DepartOnVisit {
  constructor(
    private readonly desk: VisitDesk,
    private readonly alerts: VisitAlerts,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyRefused, VisitRefused */
  async run(tx: Transaction, id: VisitId, worker: StaffId): Promise<Visit> {
    const visit = await this.desk.lockOwn(tx, id, worker);
    const after = { ...visit, ...departed(visit, this.clock.now()) };
    await this.desk.put(tx, visit, after, ['departed'], worker);
    await this.alerts.end(tx, visit, worker, 'resolved');
    return after;
  }
}

/** Her mission check at the door was not six times yes: a coordinator is asked before she leaves. */
export class DoubtVisit {
  constructor(
    private readonly desk: VisitDesk,
    private readonly alerts: VisitAlerts,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyRefused, VisitRefused */
  async run(tx: Transaction, id: VisitId, worker: StaffId): Promise<Visit> {
    const visit = await this.desk.lockOwn(tx, id, worker);
    const after = { ...visit, ...doubted(visit, this.clock.now()), yesBy: null };
    await this.desk.put(tx, visit, after, ['doubted'], worker);
    await this.alerts.askForYes(tx, after);
    return after;
  }
}

/** Later by half an hour or an hour. */
export class ExtendVisit {
  constructor(
    private readonly desk: VisitDesk,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyRefused, VisitRefused */
  async run(tx: Transaction, id: VisitId, by: ExtensionMinutes, worker: StaffId): Promise<Visit> {
    const visit = await this.desk.lockOwn(tx, id, worker);
    const after = { ...visit, ...extended(visit, by, this.clock.now()) };
    await this.desk.put(tx, visit, after, ['extended'], worker);
    return after;
  }
}

/** She does not go after all; whoever was asked for a yes need not answer. */
export class CancelVisit {
  constructor(
    private readonly desk: VisitDesk,
    private readonly alerts: VisitAlerts,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyRefused, VisitRefused */
  async run(tx: Transaction, id: VisitId, worker: StaffId): Promise<Visit> {
    const visit = await this.desk.lockOwn(tx, id, worker);
    const after = { ...visit, ...cancelled(visit, this.clock.now()) };
    await this.desk.put(tx, visit, after, ['cancelled'], worker);
    await this.alerts.end(tx, visit, worker, 'resolved');
    return after;
  }
}

/** The supervisor's yes or no: a coordinator's other than the worker. */
export class AnswerVisit {
  constructor(
    private readonly desk: VisitDesk,
    private readonly alerts: VisitAlerts,
    private readonly notes: VisitNotes,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyRefused `own-visit`, also to whoever is no coordinator; VisitRefused when nobody asked */
  async run(tx: Transaction, id: VisitId, yes: 'given' | 'refused', by: Actor): Promise<Visit> {
    const visit = await this.desk.lockOthers(tx, id, by.id);
    if (!by.roles.includes('coordinator')) throw new SafetyRefused('visit-unknown');
    const after = { ...visit, ...answered(visit, yes, this.clock.now()), yesBy: by.id };
    await this.desk.put(tx, visit, after, [`yes-${yes}`], by.id);
    await this.alerts.end(tx, visit, by.id, 'resolved');
    await this.notes.answer(tx, after, `yes-${yes}`);
    return after;
  }
}

/** Those who looked for her close the visit, and everything that rings about it. */
export class ConcludeVisit {
  constructor(
    private readonly desk: VisitDesk,
    private readonly alerts: VisitAlerts,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyRefused, VisitRefused */
  async run(tx: Transaction, id: VisitId, conclusion: Conclusion, by: StaffId): Promise<Visit> {
    const visit = await this.desk.lockOthers(tx, id, by);
    const after = { ...visit, ...concluded(visit, conclusion, this.clock.now()), concludedBy: by };
    await this.desk.put(tx, visit, after, [conclusion], by);
    await this.alerts.end(tx, visit, by, conclusion);
    return after;
  }
}
