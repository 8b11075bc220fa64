import { seconds, type Duration } from '../../../domain/shared/time.js';

/** How long to wait after try number `attempt` (1 for the first): 1, 2, 4 … 60 seconds. */
export const backoff = (attempt: number): Duration => seconds(Math.min(60, 2 ** Math.max(0, attempt - 1)));
