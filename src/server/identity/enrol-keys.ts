import { idBytes } from '../../contracts/shared/scalars.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import { rows, type Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.js';
import type { Tries } from '../platform/http/tries.js';
import type { Announce } from '../platform/live/announce.js';
import { checkMaterial, type IdentitySettings } from './account-demands.js';
import type { AccountMaterial } from './account.repository.js';
import { checkPossessions, type Newcomer, type Possessions } from './check-possessions.js';
import type { DirectoryBook } from './directory-book.js';
import { fitDutyName } from './duty-name.js';
import type { Enrolment, EnrolmentRepository } from './enrolment.repository.js';
import { IdentityRefused } from './identity-refused.js';
import type { InvitationRepository, InvitationRow } from './invitation.repository.js';
import type { RecordAudit } from './record-audit.js';
import type { OpenedSession, SessionBook } from './session-book.js';
import { insertStaff } from './staff-rows.js';
import { StaffRow } from './staff.row.js';

export interface Acceptance {
  readonly token: Uint8Array;
  readonly material: AccountMaterial;
  readonly possessions: Possessions;
  readonly device: string;
}

/** Posts a person's new keys, to wait until an administrator has compared them with her and signs. */
export class EnrolKeys {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tries: Tries,
    private readonly directory: DirectoryBook,
    private readonly invitations: InvitationRepository,
    private readonly enrolments: EnrolmentRepository,
    private readonly sessions: SessionBook,
    private readonly announce: Announce,
    private readonly audit: RecordAudit,
    private readonly settings: IdentitySettings,
  ) {}

  /** What a link is for, without using it. @throws IdentityRefused */
  async look(token: Uint8Array, address: string): Promise<InvitationRow & { readonly kv: number }> {
    await this.tries.count('open-door', address);
    return this.database.transaction(async (tx) => {
      const invitation = await this.#invitation(tx, token);
      return { ...invitation, kv: await this.#nextVersion(tx, invitation) };
    });
  }

  /** Uses a link up. @throws IdentityRefused; then the link is as it was */
  async accept(
    acceptance: Acceptance,
    address: string,
  ): Promise<OpenedSession & { readonly staffId: StaffId }> {
    await this.tries.count('open-door', address);
    return this.database.transaction(async (tx) => {
      const invitation = await this.#invitation(tx, acceptance.token);
      await this.invitations.use(tx, invitation.id);
      await this.#meet(tx, invitation);
      const { staff_id: staffId, purpose, roles, functions } = invitation;
      await this.#put(tx, { staffId, purpose, roles, functions, ...acceptance });
      await this.sessions.end(tx, staffId, { enrollingOnly: true });
      return { staffId, ...(await this.sessions.open(tx, staffId, 'enrolling', acceptance.device)) };
    });
  }

  /**
   * New keys of somebody signed in, who proved it again just now. Whoever else is signed in as her is out at once, before anybody
   * has signed anything. @throws IdentityRefused
   */
  async renewOwn(
    { staffId, sessionId }: Pick<Caller, 'staffId' | 'sessionId'>,
    material: AccountMaterial,
    possessions: Possessions,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const staff = await tx.findOneByOrFail(StaffRow, { id: staffId });
      const [account] = await rows<Pick<InvitationRow, 'functions'>>(
        tx,
        `select functions from account where staff_id = $1`,
        [staffId],
      );
      await this.#put(tx, {
        staffId,
        purpose: 'renew',
        roles: staff.roles,
        functions: account?.functions ?? [],
        material,
        possessions,
      });
      await this.sessions.end(tx, staffId, { except: sessionId });
    });
  }

  /** New keys of somebody who is here already; null while none wait. */
  async waitingOf(
    tx: Transaction,
    staffId: StaffId,
  ): Promise<(Enrolment & { readonly stale: boolean }) | null> {
    const waiting = await this.enrolments.look(tx, staffId);
    if (waiting?.purpose !== 'renew') return null;
    return { ...waiting, stale: waiting.place !== (await this.directory.newest(tx)) + 1 };
  }

  /** The directory went on: possession for the place that it has reached. @throws IdentityRefused */
  async prove(tx: Transaction, staffId: StaffId, possessions: Possessions): Promise<void> {
    const waiting = await this.enrolments.find(tx, staffId);
    if (!waiting) throw new IdentityRefused('enrolment-unknown');
    const directory = await this.directory.read(tx);
    checkPossessions(possessions, waiting, directory);
    await this.enrolments.renewPossessions(tx, staffId, possessions, directory.seq + 1);
    await this.announce.run(tx, { kind: 'enrolment', subjectId: staffId });
  }

  async #invitation(tx: Transaction, token: Uint8Array): Promise<InvitationRow> {
    const invitation = await this.invitations.find(tx, token);
    if (!invitation) throw new IdentityRefused('invitation-refused');
    return invitation;
  }

  /** The person of a new invitation is known from here on, but works only when her keys are signed in. */
  async #meet(tx: Transaction, { staff_id: id, duty_name, roles, language }: InvitationRow): Promise<void> {
    if (await tx.existsBy(StaffRow, { id })) return;
    const dutyName = await fitDutyName(tx, duty_name);
    await insertStaff(tx, this.clock, { id, dutyName, roles, language, active: false });
  }

  async #put(
    tx: Transaction,
    order: Pick<Newcomer, 'staffId' | 'purpose' | 'roles'> &
      Pick<InvitationRow, 'functions'> & { material: AccountMaterial; possessions: Possessions },
  ): Promise<void> {
    const { staffId, purpose, roles, functions, material, possessions } = order;
    checkMaterial(material, this.settings);
    const directory = await this.directory.read(tx);
    const expected = await this.#nextVersion(tx, { staff_id: staffId });
    if (material.kv !== expected) throw new IdentityRefused('possession-refused', 'key-version');
    checkPossessions(possessions, { ...order, ...material, staffId }, directory);
    const place = directory.seq + 1;
    await this.enrolments.put(tx, { staffId, purpose, roles, functions, material, possessions, place });
    await this.audit.run(tx, { actor: staffId, kind: 'keys-posted', subject: staffId });
    await this.announce.run(tx, { kind: 'enrolment', subjectId: staffId });
  }

  async #nextVersion(tx: Transaction, { staff_id }: Pick<InvitationRow, 'staff_id'>): Promise<number> {
    const directory = await this.directory.read(tx);
    return (directory.keyOf(idBytes(staff_id))?.kv ?? 0) + 1;
  }
}
