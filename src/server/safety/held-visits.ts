import { isUnderWay } from '../../domain/safety/field-visit.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { OpenWorkSource, WorkItem } from '../identity/open-work.js';
import type { Transaction } from '../platform/database/database.js';
import type { CancelVisit } from './move-visit.js';
import type { Visit } from './visit.js';
import type { VisitWordRepository } from './visit-word.repository.js';
import type { VisitRepository } from './visit.repository.js';

/**
 * A visit is its worker's: only her own word ends it. One that she has not left for is cancelled when she leaves the organisation;
 * while she is on her way it goes on to ring, and those on duty look for her. Her words are forgotten: she can say them nowhere any more.
 */
export class HeldVisits implements OpenWorkSource {
  readonly kinds = ['visit'] as const;

  constructor(
    private readonly visits: VisitRepository,
    private readonly cancel: CancelVisit,
    private readonly words: VisitWordRepository,
  ) {}

  async heldBy(tx: Transaction, staffId: StaffId): Promise<readonly WorkItem[]> {
    const open = (await this.visits.ofWorker(tx, staffId)).filter(isOpen);
    return open.map((visit) => ({
      kind: 'visit',
      id: visit.id,
      number: visit.number,
      way: isUnderWay(visit) ? 'stays' : 'ends',
      takers: [],
      alone: isUnderWay(visit),
    }));
  }

  async letGo(tx: Transaction, staffId: StaffId): Promise<void> {
    const planned = (await this.visits.ofWorker(tx, staffId)).filter(
      (visit) => isOpen(visit) && !isUnderWay(visit),
    );
    for (const { id } of planned) await this.cancel.run(tx, id, staffId);
    await this.words.forget(tx, staffId);
  }
}

const isOpen = ({ endedAt, concludedAt }: Visit): boolean => endedAt === null && concludedAt === null;
