import { levelToSign } from '../../domain/circle/sign-off.js';
import { nextStepAt } from '../../domain/review/overdue.js';
import { signOffDue, signOffSteps } from '../../domain/review/sign-off.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import type { StandingLevel } from '../circles/circle-standing.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { setAlarm } from '../platform/queue/alarm-courier.js';
import type { SignOffRepository } from './sign-off.repository.js';

/** Keeps in mind which level still wants a second signature, and until when. The review's own date does not depend on it. */
export class FollowSignOff {
  constructor(
    private readonly working: WorkingHours,
    private readonly signOffs: SignOffRepository,
    private readonly outbox: Outbox,
  ) {}

  /** @param level the newest of the review's instrument */
  async run(tx: Transaction, review: string, level: StandingLevel | null): Promise<void> {
    if (!level?.effect.awaitsSignOff) return this.signOffs.drop(tx, review);
    const { author, stated } = level;
    const due = signOffDue(levelToSign(level), stated, this.working);
    const nextAt = nextStepAt(signOffSteps({ stated, due }, this.working), null);
    const id = await this.signOffs.ask(tx, review, { author, stated, due }, nextAt);
    if (id !== null && nextAt !== null)
      await setAlarm(this.outbox, tx, { name: 'sign-off', ref: id, dueAt: nextAt });
  }
}
