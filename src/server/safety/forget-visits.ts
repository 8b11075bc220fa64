import { forgetsVisitsBefore } from '../../domain/safety/retention.js';
import { hours } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { VisitRepository } from './visit.repository.js';

/**
 * Erases visits that were over long ago: who was out, when, and what she did on the way. The sealed plan stays in her safety book
 * until its members erase it; alerts about the visit go their own way (ADR 0149). Several workers share the work.
 */
export class ForgetVisits implements Sweep {
  readonly name = 'forget-visits';
  readonly every = hours(1);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly visits: VisitRepository,
  ) {}

  async run(): Promise<void> {
    const before = forgetsVisitsBefore(this.clock.now());
    const step = () => this.database.transaction((tx) => this.visits.forget(tx, before));
    while ((await step()) > 0);
  }
}
