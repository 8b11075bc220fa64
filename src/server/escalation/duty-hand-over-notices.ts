import { handOvers, type HandOver } from '../../domain/escalation/duty-outlook.js';
import type { Duty } from '../../domain/escalation/ladder.js';
import { onDuty, type Roster } from '../../domain/escalation/roster.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Language } from '../../domain/shared/language.js';
import {
  days,
  hours,
  instant,
  minutes,
  plus,
  type Duration,
  type Instant,
} from '../../domain/shared/time.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Database, type Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import { presentRoster } from '../../domain/escalation/present-roster.js';
import type { DutyRosterRepository } from './duty-roster.repository.js';

/** Says in the reader's language that her duty begins or ends; nothing else. */
export type HandOverWords = (
  language: Language,
  side: 'incoming' | 'outgoing',
  duty: Duty,
  at: Instant,
) => string;

/** The staff bot sends what comes under this topic without a sound: `{ chatId, text, keyboard }`. */
const QUIET_MESSAGE_TOPIC = 'staff-reply';

interface Told {
  readonly side: 'incoming' | 'outgoing';
  readonly staff: StaffId;
}

/** How long before a duty changes hands its people are told. */
export const HAND_OVER_AHEAD: Duration = minutes(15);
/** After an outage, or when somebody is put on duty that began already: told this late, if it still holds. */
const hindsight: Duration = hours(12);
/** A notice that could not be delivered for so long after the hand-over says nothing new. */
const stale: Duration = hours(1);
const keep: Duration = days(30);

/** Tells the people who leave and who come, each once for each change of duty, by a row for each of them. */
export class HandOverNotices implements Sweep {
  readonly name = 'hand-over-notices';
  readonly every = minutes(1);

  constructor(
    private readonly database: Database,
    private readonly roster: DutyRosterRepository,
    private readonly staff: Pick<StaffDirectory, 'everyone' | 'byIds' | 'chatOf'>,
    private readonly words: HandOverWords,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    const roster = await this.#present(now);
    const changes = handOvers(roster, instant(now - hindsight), instant(now + HAND_OVER_AHEAD + 1));
    for (const change of changes) await this.#tell(change, roster, now);
    await this.database.reader.query(`delete from duty_notice where at < $1`, [
      timestamp(instant(now - keep)),
    ]);
  }

  async #present(now: Instant): Promise<Roster> {
    // Wider than what is asked for, so that where our view begins and ends is no change.
    const view = { from: instant(now - hindsight - days(1)), to: plus(now, days(1)) };
    const roster = await this.roster.roster(this.database.reader, view.from);
    const present = await this.staff.everyone(this.database.reader);
    return presentRoster(roster, new Set(present.map(({ id }) => id)), view);
  }

  async #tell(change: HandOver, roster: Roster, now: Instant): Promise<void> {
    const told = toldOf(change).filter((one) => stillTrue(one, change, roster, now));
    if (told.length === 0) return;
    await this.database.transaction(async (tx) => {
      for (const one of told) {
        if (await this.#isFirst(tx, change, one, now)) await this.#post(tx, change, one, now);
      }
    });
  }

  async #isFirst(
    tx: Transaction,
    { duty, at }: HandOver,
    { side, staff }: Told,
    now: Instant,
  ): Promise<boolean> {
    const inserted = await rows(
      tx,
      `insert into duty_notice (kind, duty, at, staff_id, noted_at) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning staff_id`,
      [side, duty, timestamp(at), staff, timestamp(now)],
    );
    return inserted.length > 0;
  }

  /** Whoever has no phone here is not told: a hand-over is worth a quiet message, not a mail. */
  async #post(tx: Transaction, { duty, at }: HandOver, { side, staff }: Told, now: Instant): Promise<void> {
    const chatId = await this.staff.chatOf(tx, staff);
    if (chatId === null) return;
    const language = (await this.staff.byIds(tx, [staff])).get(staff)?.language ?? 'sr-Latn';
    await this.outbox.put(tx, {
      channel: 'telegram-staff',
      topic: QUIET_MESSAGE_TOPIC,
      payload: { chatId, text: this.words(language, side, duty, at), keyboard: [] },
      giveUpAt: plus(Math.max(at, now) as Instant, stale),
    });
  }
}

/** In one order everywhere, so that two workers never wait for each other's rows in a circle. */
function toldOf({ arriving, leaving }: HandOver): readonly Told[] {
  const told = [
    ...arriving.map((staff): Told => ({ side: 'incoming', staff })),
    ...leaving.map((staff): Told => ({ side: 'outgoing', staff })),
  ];
  return told.sort((a, b) => (a.side + a.staff < b.side + b.staff ? -1 : 1));
}

/** A change that lies ahead is news. One that lies behind is told only if it describes the present. */
function stillTrue({ side, staff }: Told, { duty, at }: HandOver, roster: Roster, now: Instant): boolean {
  if (at > now) return true;
  const isOnDuty = onDuty(roster, duty, now).includes(staff);
  return side === 'incoming' ? isOnDuty : !isOnDuty && now - at <= stale;
}
