import { seconds, type Duration } from '../../domain/shared/time.js';
import { within } from '../platform/clock/within.js';
import type { Log } from '../platform/logging/log.js';
import type { Courier, DeliveryListener } from '../platform/outbox/courier.js';

/** Something that runs beside the requests: a loop, a timer, a server. */
export interface Part {
  readonly name: string;
  start(): Promise<void> | void;
  /** Resolves when what was under way is finished. */
  stop(): Promise<void>;
}

/** What a role adds to a process. Its channels leave through the one relay of the process. */
export interface Duties {
  readonly couriers: readonly Courier[];
  readonly listeners: readonly DeliveryListener[];
  readonly parts: readonly Part[];
}

/** A drain is shorter; whatever takes longer waits for something that will not come. */
const longestStop: Duration = seconds(25);

/** Starts parts in order and stops them backwards: what takes work in stops first, what carries it out drains last. */
export class Parts {
  readonly #started: Part[] = [];

  constructor(
    private readonly parts: readonly Part[],
    private readonly log: Log,
  ) {}

  async start(): Promise<void> {
    for (const part of this.parts) {
      this.#started.push(part);
      await part.start();
      this.log.info('part-started', { part: part.name });
    }
  }

  /** Stops every part, also when one of them fails to, or does not come to an end. */
  async stop(): Promise<void> {
    for (let part = this.#started.pop(); part; part = this.#started.pop()) {
      try {
        if ((await within(longestStop, part.stop())) === 'late')
          this.log.warn('part-stop-given-up', { part: part.name });
      } catch (error) {
        this.log.error('part-stop-failed', error, { part: part.name });
      }
    }
  }
}
