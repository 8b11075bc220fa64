import { randomUUID } from 'node:crypto';
import type { invite } from '../../contracts/identity/enrolment.js';
import type { Role } from '../../contracts/shared/people.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { AccountRepository } from './account.repository.js';
import { fitDutyName } from './duty-name.js';
import { IdentityRefused } from './identity-refused.js';
import type { Invited, InvitationRepository } from './invitation.repository.js';
import type { RecordAudit } from './record-audit.js';
import { StaffRow } from './staff.row.js';

type Wish = InputOf<typeof invite>['body'];

/** A link for somebody new, or for somebody here who has no keys yet or needs new ones. */
export class InviteStaff {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly accounts: AccountRepository,
    private readonly audit: RecordAudit,
  ) {}

  /** @throws DutyNameUnfit, IdentityRefused */
  async run(tx: Transaction, by: StaffId, wish: Wish): Promise<AnswerOf<typeof invite>> {
    const invited = 'staffId' in wish ? await this.#again(tx, wish) : await newcomer(tx, wish);
    const issued = await this.invitations.issue(tx, invited, by);
    await this.audit.run(tx, { actor: by, kind: 'invited', subject: invited.staffId });
    return { ...issued, staffId: invited.staffId };
  }

  /** Roles may change with the keys, but nobody crosses between administrators, who hold no circle keys, and the others. */
  async #again(tx: Transaction, wish: Extract<Wish, { staffId: StaffId }>): Promise<Invited> {
    const staff = await tx.findOneBy(StaffRow, { id: wish.staffId, active: true });
    if (!staff) throw new IdentityRefused('staff-unknown');
    const hasAccount = await this.accounts.exists(tx, staff.id);
    const roles = wish.roles ?? staff.roles;
    if (hasAccount && isAdministrator(roles) !== isAdministrator(staff.roles))
      throw new IdentityRefused('role-mismatch');
    const [account] = await rows<{ functions: Invited['functions'] }>(
      tx,
      `select functions from account where staff_id = $1`,
      [staff.id],
    );
    const { dutyName, language } = staff;
    const purpose = hasAccount ? 'renew' : 'new';
    return { staffId: staff.id, purpose, dutyName, roles, functions: account?.functions ?? [], language };
  }
}

async function newcomer(tx: Transaction, wish: Exclude<Wish, { staffId: StaffId }>): Promise<Invited> {
  const { roles, functions, language } = wish;
  const dutyName = await fitDutyName(tx, wish.dutyName);
  return { staffId: randomUUID() as StaffId, purpose: 'new', dutyName, roles, functions, language };
}

export const isAdministrator = (roles: readonly Role[]): boolean => roles.includes('administrator');
