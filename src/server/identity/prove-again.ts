import { AccountRefused } from '../../e2ee/account/account-refused.js';
import { checkLogin } from '../../e2ee/account/login.js';
import type { ProofAction } from '../../contracts/identity/account.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Database } from '../platform/database/database.js';
import type { AccountRepository, MethodNumber } from './account.repository.js';
import type { Challenges } from './challenges.js';
import { IdentityRefused } from './identity-refused.js';

export interface Proof {
  readonly challenge: Uint8Array;
  readonly signature: Uint8Array;
  readonly method: MethodNumber;
}

/** A stolen, open session must not be enough to change how somebody signs in: such actions need the passphrase again. */
export class ProveAgain {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly challenges: Challenges,
  ) {}

  /** @throws IdentityRefused unless `proof` signs this action, here and now, with a key of this person */
  async run(staffId: StaffId, origin: string, action: ProofAction, proof: Proof): Promise<void> {
    const isFresh = await this.challenges.spend(staffId, proof.challenge);
    const methods = await this.accounts.methods(this.database.reader, staffId);
    const used = methods.find(({ method }) => method === proof.method);
    if (!isFresh || !used) throw new IdentityRefused('proof-refused');
    try {
      const claim = { origin, user: idBytes(staffId), challenge: proof.challenge, action };
      checkLogin(used.loginKey, claim, proof.signature);
    } catch (caught) {
      throw caught instanceof AccountRefused ? new IdentityRefused('proof-refused') : caught;
    }
  }
}
