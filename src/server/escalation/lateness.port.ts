import type { Duration, Instant } from '../../domain/shared/time.js';
import type { Transaction } from '../platform/database/database.js';

/** What other nouns add to the watchdog's list: a `readonly Lateness[]`. */
export const LATENESS = Symbol('Lateness');

/** Something with deadlines of its own that the watchdog must not vouch for blindly. It only reads. */
export interface Lateness {
  /**
   * How many of what waits are late by more than `grace`, under a stable word each. An empty answer or zeros: nothing is late.
   * When it throws, the watchdog is blind.
   */
  late(tx: Transaction, now: Instant, grace: Duration): Promise<Readonly<Record<string, number>>>;
}
