import { instant, type Instant } from '../../../domain/shared/time.js';

/** Where the time comes from. Use cases ask it; tests move it. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => instant(Date.now()) };
