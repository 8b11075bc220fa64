import type { StaffId } from '../../domain/shared/ids.js';
import type { Database } from '../platform/database/database.js';
import { checkMethod, type IdentitySettings } from './account-demands.js';
import type { AccountRepository, LoginMethod } from './account.repository.js';
import type { Proof, ProveAgain } from './prove-again.js';
import type { RecordAudit } from './record-audit.js';
import type { SessionBook } from './session-book.js';

/**
 * A new passphrase or recovery code: 72 bytes are rewrapped and the sign-in key changes. It does not revoke an old dump: who
 * knew the old passphrase and has one opens it. After a compromise, new keys are the answer.
 */
export class ChangeMethod {
  constructor(
    private readonly database: Database,
    private readonly prove: ProveAgain,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionBook,
    private readonly audit: RecordAudit,
    private readonly settings: IdentitySettings,
  ) {}

  /** @param current the session that stays open; all others end. @throws IdentityRefused */
  async run(
    staffId: StaffId,
    current: string,
    origin: string,
    { proof, next }: { readonly proof: Proof; readonly next: LoginMethod },
  ): Promise<void> {
    checkMethod(next, this.settings);
    const action = next.method === 1 ? 'change-passphrase' : 'change-code';
    await this.prove.run(staffId, origin, action, proof);
    await this.database.transaction(async (tx) => {
      await this.accounts.putMethod(tx, staffId, next);
      await this.sessions.end(tx, staffId, { except: current });
      await this.audit.run(tx, { actor: staffId, kind: action, subject: staffId });
    });
  }
}
