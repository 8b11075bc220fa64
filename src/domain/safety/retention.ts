import { days, minus, type Duration, type Instant } from '../shared/time.js';

/** As long as the details of alerts: who asks what went wrong on a visit asks within half a year (ADR 0149). */
const VISITS_KEPT: Duration = days(180);

/** Visits that were over before the answer are erased, and those that were planned for before it and never begun. */
export const forgetsVisitsBefore = (now: Instant): Instant => minus(now, VISITS_KEPT);
