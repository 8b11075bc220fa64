import { callsOf, type Call } from '../../domain/escalation/calls.js';
import type { Audience, Channel } from '../../domain/escalation/ladder.js';
import type { Climb } from '../../domain/escalation/next-step.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { StaffDirectory, StaffMember } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import type { AlertRepository } from './alert.repository.js';
import { faceOf, type AlertRow } from './alert.row.js';
import type { DeliveryRecord, DeliveryRepository } from './delivery.repository.js';
import type { DutyBoard } from './duty-board.port.js';
import type { NoticeBoard } from './notice-board.js';
import type { NoticeRepository } from './notice.repository.js';

/** Mail and webhook; Telegram has `NOTICE_TOPIC`. */
export const DELIVERY_TOPIC = 'alert-delivery';

/** These wake somebody; a mail does not. */
const waking: readonly Channel[] = ['telegram', 'webhook'];

const wakingFor = ({ policy }: AlertRow): readonly Channel[] =>
  policy.silent ? [...waking, 'mail'] : waking;

type Letter = Pick<DeliveryRecord, 'rung' | 'staffId' | 'channel'>;

/** Calls the people of a rung, each on each channel, in the transaction that takes the rung. */
export class CallStaff {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly notices: NoticeRepository,
    private readonly board: NoticeBoard,
    private readonly duty: DutyBoard,
    private readonly directory: StaffDirectory,
    private readonly outbox: Outbox,
  ) {}

  async run(tx: Transaction, alert: AlertRow, climb: Climb, now: Instant): Promise<void> {
    const calls = await this.#calls(tx, alert, climb, now);
    const staff = await this.directory.byIds(
      tx,
      calls.map((call) => call.staff),
    );
    // In one order everywhere, or two alerts that call the same people could wait for each other for ever.
    for (const id of [...staff.keys()].sort()) await this.notices.holdPerson(tx, id);
    for (const call of calls) {
      if (call.channel !== 'webhook')
        await this.#call(tx, alert, climb.rung, call, staff.get(call.staff), now);
    }
    await this.#callWebhook(tx, alert, climb, now);
  }

  /**
   * Why nobody will come after this rung, or null: somebody may. A silent policy is content with a mail. Whoever said *not me*
   * is not awaited, also when the others' phones die only later.
   */
  async whyNobody(
    tx: Transaction,
    alert: AlertRow,
    rung: number,
  ): Promise<'nobody-reachable' | 'everybody-declined' | null> {
    if (!(await this.deliveries.isAlive(tx, alert, rung, wakingFor(alert)))) return 'nobody-reachable';
    return (await this.everybodyDeclined(tx, alert)) ? 'everybody-declined' : null;
  }

  /** Whether somebody said *not me* in this round and so did everybody else whom a call may still wake. */
  async everybodyDeclined(tx: Transaction, alert: AlertRow): Promise<boolean> {
    const declined = await this.alerts.whoDid(tx, alert, 'not-me');
    if (declined.size === 0) return false;
    const called = await this.deliveries.called(tx, alert, wakingFor(alert));
    return [...called].every((person) => declined.has(person));
  }

  /** Puts a mail or a webhook call into the outbox. */
  async post(tx: Transaction, alert: AlertRow, id: string, letter: Letter, at: Instant): Promise<void> {
    const { kind, level, number } = faceOf(alert);
    const { staffId, rung } = letter;
    const payload =
      letter.channel === 'mail'
        ? { staffId, template: 'alert', kind, level, number }
        : { alertId: alert.id, kind, level, number, rung };
    await this.outbox.put(tx, {
      channel: letter.channel === 'mail' ? 'mail' : 'webhook',
      topic: DELIVERY_TOPIC,
      ref: id,
      payload,
      notBefore: at,
    });
  }

  async #calls(tx: Transaction, alert: AlertRow, climb: Climb, now: Instant): Promise<readonly Call[]> {
    const called = new Map<readonly Audience[], readonly StaffId[]>();
    for (const { whom } of climb.steps) {
      const { staff, fellThrough } = await this.duty.resolve(tx, whom, now);
      called.set(
        whom,
        staff.filter((person) => person !== alert.hiddenFrom),
      );
      if (fellThrough) await this.alerts.record(tx, alert, now, { what: 'fell-through', rung: climb.rung });
    }
    return callsOf(climb, now, (whom) => called.get(whom) ?? []);
  }

  async #call(
    tx: Transaction,
    alert: AlertRow,
    rung: number,
    { staff: staffId, channel, at }: Call,
    member: StaffMember | undefined,
    now: Instant,
  ): Promise<void> {
    const impossible = whyNot(member, channel);
    if (impossible !== null) {
      await this.deliveries.insert(tx, alert, { rung, staffId, channel, dueAt: at, impossible });
      await this.alerts.record(tx, alert, now, { what: 'not-told', staff: staffId, rung, code: impossible });
    } else if (channel === 'telegram') {
      const noticeId = await this.board.tell(tx, alert, staffId, at, now);
      await this.deliveries.insert(tx, alert, { rung, staffId, channel, dueAt: at, noticeId });
    } else {
      const id = await this.deliveries.insert(tx, alert, { rung, staffId, channel, dueAt: at });
      if (id !== null) await this.post(tx, alert, id, { rung, staffId, channel }, at);
    }
  }

  /** Once a rung, whoever it is for, and also when nobody works here yet: behind it may stand a person who can act. */
  async #callWebhook(tx: Transaction, alert: AlertRow, climb: Climb, now: Instant): Promise<void> {
    const times = climb.steps.flatMap((step) =>
      step.channels
        .filter(({ channel }) => channel === 'webhook')
        .map(({ after }) => Math.max(now, step.dueAt + after)),
    );
    if (times.length === 0) return;
    const letter = { rung: climb.rung, staffId: null, channel: 'webhook' } as const;
    const at = Math.min(...times) as Instant;
    const id = await this.deliveries.insert(tx, alert, { ...letter, dueAt: at });
    if (id !== null) await this.post(tx, alert, id, letter, at);
  }
}

function whyNot(member: StaffMember | undefined, channel: Channel): string | null {
  if (!member?.active) return 'left';
  if (channel === 'telegram') return member.phoneReachable ? null : 'no-phone';
  return member.hasEmail ? null : 'no-address';
}
