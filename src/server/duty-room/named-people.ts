import type { AnswerOf } from '../../contracts/shared/route.js';
import type { readAlert } from '../../contracts/escalation/alerts.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';

type NamedPerson = AnswerOf<typeof readAlert>['people'][number];

/** Duty names for a page: of everybody who works here but administrators, and of those who are mentioned. */
export class NamedPeople {
  constructor(private readonly directory: Pick<StaffDirectory, 'everyone' | 'byIds'>) {}

  async run(tx: Transaction, mentioned: readonly (StaffId | null)[]): Promise<NamedPerson[]> {
    const colleagues = (await this.directory.everyone(tx)).filter(
      ({ roles }) => !roles.includes('administrator'),
    );
    const known = new Set(colleagues.map(({ id }) => id));
    const others = mentioned.filter((id) => id !== null && !known.has(id)) as StaffId[];
    const gone = await this.directory.byIds(tx, others);
    return [...colleagues, ...gone.values()].map(({ id, dutyName, active, phoneReachable }) => ({
      id,
      name: dutyName,
      present: active,
      phone: phoneReachable,
    }));
  }
}
