import { between, minutes, seconds, type Duration, type Instant } from '../../domain/shared/time.js';

/** More than this many messages within the window is a burst; they are all kept, but answered less. */
const burstSize = 20;
const window: Duration = minutes(1);
const noteEvery: Duration = seconds(20);

export interface Burst {
  readonly burstBeganAt: Instant;
  readonly burstCount: number;
}

export function countInto(burst: Burst, now: Instant): Burst {
  const over = between(burst.burstBeganAt, now) >= window;
  return over ? { burstBeganAt: now, burstCount: 1 } : { ...burst, burstCount: burst.burstCount + 1 };
}

/** `calm`: answer as usual. `slow-down`: say once, kindly, that all is kept. `quiet`: say nothing more for now. */
export function paceOf(burst: Burst): 'calm' | 'slow-down' | 'quiet' {
  if (burst.burstCount <= burstSize) return 'calm';
  return burst.burstCount === burstSize + 1 ? 'slow-down' : 'quiet';
}

/** Short answers to free text are not repeated within twenty seconds: one is enough to say "received". */
export function mayNote(notedAt: Instant | null, now: Instant): boolean {
  return notedAt === null || between(notedAt, now) >= noteEvery;
}
