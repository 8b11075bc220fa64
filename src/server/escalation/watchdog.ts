import { isBehind } from '../../domain/escalation/next-step.js';
import { between, minutes, type Duration, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Heartbeat } from '../platform/heartbeat/heartbeat.js';
import type { Log } from '../platform/logging/log.js';
import { outboxBacklog } from '../platform/outbox/backlog.js';
import { AlertRow, ladderOf } from './alert.row.js';
import type { Lateness } from './lateness.port.js';

/** So late may an alert or a parcel be before it counts as behind. */
export const WATCHDOG_GRACE: Duration = minutes(1);
/** A watchdog that has not looked for so long is itself the fault. */
const asleepAfter: Duration = minutes(3);
const page = 500;

export interface WatchdogState {
  readonly at: Instant;
  /** `blind`: it could not look, so it vouches for nothing. */
  readonly found: 'nothing-behind' | 'behind' | 'blind';
  readonly alertsBehind: number;
  /** Parcels that wait for too long, by channel. */
  readonly parcelsBehind: Readonly<Record<string, number>>;
  /** What else is late, by its own word. */
  readonly late: Readonly<Record<string, number>>;
  /** null: there is nobody to tell (no HEARTBEAT_URL), or nothing good to tell. */
  readonly heartbeatHeard: boolean | null;
}

type Seen = Omit<WatchdogState, 'heartbeatHeard'>;

/**
 * Asks of every open alert whether somebody should have been called and was not, by the policy itself and from the rows;
 * it uses nothing of what calls people, not even the deadline that they keep. Says "all is well" outside only when it saw
 * that all is well: whoever listens there raises the alarm at silence, whatever the reason.
 */
export class Watchdog {
  #state: WatchdogState | null = null;

  /**
   * @param heartbeat null: none is configured
   * @param lateness what is asked besides the ladders and the outbox
   */
  constructor(
    private readonly database: Database,
    private readonly heartbeat: Heartbeat | null,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly lateness: readonly Lateness[],
  ) {}

  /** What the last look found; null before the first. */
  get state(): WatchdogState | null {
    return this.#state;
  }

  /** Whether it looked lately and found nothing behind. */
  get content(): boolean {
    const state = this.#state;
    if (state?.found !== 'nothing-behind') return false;
    return between(state.at, this.clock.now()) <= asleepAfter;
  }

  /** Looks once, and tells. Never throws. */
  async look(): Promise<WatchdogState> {
    const seen = this.#stillTrue(await this.#see());
    const heartbeatHeard =
      seen.found === 'nothing-behind' && this.heartbeat ? await this.heartbeat.beat() : null;
    this.#state = { ...seen, heartbeatHeard };
    return this.#state;
  }

  /** To be called when a look does not come to its end. */
  goBlind(): void {
    this.#state = { ...blind(this.clock.now()), heartbeatHeard: null };
    this.log.warn('watchdog-blind');
  }

  /** What a look saw that hung for long says nothing about the present. */
  #stillTrue(seen: Seen): Seen {
    const now = this.clock.now();
    return between(seen.at, now) > WATCHDOG_GRACE ? blind(now) : seen;
  }

  async #see(): Promise<Seen> {
    const now = this.clock.now();
    try {
      const alertsBehind = await this.#alertsBehind(now);
      const parcels = await outboxBacklog(this.database.reader, now, WATCHDOG_GRACE);
      const parcelsBehind = Object.fromEntries(parcels);
      const late = await this.#late(now);
      const seen = { at: now, alertsBehind, parcelsBehind, late };
      if (alertsBehind === 0 && parcels.size === 0 && Object.keys(late).length === 0)
        return { ...seen, found: 'nothing-behind' };
      this.log.warn('watchdog-behind', { alerts: alertsBehind, ...parcelsBehind, ...late });
      return { ...seen, found: 'behind' };
    } catch (error) {
      this.log.error('watchdog-blind', error);
      return blind(now);
    }
  }

  async #late(now: Instant): Promise<Readonly<Record<string, number>>> {
    const late: Record<string, number> = {};
    for (const each of this.lateness)
      Object.assign(late, await each.late(this.database.reader, now, WATCHDOG_GRACE));
    return Object.fromEntries(Object.entries(late).filter(([, count]) => count > 0));
  }

  async #alertsBehind(now: Instant): Promise<number> {
    let behind = 0;
    let last: string | null = null;
    do {
      const open: AlertRow[] = await this.#openAfter(last);
      behind += open.filter((alert) => isBehind(ladderOf(alert), now, WATCHDOG_GRACE)).length;
      last = open.length === page ? (open.at(-1)?.id ?? null) : null;
    } while (last !== null);
    return behind;
  }

  #openAfter(id: string | null): Promise<AlertRow[]> {
    const query = this.database.reader
      .createQueryBuilder(AlertRow, 'alert')
      .where('alert.resolved_at is null')
      .orderBy('alert.id')
      .limit(page);
    return (id === null ? query : query.andWhere('alert.id > :id', { id })).getMany();
  }
}

const blind = (at: Instant): Seen => ({
  at,
  found: 'blind',
  alertsBehind: 0,
  parcelsBehind: {},
  late: {},
});
