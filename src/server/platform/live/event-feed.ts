import type { LiveEvent } from '../../../contracts/shared/events.js';
import type { StaffId } from '../../../domain/shared/ids.js';
import { instant } from '../../../domain/shared/time.js';
import { rows, type Database } from '../database/database.js';
import type { Notifications } from '../database/notifications.js';
import type { Log } from '../logging/log.js';

/** An event at its place. */
export interface PlacedEvent extends LiveEvent {
  readonly seq: number;
}

export interface Listener {
  readonly staffId: StaffId;
  hear(event: PlacedEvent): void;
}

interface EventRow {
  readonly seq: string;
  readonly kind: string;
  readonly subject_id: string | null;
  readonly readers: StaffId[] | null;
  readonly at: Date;
}

/** A notification may be missed while its connection is down. */
const lookEveryMs = 5_000;
const batch = 1_000;

/**
 * Reads new events once for this process and hands them to the streams that are open. Starts reading with the first stream.
 */
export class EventFeed {
  readonly #listeners = new Set<Stream>();
  readonly #timer: NodeJS.Timeout;
  #seen: number | null = null;
  #reading: Promise<void> | null = null;
  #again = false;

  constructor(
    private readonly database: Database,
    notifications: Notifications,
    private readonly log: Log,
  ) {
    notifications.listen('event', () => this.wake());
    this.#timer = setInterval(() => this.wake(), lookEveryMs).unref();
  }

  /**
   * Hands `listener` everything after `after` that it may hear, then what comes, until the returned function is called.
   *
   * @param after null: from now on
   * @returns `startOver` when events after `after` are no longer kept, or `after` was never reached
   */
  async open(
    listener: Listener,
    after: number | null,
  ): Promise<{ at: number; startOver: boolean; close(): void }> {
    // Otherwise the first reading after this stream joined would begin behind what happened in between.
    await this.#read();
    const { oldest, newest } = await this.#bounds();
    const startOver = after !== null && (after > newest || after < oldest - 1);
    const at = after === null || startOver ? newest : after;
    const stream = new Stream(listener, at);
    this.#listeners.add(stream);
    // Joined first, so that nothing falls between the past and what comes; `Stream` holds the latter back meanwhile.
    await this.#tellPast(stream, at);
    stream.goLive();
    return { at, startOver, close: () => void this.#listeners.delete(stream) };
  }

  wake(): void {
    if (this.#listeners.size === 0) return;
    void this.#read().catch((error: unknown) => this.log.error('events-unread', error));
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#listeners.clear();
  }

  async #tellPast(stream: Stream, from: number): Promise<void> {
    for (let at = from; ;) {
      const found = await this.#after(at);
      for (const row of found) stream.tellPast(row);
      if (found.length < batch) return;
      at = Number(found.at(-1)?.seq ?? at);
    }
  }

  /** One reading at a time; whoever asks meanwhile gets another one after it. */
  #read(): Promise<void> {
    if (this.#reading) this.#again = true;
    else this.#reading = this.#readAll();
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    try {
      do {
        this.#again = false;
        this.#seen ??= (await this.#bounds()).newest;
        const found = await this.#after(this.#seen);
        this.#hand(found);
        this.#seen = Number(found.at(-1)?.seq ?? this.#seen);
        this.#again ||= found.length === batch;
      } while (this.#again);
    } finally {
      this.#reading = null;
    }
  }

  #hand(found: readonly EventRow[]): void {
    for (const row of found) for (const stream of this.#listeners) stream.tell(row);
  }

  #after(seq: number): Promise<EventRow[]> {
    return rows<EventRow>(
      this.database.reader,
      `select seq, kind, subject_id, readers, at from event where seq > $1 order by seq limit ${batch}`,
      [seq],
    );
  }

  async #bounds(): Promise<{ oldest: number; newest: number }> {
    const [found] = await rows<{ oldest: string | null; newest: string | null }>(
      this.database.reader,
      `select min(seq) as oldest, max(seq) as newest from event`,
    );
    return { oldest: Number(found?.oldest ?? 1), newest: Number(found?.newest ?? 0) };
  }
}

/** One listener's stream: the past first, then what came meanwhile, then what comes; each event once, in order. */
class Stream {
  readonly #held: EventRow[] = [];
  #live = false;

  constructor(
    private readonly listener: Listener,
    private sent: number,
  ) {}

  tell(row: EventRow): void {
    if (this.#live) this.tellPast(row);
    else this.#held.push(row);
  }

  tellPast(row: EventRow): void {
    const seq = Number(row.seq);
    if (seq <= this.sent) return;
    this.sent = seq;
    if (row.readers && !row.readers.includes(this.listener.staffId)) return;
    this.listener.hear({ seq, kind: row.kind, id: row.subject_id, at: instant(row.at.getTime()) });
  }

  goLive(): void {
    this.#live = true;
    for (const row of this.#held.splice(0)) this.tellPast(row);
  }
}
