import { instant, type Duration, type Instant } from '../../src/domain/shared/time.js';
import type { Clock } from '../../src/server/platform/clock/clock.js';

/** Runs like the clock on the wall, because real browsers run beside it; a test puts it forward. */
export class ForwardClock implements Clock {
  #ahead = 0;

  now(): Instant {
    return instant(Date.now() + this.#ahead);
  }

  /** @param span zero: as the wall has it again */
  putAhead(span: Duration): void {
    this.#ahead = span;
  }
}
