import { comingStep, repeatsOf, type ComingStep } from '../../domain/escalation/coming-step.js';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import { days, minus, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { urgencyOf, type AlertEnd, type AlertFace, type AlertKind } from './alert.js';
import type { AlertRepository } from './alert.repository.js';
import { faceOf, isWaiting, ladderOf, type AlertRow } from './alert.row.js';
import { overseesAll, type AlertSight, type Sight, type Watcher } from './alert-sight.js';
import type { DeliveryRepository } from './delivery.repository.js';

interface Opened {
  readonly face: AlertFace;
  readonly openedAt: Instant;
}

export interface OpenAlertView extends Opened {
  readonly heldBy: StaffId | null;
  readonly heldSince: Instant | null;
  readonly offeredTo: StaffId | null;
  readonly called: number;
  readonly repeats: number;
  readonly round: number;
  readonly next: ComingStep | null;
  readonly may: {
    readonly acknowledge: boolean;
    readonly decline: boolean;
    readonly end: boolean;
    readonly answerOffer: boolean;
  };
}

export interface PastAlertView extends Opened {
  readonly resolvedAt: Instant;
  readonly resolvedBy: StaffId | null;
  readonly outcome: AlertEnd;
}

export const mostShown = 200;

/** How long ago alerts are counted. */
const countedFor = days(90);

/** What one person may see of alerts. Tests are nobody's work and are left out. Reads, and locks nothing. */
export class WatchAlerts {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly sight: AlertSight,
    private readonly clock: Clock,
  ) {}

  /** Those that wait first, then those that somebody has; each the most urgent and then the oldest first. */
  async open(
    tx: Transaction,
    watcher: Watcher,
  ): Promise<{ readonly items: readonly OpenAlertView[]; readonly total: number }> {
    const { alerts, sights } = await this.#visible(tx, watcher);
    const shown = alerts.sort(byUrgency).slice(0, mostShown);
    return { items: await this.#views(tx, watcher, shown, sights), total: alerts.length };
  }

  async count(
    tx: Transaction,
    watcher: Watcher,
  ): Promise<{ readonly waiting: number; readonly mine: number }> {
    const { alerts } = await this.#visible(tx, watcher);
    return {
      waiting: alerts.filter(isWaiting).length,
      mine: alerts.filter(({ acknowledgedBy }) => acknowledgedBy === watcher.id).length,
    };
  }

  /** @returns null when there is no such alert for her */
  async one(
    tx: Transaction,
    watcher: Watcher,
    id: AlertId,
  ): Promise<{ readonly open: OpenAlertView | null; readonly past: PastAlertView | null } | null> {
    const alert = await this.alerts.find(tx, id);
    if (!alert || alert.kind === 'test') return null;
    const sights = await this.sight.of(tx, watcher, [alert], this.clock.now());
    if (!sights.has(id)) return null;
    const past = pastView(alert);
    if (past) return { open: null, past };
    const [open = null] = await this.#views(tx, watcher, [alert], sights);
    return { open, past: null };
  }

  async past(
    tx: Transaction,
    watcher: Watcher,
    before: { readonly at: Instant; readonly id: AlertId } | null,
    limit: number,
  ): Promise<readonly PastAlertView[]> {
    const seenBy = { id: watcher.id, all: overseesAll(watcher) };
    const found = await this.alerts.past(tx, seenBy, before, limit);
    return found.flatMap((alert) => pastView(alert) ?? []);
  }

  /** How the alerts of the last 90 days ended, by kind. Never by person. */
  async outcomes(tx: Transaction): Promise<{
    readonly since: Instant;
    readonly kinds: { readonly kind: AlertKind; readonly ended: number; readonly falseAlarms: number }[];
  }> {
    const since = minus(this.clock.now(), countedFor);
    return { since, kinds: await this.alerts.outcomes(tx, since) };
  }

  async #visible(tx: Transaction, watcher: Watcher) {
    const open = (await this.alerts.unresolved(tx)).filter(({ kind }) => kind !== 'test');
    const sights = await this.sight.of(tx, watcher, open, this.clock.now());
    return { alerts: open.filter(({ id }) => sights.has(id)), sights };
  }

  async #views(
    tx: Transaction,
    { id: watcher }: Watcher,
    alerts: readonly AlertRow[],
    sights: ReadonlyMap<AlertId, Sight>,
  ): Promise<OpenAlertView[]> {
    const ids = alerts.map(({ id }) => id);
    const called = await this.deliveries.countCalled(tx, ids);
    const declined = await this.alerts.declinedBy(tx, watcher, ids);
    const now = this.clock.now();
    return alerts.map((alert) => {
      const sight = sights.get(alert.id) ?? { mayTake: false, called: false };
      const may = mayDo(alert, watcher, sight, declined.has(alert.id));
      return openView(alert, called.get(alert.id) ?? 0, may, now);
    });
  }
}

function byUrgency(a: AlertRow, b: AlertRow): number {
  const waiting = Number(isWaiting(b)) - Number(isWaiting(a));
  if (waiting !== 0) return waiting;
  return urgencyOf(b.level) - urgencyOf(a.level) || a.openedAt - b.openedAt || a.number - b.number;
}

function mayDo(alert: AlertRow, watcher: StaffId, sight: Sight, declined: boolean): OpenAlertView['may'] {
  const isHers = alert.acknowledgedBy === watcher;
  return {
    acknowledge: sight.mayTake && !isHers,
    decline: isWaiting(alert) && (sight.mayTake || sight.called) && !declined,
    end: isHers,
    answerOffer: alert.offeredTo === watcher,
  };
}

function openView(alert: AlertRow, called: number, may: OpenAlertView['may'], now: Instant): OpenAlertView {
  const ladder = ladderOf(alert);
  return {
    face: faceOf(alert),
    openedAt: alert.openedAt,
    heldBy: alert.acknowledgedBy,
    heldSince: alert.acknowledgedAt,
    offeredTo: alert.offeredTo,
    called,
    repeats: repeatsOf(ladder),
    round: alert.round,
    next: comingStep(ladder, now),
    may,
  };
}

function pastView(alert: AlertRow): PastAlertView | null {
  const { resolvedAt, outcome } = alert;
  if (resolvedAt === null || outcome === null) return null;
  return {
    face: faceOf(alert),
    openedAt: alert.openedAt,
    resolvedAt,
    resolvedBy: alert.resolvedBy,
    outcome,
  };
}
