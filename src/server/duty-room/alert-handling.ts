import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { AcknowledgeAlert } from '../escalation/acknowledge-alert.js';
import type { AlertOutcome } from '../escalation/alert.js';
import type { Watcher } from '../escalation/alert-sight.js';
import type { DeclineAlert } from '../escalation/decline-alert.js';
import type { HandOverAlert, Withdrawal } from '../escalation/hand-over-alert.js';
import type { WatchAlerts } from '../escalation/watch-alerts.js';
import type { Transaction } from '../platform/database/database.js';
import type { EndAlert } from '../staff-bot/end-alert.js';
import { AlertRefused } from './alert-refused.js';

const withdrawals = {
  'already-resolved': 'alert-over',
  'not-hers': 'alert-not-yours',
  'no-longer-offered': 'alert-offer-gone',
} as const satisfies Record<Exclude<Withdrawal, 'withdrawn'>, string>;

/**
 * What somebody does about an alert from the console: the same use cases as from her phone, so the phones of everybody who was
 * called show it at once. Of an alert that she may not see she is told that there is none.
 */
export class AlertHandling {
  constructor(
    private readonly watch: WatchAlerts,
    private readonly acknowledging: AcknowledgeAlert,
    private readonly declining: DeclineAlert,
    private readonly handOver: HandOverAlert,
    private readonly ending: EndAlert,
  ) {}

  /** @throws AlertRefused */
  async acknowledge(
    tx: Transaction,
    who: Watcher,
    id: AlertId,
  ): Promise<'acknowledged' | 'also-acknowledged'> {
    await this.#refuseUnseen(tx, who, id);
    const answer = await this.acknowledging.run(tx, id, who.id);
    if (answer === 'acknowledged' || answer === 'also-acknowledged') return answer;
    throw new AlertRefused(
      answer === 'unknown'
        ? 'alert-unknown'
        : answer === 'already-resolved'
          ? 'alert-over'
          : 'alert-not-yours',
    );
  }

  /** @throws AlertRefused */
  async decline(
    tx: Transaction,
    who: Watcher,
    id: AlertId,
  ): Promise<'declined' | 'given-back' | 'somebody-has-it'> {
    await this.#refuseUnseen(tx, who, id);
    const answer = await this.declining.run(tx, id, who.id);
    if (answer === 'unknown') throw new AlertRefused('alert-unknown');
    if (answer === 'already-resolved') throw new AlertRefused('alert-over');
    return answer;
  }

  /** @throws AlertRefused */
  async offer(tx: Transaction, who: Watcher, id: AlertId, to: StaffId): Promise<void> {
    await this.#refuseUnseen(tx, who, id);
    const answer = await this.handOver.offer(tx, id, who.id, to);
    if (answer === 'already-resolved') throw new AlertRefused('alert-over');
    if (answer === 'not-hers') throw new AlertRefused('alert-not-yours');
    if (answer === 'cannot-be-reached') throw new AlertRefused('colleague-unreachable');
  }

  /** @throws AlertRefused */
  async withdrawOffer(tx: Transaction, who: Watcher, id: AlertId): Promise<void> {
    await this.#refuseUnseen(tx, who, id);
    const answer = await this.handOver.withdraw(tx, id, who.id);
    if (answer !== 'withdrawn') throw new AlertRefused(withdrawals[answer]);
  }

  /** @throws AlertRefused */
  async answerOffer(tx: Transaction, who: Watcher, id: AlertId, accept: boolean): Promise<void> {
    await this.#refuseUnseen(tx, who, id);
    const answer = accept
      ? await this.handOver.accept(tx, id, who.id)
      : await this.handOver.decline(tx, id, who.id);
    if (answer === 'no-longer-offered') throw new AlertRefused('alert-offer-gone');
  }

  /** @throws AlertRefused */
  async end(
    tx: Transaction,
    who: Watcher,
    id: AlertId,
    outcome: AlertOutcome,
  ): Promise<'resolved' | 'contact-goes-on'> {
    const seen = await this.#refuseUnseen(tx, who, id);
    const answer = await this.ending.run(tx, id, who.id, outcome);
    if (answer === 'not-hers') throw new AlertRefused(seen.past ? 'alert-over' : 'alert-not-yours');
    return answer === 'ended' ? 'resolved' : answer;
  }

  async #refuseUnseen(tx: Transaction, who: Watcher, id: AlertId) {
    const seen = await this.watch.one(tx, who, id);
    if (!seen) throw new AlertRefused('alert-unknown');
    return seen;
  }
}
