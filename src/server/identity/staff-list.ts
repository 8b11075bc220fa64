import type { Role, StaffFunction } from '../../contracts/shared/people.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Language } from '../../domain/shared/language.js';
import { rows, type Transaction } from '../platform/database/database.js';
import { IdentityRefused } from './identity-refused.js';

export interface AccountHolder {
  readonly id: StaffId;
  readonly dutyName: string;
  readonly roles: readonly Role[];
  readonly functions: readonly StaffFunction[];
  readonly state: 'active' | 'left';
  readonly secondFactor: boolean;
}

interface HolderRow {
  readonly id: StaffId;
  readonly duty_name: string;
  readonly roles: Role[];
  readonly functions: StaffFunction[];
  readonly state: 'active' | 'left';
  readonly second_factor: boolean;
}

/** Who has, or had, an account: the names and functions beside the signed directory. */
export class StaffList {
  async all(tx: Transaction): Promise<AccountHolder[]> {
    const found = await rows<HolderRow>(
      tx,
      `select s.id, s.duty_name, s.roles, a.functions, a.state,
         exists (select from second_factor f where f.staff_id = s.id and f.confirmed_at is not null) as second_factor
       from account a join staff s on s.id = a.staff_id order by s.created_at, s.id`,
    );
    return found.map(({ duty_name, second_factor, ...rest }) => ({
      ...rest,
      dutyName: duty_name,
      secondFactor: second_factor,
    }));
  }

  /** Of whoever has a session, also one that waits. */
  async self(
    tx: Transaction,
    staffId: StaffId,
  ): Promise<{ dutyName: string; roles: Role[]; language: Language }> {
    const [found] = await rows<{ duty_name: string; roles: Role[]; language: Language }>(
      tx,
      `select duty_name, roles, language from staff where id = $1`,
      [staffId],
    );
    if (!found) throw new IdentityRefused('staff-unknown');
    return { dutyName: found.duty_name, roles: found.roles, language: found.language };
  }

  /** @throws IdentityRefused */
  async setFunctions(tx: Transaction, staffId: StaffId, functions: readonly StaffFunction[]): Promise<void> {
    const changed = await rows(
      tx,
      `update account set functions = $2 where staff_id = $1 and state = 'active' returning staff_id`,
      [staffId, [...functions]],
    );
    if (changed.length === 0) throw new IdentityRefused('staff-unknown');
  }

  async organisation(tx: Transaction): Promise<string> {
    const [found] = await rows<{ name: string }>(tx, `select name from organisation`);
    return found?.name ?? '';
  }
}
