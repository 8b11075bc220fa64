import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';

/** Whom a worker's file names. Nobody else is told of anything in it: a call would tell the house that she is in danger (ADR 0182). */
export class FileReaders {
  constructor(
    private readonly directory: Pick<StaffDirectory, 'everyone'>,
    private readonly circles: ReviewedCircleRepository,
  ) {}

  /**
   * Its members who are here; at the last step also the directors, if there are not two of them: otherwise nobody would notice that
   * she does not answer.
   *
   * @returns null: it is no worker's file, and the house's own rules say who is told
   */
  async of(tx: Transaction, circle: CircleId, isLast: boolean): Promise<readonly StaffId[] | null> {
    if ((await this.circles.find(tx, circle))?.kind !== 'worker-file') return null;
    const members = new Set((await this.circles.members(tx, circle)).map(({ staffId }) => staffId));
    const here = await this.directory.everyone(tx);
    const readers = here.filter(({ id }) => members.has(id));
    const isAlone = isLast && readers.length < 2;
    return here
      .filter(({ id, roles }) => members.has(id) || (isAlone && roles.includes('director')))
      .map(({ id }) => id);
  }
}
