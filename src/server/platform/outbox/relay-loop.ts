import type { Log } from '../logging/log.js';
import type { Notifications } from '../database/notifications.js';
import { outboxNotification } from './outbox.js';
import { renewEvery, type OutboxRelay } from './relay.js';

const drainMilliseconds = 3_000;

/** Lets the relay take what is due whenever something was put into the outbox, and every second in any case. */
export class RelayLoop {
  #stopping = false;
  #wake: (() => void) | null = null;
  #poked = false;
  #running: Promise<void> | null = null;
  #renewing: NodeJS.Timeout | undefined;

  /** @param restMilliseconds how long it rests when no notification comes */
  constructor(
    private readonly relay: OutboxRelay,
    private readonly notifications: Notifications,
    private readonly log: Log,
    private readonly restMilliseconds = 1_000,
  ) {}

  start(): void {
    this.notifications.listen(outboxNotification, () => this.#poke());
    this.#renewing = setInterval(() => void this.#renew(), renewEvery);
    this.#running = this.#run();
  }

  /** Finishes what is under way and sends what is due by then, for a few seconds at most; the rest waits for the next start. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#poke();
    await this.#running;
    const end = performance.now() + drainMilliseconds;
    do await this.relay.idle();
    while (performance.now() < end && (await this.#take()) > 0);
    await this.relay.idle();
    clearInterval(this.#renewing);
  }

  async #renew(): Promise<void> {
    try {
      await this.relay.renew();
    } catch (error) {
      this.log.error('outbox-renew-failed', error);
    }
  }

  #poke(): void {
    this.#poked = true;
    this.#wake?.();
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      this.#poked = false;
      const taken = await this.#take();
      if (taken === 0 && !this.#poked) await this.#rest();
    }
  }

  async #take(): Promise<number> {
    try {
      return await this.relay.take(() => this.#poke());
    } catch (error) {
      this.log.error('outbox-claim-failed', error);
      await this.#rest();
      return 0;
    }
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(done, this.restMilliseconds);
      this.#wake = done;
    });
  }
}
