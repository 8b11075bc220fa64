import { isUnbegun } from '../../domain/safety/departure.js';
import {
  checksAgain,
  MOST_EXTENSIONS,
  ownStage,
  watchStage,
  type WatchStage,
} from '../../domain/safety/field-visit.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { minutes, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { SafetyRefused } from './safety-refused.js';
import type { CourseEntry, VisitRepository } from './visit.repository.js';
import type { Visit, VisitId } from './visit.js';

/** A visit as one person may see it. */
export type SeenVisit = ReturnType<typeof seenBy>;

const urgent: readonly WatchStage[] = ['duress', 'missed', 'late', 'under-way', 'waits-for-yes'];

/** The worker's own view has the same form and knows nothing of a missed check-in's alert or a duress word. */
export function seenBy(viewer: StaffId, visit: Visit, now: Instant) {
  const isOwn = visit.workerId === viewer;
  const { id, number, workerId, circle, plannedAt, needsYes, yes, yesBy, departedAt, dueAt } = visit;
  return {
    id,
    number,
    workerId,
    circle,
    plannedAt,
    checkInMinutes: Math.round(visit.checkInEvery / minutes(1)),
    needsYes,
    yes,
    yesBy,
    stage: isOwn ? ownStage(visit, now) : watchStage(visit, now),
    checkAgain: checksAgain(visit, now),
    unbegun: isUnbegun(visit),
    departedAt,
    dueAt,
    extensionsLeft: Math.max(0, MOST_EXTENSIONS - visit.extensions),
    missedAt: isOwn ? null : visit.missedAt,
    duressAt: isOwn ? null : visit.duressAt,
    endedAt: visit.endedAt,
    concludedAt: visit.concludedAt,
  };
}

/** Visits as somebody may see them. */
export class ReadVisits {
  constructor(
    private readonly visits: VisitRepository,
    private readonly clock: Clock,
  ) {}

  async mine(tx: Transaction, worker: StaffId): Promise<{ now: Instant; items: SeenVisit[] }> {
    const now = this.clock.now();
    const found = await this.visits.ofWorker(tx, worker);
    return { now, items: found.map((visit) => seenBy(worker, visit, now)) };
  }

  /** @throws SafetyRefused `visit-unknown`, also to whoever is not its worker */
  async own(tx: Transaction, id: VisitId, worker: StaffId): Promise<SeenVisit> {
    const visit = await this.visits.find(tx, id);
    if (visit?.workerId !== worker) throw new SafetyRefused('visit-unknown');
    return seenBy(worker, visit, this.clock.now());
  }

  /** For whoever may watch, with what ended last: the most urgent first, then by the time that is left. */
  async watched(tx: Transaction, viewer: StaffId): Promise<{ now: Instant; items: SeenVisit[] }> {
    return { now: this.clock.now(), items: this.#seen(await this.visits.watched(tx), viewer) };
  }

  /** The same without what ended. */
  async open(tx: Transaction, viewer: StaffId): Promise<SeenVisit[]> {
    return this.#seen(await this.visits.open(tx), viewer);
  }

  /** Whose visit it is cannot read its course: it would tell of a duress word. @throws SafetyRefused */
  async course(tx: Transaction, id: VisitId, viewer: StaffId): Promise<CourseEntry[]> {
    const visit = await this.visits.find(tx, id);
    if (!visit || visit.workerId === viewer) throw new SafetyRefused('visit-unknown');
    return this.visits.course(tx, id);
  }

  #seen(visits: readonly Visit[], viewer: StaffId): SeenVisit[] {
    const now = this.clock.now();
    const seen = visits.map((visit) => seenBy(viewer, visit, now));
    return seen.sort((a, b) => place(a) - place(b));
  }
}

/** Sorting is stable, so those of one stage stay in the order of their deadlines. */
const place = ({ stage }: SeenVisit): number =>
  urgent.includes(stage) ? urgent.indexOf(stage) : urgent.length;
