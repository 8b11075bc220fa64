import { ops, type Entry } from '../../e2ee/directory/entry.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { AccountRepository } from './account.repository.js';
import { carriesKeysOf, isEntryOf } from './check-possessions.js';
import { readEntry, subjectOf, type DirectoryBook } from './directory-book.js';
import { DutyNameUnfit } from './duty-name.js';
import type { Enrolment, EnrolmentRepository } from './enrolment.repository.js';
import { IdentityRefused } from './identity-refused.js';
import type { OpenWork } from './open-work.js';
import type { RecordAudit } from './record-audit.js';
import type { SessionBook } from './session-book.js';

const deeds: Readonly<Partial<Record<number, string>>> = {
  [ops.add]: 'person-added',
  [ops.adminAdd]: 'administrator-added',
  [ops.rotate]: 'keys-rotated',
  [ops.revoke]: 'person-revoked',
  [ops.edge]: 'edge-added',
};

/**
 * An administrator's entry and what follows from it, in one transaction: ADD opens the account whose keys it carries, ROTATE
 * replaces what the old identity unlocked, REVOKE ends every session and the account.
 */
export class ExtendDirectory {
  constructor(
    private readonly directory: DirectoryBook,
    private readonly enrolments: EnrolmentRepository,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionBook,
    private readonly work: OpenWork,
    private readonly audit: RecordAudit,
  ) {}

  /** @throws IdentityRefused, DutyNameUnfit */
  async run(tx: Transaction, by: StaffId, bytes: Uint8Array): Promise<number> {
    const entry = readEntry(bytes);
    const deed = deeds[entry.op];
    if (!deed) throw new IdentityRefused('directory-entry-refused', 'op');
    await this.directory.lock(tx);
    await this.#refuseLostRace(tx, entry);
    const subject = subjectOf(entry);
    const waiting = await this.#waitingFor(tx, entry, subject);
    if (entry.op === ops.revoke) await this.#leave(tx, subject, by);
    await this.directory.append(tx, bytes, by);
    if (waiting) await this.#settle(tx, waiting);
    await this.audit.run(tx, { actor: by, kind: deed, subject });
    return entry.seq;
  }

  /** Before anything else, so that the second of two administrators hears that somebody was first, and nothing stranger. */
  async #refuseLostRace(tx: Transaction, entry: Entry): Promise<void> {
    if (entry.seq !== (await this.directory.newest(tx)) + 1)
      throw new IdentityRefused('directory-superseded');
  }

  /** The keys that an ADD, ADMIN_ADD or a person's ROTATE signs in: exactly those that wait, in the role that was given. */
  async #waitingFor(tx: Transaction, entry: Entry, subject: StaffId): Promise<Enrolment | null> {
    const enrols = entry.op === ops.add || entry.op === ops.adminAdd;
    const rotatesPerson = entry.op === ops.rotate && (await this.accounts.exists(tx, subject));
    if (!enrols && !rotatesPerson) return null;
    const waiting = await this.enrolments.find(tx, subject);
    if (!waiting) throw new IdentityRefused('enrolment-unknown');
    if (!carriesKeysOf(entry, waiting)) throw new IdentityRefused('enrolment-mismatch');
    if (!isEntryOf(entry, waiting)) throw new IdentityRefused('role-mismatch');
    return waiting;
  }

  async #settle(tx: Transaction, { staffId, purpose, roles, functions, material }: Enrolment): Promise<void> {
    await this.#workAs(tx, staffId, roles);
    if (purpose === 'new') await this.accounts.open(tx, staffId, functions, material);
    else {
      await this.accounts.renew(tx, staffId, material);
      await this.sessions.end(tx, staffId, { fullOnly: true });
    }
    await this.enrolments.remove(tx, staffId);
  }

  /** @throws DutyNameUnfit when a colleague took the name while the keys waited */
  async #workAs(tx: Transaction, staffId: StaffId, roles: readonly string[]): Promise<void> {
    const taken = await rows(
      tx,
      `select from staff s join staff other on lower(other.duty_name) = lower(s.duty_name)
       where s.id = $1 and other.active and other.id <> s.id`,
      [staffId],
    );
    if (taken.length > 0) throw new DutyNameUnfit('taken');
    await tx.query(`update staff set active = true, roles = $2 where id = $1`, [staffId, [...roles]]);
  }

  /** Her phone is forgotten too: who left is called by no alert, also not by those that she gives back. */
  async #leave(tx: Transaction, staffId: StaffId, by: StaffId): Promise<void> {
    if (!(await this.accounts.exists(tx, staffId))) return;
    const others = await rows(
      tx,
      `select from staff s join account a on a.staff_id = s.id
       where s.active and a.state = 'active' and 'administrator' = any(s.roles) and s.id <> $1`,
      [staffId],
    );
    if (others.length === 0) throw new IdentityRefused('last-administrator');
    await this.sessions.end(tx, staffId);
    await this.enrolments.remove(tx, staffId);
    await this.accounts.close(tx, staffId);
    await tx.query(
      `update staff set active = false, telegram_chat_sealed = null, telegram_chat_hash = null,
         telegram_reachable = false, email_sealed = null where id = $1`,
      [staffId],
    );
    await this.work.letGo(tx, staffId, by);
  }
}
