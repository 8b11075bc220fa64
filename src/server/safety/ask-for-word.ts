import { isUnderWay, VisitRefused, type Saying } from '../../domain/safety/field-visit.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { VisitDesk } from './visit-desk.js';
import type { VisitRepository } from './visit.repository.js';
import type { Visit, VisitId } from './visit.js';

/** The staff bot asks for a word: what she meant by it is kept until she says it. */
export class AskForWord {
  constructor(
    private readonly desk: VisitDesk,
    private readonly visits: VisitRepository,
  ) {}

  /** @throws SafetyRefused, VisitRefused */
  async run(tx: Transaction, id: VisitId, saying: Saying, worker: StaffId): Promise<Visit> {
    const visit = await this.desk.lockOwn(tx, id, worker);
    if (!isUnderWay(visit)) throw new VisitRefused('not-under-way');
    await this.visits.ask(tx, visit, saying);
    return visit;
  }

  /** Which of her visits a word that she types now is about: the one asked for last, else the one under way: then she checks in. */
  waiting(
    tx: Transaction,
    worker: StaffId,
  ): Promise<{ readonly id: VisitId; readonly saying: Saying } | null> {
    return this.visits.waitingForWord(tx, worker);
  }
}
