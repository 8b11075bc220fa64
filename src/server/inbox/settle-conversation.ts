import type { AlertId, ConversationId, StaffId } from '../../domain/shared/ids.js';
import type { OpenAlert, OpenAlerts } from '../escalation/open-alerts.js';
import type { RaiseAlert } from '../escalation/raise-alert.js';
import type { ResolveAlert } from '../escalation/resolve-alert.js';
import type { AnswerContact } from '../intake/answer-contact.js';
import type { ContactOutcome } from '../intake/conversation-outcome.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ClaimDesk } from './claim-desk.js';
import type { ClaimRepository } from './claim.repository.js';
import type { InboxDoor } from './inbox-door.js';
import { InboxRefused } from './inbox-refused.js';

/** What somebody says of a conversation beside replying: in contact, unsafe, danger, over. */
export class SettleConversation {
  constructor(
    private readonly clock: Clock,
    private readonly door: InboxDoor,
    private readonly desk: ClaimDesk,
    private readonly claims: ClaimRepository,
    private readonly answer: AnswerContact,
    private readonly open: OpenAlerts,
    private readonly raise: RaiseAlert,
    private readonly resolve: ResolveAlert,
  ) {}

  /** She is spoken with another way. @throws InboxRefused */
  async inContact(tx: Transaction, id: ConversationId, caller: StaffId): Promise<void> {
    await this.#mine(tx, id, caller);
    await this.answer.inContact(tx, id, caller);
  }

  /** @throws InboxRefused */
  async unsafe(tx: Transaction, id: ConversationId, caller: StaffId): Promise<void> {
    await this.#mine(tx, id, caller);
    await this.answer.unsafeToWrite(tx, id, caller);
  }

  /** Ends a conversation that nobody else has, and the alerts about it. @throws InboxRefused */
  async end(
    tx: Transaction,
    id: ConversationId,
    outcome: ContactOutcome,
    caller: StaffId,
  ): Promise<'closed' | 'already-closed'> {
    await this.door.enter(tx, caller, 'write');
    const alertEnd = outcome === 'false-alarm' ? 'false-alarm' : 'resolved';
    for (const { alert } of await this.open.about(tx, id))
      await this.resolve.run(tx, alert.id, caller, alertEnd);
    await this.desk.lock(tx, id);
    const claim = await this.claims.find(tx, id, this.clock.now());
    if (claim && claim.by !== caller) throw new InboxRefused('claimed-by-other');
    await this.claims.remove(tx, id);
    return this.answer.close(tx, id, caller, outcome);
  }

  /** Calls the people of the ladder. One that waits already at this level is not raised twice. @throws InboxRefused */
  async alarm(
    tx: Transaction,
    id: ConversationId,
    level: 'RED' | 'ORANGE',
    caller: StaffId,
  ): Promise<AlertId> {
    await this.door.enter(tx, caller, 'write');
    const waiting = (await this.open.about(tx, id)).find((each) => isThisAlarm(each, level));
    if (waiting) return waiting.alert.id;
    const { number, state } = await this.desk.lock(tx, id);
    if (state === 'closed') throw new InboxRefused('conversation-closed');
    const subject = { id, number };
    return this.raise.run(tx, { kind: 'contact', level, policyId: `contact-${level}`, subject });
  }

  async #mine(tx: Transaction, id: ConversationId, caller: StaffId): Promise<void> {
    await this.door.enter(tx, caller, 'write');
    await this.desk.mine(tx, id, caller);
  }
}

const isThisAlarm = ({ alert, heldBy }: OpenAlert, level: string): boolean =>
  heldBy === null && alert.kind === 'contact' && alert.level === level;
