import type { Duration } from '../../../domain/shared/time.js';
import type { Log } from '../logging/log.js';

/** Finds by itself what is due and does it; the net under the alarms. Safe to run in several processes at once. */
export interface Sweep {
  readonly name: string;
  readonly every: Duration;
  run(): Promise<void>;
}

/** Runs sweeps on plain timers, so that they outlive whatever happens to the queue. A sweep never overlaps itself. */
export class Sweeper {
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(
    private readonly sweeps: readonly Sweep[],
    private readonly log: Log,
  ) {}

  start(): void {
    for (const sweep of this.sweeps) this.#round(sweep);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#running);
  }

  #round(sweep: Sweep): void {
    const round = sweep
      .run()
      .catch((error: unknown) => this.log.error('sweep-failed', error, { sweep: sweep.name }))
      .finally(() => {
        this.#running.delete(round);
        this.#later(sweep);
      });
    this.#running.add(round);
  }

  #later(sweep: Sweep): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#round(sweep);
    }, sweep.every);
    this.#timers.add(timer);
  }
}
