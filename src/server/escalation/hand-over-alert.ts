import { handedOver } from '../../domain/escalation/turns.js';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { AlertRepository } from './alert.repository.js';
import { ladderOf, standAt, type AlertRow } from './alert.row.js';
import type { ClimbLadder } from './climb-ladder.js';
import type { NoticeBoard } from './notice-board.js';
import type { NoticeOfOne } from './notice-of-one.js';

export type Offer = 'offered' | 'not-hers' | 'cannot-be-reached' | 'already-resolved';
export type Withdrawal = 'withdrawn' | 'no-longer-offered' | 'not-hers' | 'already-resolved';
export type OfferAnswer = 'handed-over' | 'declined' | 'no-longer-offered';

/** One who has an alert asks a colleague to take over. Until the colleague accepts, the first one has it. */
export class HandOverAlert {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly directory: StaffDirectory,
    private readonly board: NoticeBoard,
    private readonly noticeOfOne: NoticeOfOne,
    private readonly ladder: ClimbLadder,
    private readonly clock: Clock,
  ) {}

  async offer(tx: Transaction, alertId: AlertId, from: StaffId, to: StaffId): Promise<Offer> {
    const alert = await this.alerts.lock(tx, alertId);
    if (!alert || alert.resolvedAt !== null) return 'already-resolved';
    if (alert.acknowledgedBy !== from || from === to) return 'not-hers';
    const colleague = (await this.directory.byIds(tx, [to])).get(to);
    if (!colleague?.phoneReachable || to === alert.hiddenFrom) return 'cannot-be-reached';
    alert.offeredTo = to;
    await this.alerts.save(tx, alert);
    await this.alerts.record(tx, alert, this.clock.now(), { what: 'offered', staff: to });
    await this.board.refresh(tx, alert, false);
    await this.noticeOfOne.run(tx, alert, to, 'offer', alert.policy.silent);
    return 'offered';
  }

  /** The one who asked does not ask any more: it stays hers, and the colleague's message says who has it. */
  async withdraw(tx: Transaction, alertId: AlertId, from: StaffId): Promise<Withdrawal> {
    const alert = await this.alerts.lock(tx, alertId);
    if (!alert || alert.resolvedAt !== null) return 'already-resolved';
    if (alert.acknowledgedBy !== from) return 'not-hers';
    const asked = alert.offeredTo;
    if (asked === null) return 'no-longer-offered';
    alert.offeredTo = null;
    await this.alerts.save(tx, alert);
    await this.alerts.record(tx, alert, this.clock.now(), { what: 'offer-withdrawn', staff: asked });
    await this.board.refresh(tx, alert, false);
    return 'withdrawn';
  }

  async accept(tx: Transaction, alertId: AlertId, staffId: StaffId): Promise<OfferAnswer> {
    const alert = await this.#offeredTo(tx, alertId, staffId);
    if (!alert) return 'no-longer-offered';
    const now = this.clock.now();
    standAt(alert, handedOver(ladderOf(alert), now));
    alert.acknowledgedBy = staffId;
    alert.offeredTo = null;
    await this.alerts.record(tx, alert, now, { what: 'handed-over', staff: staffId });
    await this.board.refresh(tx, alert, false);
    await this.ladder.run(tx, alert);
    return 'handed-over';
  }

  async decline(tx: Transaction, alertId: AlertId, staffId: StaffId): Promise<OfferAnswer> {
    const alert = await this.#offeredTo(tx, alertId, staffId);
    if (!alert) return 'no-longer-offered';
    alert.offeredTo = null;
    await this.alerts.save(tx, alert);
    await this.alerts.record(tx, alert, this.clock.now(), { what: 'offer-declined', staff: staffId });
    await this.board.refresh(tx, alert, false);
    return 'declined';
  }

  async #offeredTo(tx: Transaction, alertId: AlertId, staffId: StaffId): Promise<AlertRow | null> {
    const alert = await this.alerts.lock(tx, alertId);
    return alert?.resolvedAt === null && alert.offeredTo === staffId ? alert : null;
  }
}
