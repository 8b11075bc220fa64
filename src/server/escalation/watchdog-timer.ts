import { minutes, seconds, type Duration } from '../../domain/shared/time.js';
import type { Watchdog } from './watchdog.js';

const everyMinute: Duration = minutes(1);
/** A look that hangs (a database behind a dead line) is given up, or there would never be another. */
const patience: Duration = seconds(45);

/** Lets the watchdog look every minute, on a timer that it shares with nothing. */
export class WatchdogTimer {
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly watchdog: Pick<Watchdog, 'look' | 'goBlind'>,
    private readonly every: Duration = everyMinute,
    private readonly giveUpAfter: Duration = patience,
  ) {}

  start(): void {
    this.#looking = this.#look().finally(() => {
      if (this.#stopped) return;
      this.#timer = setTimeout(() => this.start(), this.every);
    });
  }

  /** Resolves when no look is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    let hung: NodeJS.Timeout | undefined;
    const givenUp = new Promise<'given-up'>((resolve) => {
      hung = setTimeout(() => resolve('given-up'), this.giveUpAfter);
    });
    const outcome = await Promise.race([this.watchdog.look(), givenUp]);
    clearTimeout(hung);
    if (outcome === 'given-up') this.watchdog.goBlind();
  }
}
