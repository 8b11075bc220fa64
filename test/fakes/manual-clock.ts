import { instant, plus, type Duration, type Instant } from '../../src/domain/shared/time.js';
import type { Clock } from '../../src/server/platform/clock/clock.js';

/** A clock that moves only when told to. */
export class ManualClock implements Clock {
  #now: Instant;

  constructor(start: Instant = instant(Date.UTC(2026, 10, 23, 12, 0, 0))) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  advance(span: Duration): void {
    this.#now = plus(this.#now, span);
  }

  set(to: Instant): void {
    this.#now = to;
  }
}
