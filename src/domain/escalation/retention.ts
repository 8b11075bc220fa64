import type { AlertKind } from './alert.js';
import { days, minus, type Duration, type Instant } from '../shared/time.js';

/** Twice as long as outcomes are counted: who asks what went wrong with an alert asks within half a year (ADR 0111). */
export const DETAILS_KEPT: Duration = days(180);
/** A test says which phones to mend; after a month there were four newer ones. */
export const TEST_DETAILS_KEPT: Duration = days(30);

/** The details of an alert of this kind that ended before the answer are erased. Open alerts keep theirs, however old. */
export const forgetsBefore = (kind: AlertKind, now: Instant): Instant =>
  minus(now, kind === 'test' ? TEST_DETAILS_KEPT : DETAILS_KEPT);
