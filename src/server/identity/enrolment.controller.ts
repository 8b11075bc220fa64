import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  acceptInvitation,
  invite,
  listEnrolments,
  listInvitations,
  lookAtInvitation,
  readEnrolment,
  refuseEnrolment,
  renewPossession,
  withdrawInvitation,
} from '../../contracts/identity/enrolment.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import { instant } from '../../domain/shared/time.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { keepSession } from '../platform/http/cookies.js';
import { pageOf, readPlace } from '../platform/http/cursor.js';
import type { Clock } from '../platform/clock/clock.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import type { IdentitySettings } from './account-demands.js';
import { AccountRepository } from './account.repository.js';
import { DirectoryBook } from './directory-book.js';
import { EnrolKeys } from './enrol-keys.js';
import { EnrolmentRepository } from './enrolment.repository.js';
import { IdentityRefused } from './identity-refused.js';
import { IDENTITY_SETTINGS } from './identity-tokens.js';
import { InvitationRepository, type InvitationRow } from './invitation.repository.js';
import { InviteStaff } from './invite-staff.js';
import { RecordAudit } from './record-audit.js';
import { SessionBook } from './session-book.js';
import { StaffList } from './staff-list.js';

@Controller()
export class EnrolmentController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(InviteStaff) private readonly inviting: InviteStaff,
    @Inject(EnrolKeys) private readonly enrol: EnrolKeys,
    @Inject(InvitationRepository) private readonly invitations: InvitationRepository,
    @Inject(EnrolmentRepository) private readonly enrolments: EnrolmentRepository,
    @Inject(AccountRepository) private readonly accounts: AccountRepository,
    @Inject(DirectoryBook) private readonly directory: DirectoryBook,
    @Inject(SessionBook) private readonly sessions: SessionBook,
    @Inject(StaffList) private readonly staff: StaffList,
    @Inject(RecordAudit) private readonly audit: RecordAudit,
    @Inject(IDENTITY_SETTINGS) private readonly settings: IdentitySettings,
  ) {}

  @Api(invite)
  invite(
    @Input() { body }: InputOf<typeof invite>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof invite>> {
    return this.inviting.run(tx, staffId, body);
  }

  @Api(listInvitations)
  async list(
    @Input() { query }: InputOf<typeof listInvitations>,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listInvitations>> {
    const found = await this.invitations.list(tx, readPlace(query.cursor, 'number', 'id'), query.limit + 1);
    const page = pageOf(found, query.limit, ({ created_at, id }) => [created_at.getTime(), id]);
    return { items: page.items.map((row) => this.#listed(row)), next: page.next };
  }

  @Api(withdrawInvitation)
  async withdraw(
    @Input() { params }: InputOf<typeof withdrawInvitation>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    if (!(await this.invitations.withdraw(tx, params.id))) throw new IdentityRefused('invitation-unknown');
    await this.audit.run(tx, { actor: staffId, kind: 'invitation-withdrawn', subject: params.id });
  }

  /** Open to anyone who holds the link. */
  @Api(lookAtInvitation)
  async look(
    @Input() { body }: InputOf<typeof lookAtInvitation>,
    @Req() request: FastifyRequest,
  ): Promise<AnswerOf<typeof lookAtInvitation>> {
    const found = await this.enrol.look(body.token, request.ip);
    const { reader } = this.database;
    return {
      staffId: found.staff_id,
      dutyName: found.duty_name,
      roles: found.roles,
      functions: found.functions,
      language: found.language,
      purpose: found.purpose,
      kv: found.kv,
      organisation: await this.staff.organisation(reader),
      entries: await this.directory.since(reader, 0),
      ...this.settings.passphraseCost,
    };
  }

  /** Open to anyone who holds the link, once. */
  @Api(acceptInvitation)
  async accept(
    @Input() { body }: InputOf<typeof acceptInvitation>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<typeof acceptInvitation>> {
    const { staffId, token, expiresAt } = await this.enrol.accept(body, request.ip);
    keepSession(request, reply, token);
    return { staffId, expiresAt };
  }

  @Api(readEnrolment)
  async state(
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readEnrolment>> {
    const newest = await this.directory.newest(tx);
    const waiting = await this.enrolments.waits(tx, staffId);
    if (waiting) return { state: waiting.place === newest + 1 ? 'waiting' : 'stale', newest };
    return { state: (await this.accounts.exists(tx, staffId)) ? 'signed' : 'refused', newest };
  }

  @Api(renewPossession)
  async renew(
    @Input() { body }: InputOf<typeof renewPossession>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.enrol.prove(tx, staffId, body.possessions);
  }

  @Api(listEnrolments)
  async waiting(@Tx() tx: Transaction): Promise<AnswerOf<typeof listEnrolments>> {
    const next = (await this.directory.newest(tx)) + 1;
    const found = await this.enrolments.list(tx);
    return {
      items: found.map(({ material: _stays, place, roles, functions, ...rest }) => ({
        ...rest,
        roles: [...roles],
        functions: [...functions],
        stale: place !== next,
      })),
    };
  }

  @Api(refuseEnrolment)
  async refuse(
    @Input() { params }: InputOf<typeof refuseEnrolment>,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    if (!(await this.enrolments.remove(tx, params.id))) throw new IdentityRefused('enrolment-unknown');
    await this.sessions.end(tx, params.id, { enrollingOnly: true });
    await this.audit.run(tx, { actor: caller.staffId, kind: 'keys-refused', subject: params.id });
  }

  #listed(row: InvitationRow) {
    const { id, staff_id, duty_name, roles, functions, purpose, expires_at } = row;
    const expiresAt = instant(expires_at.getTime());
    return {
      id,
      staffId: staff_id,
      dutyName: duty_name,
      roles,
      functions,
      purpose,
      state: stateOf(row, this.clock.now()),
      expiresAt,
    };
  }
}

function stateOf(
  { used_at, withdrawn_at, expires_at }: InvitationRow,
  now: number,
): 'open' | 'used' | 'withdrawn' | 'expired' {
  if (used_at) return 'used';
  if (withdrawn_at) return 'withdrawn';
  return expires_at.getTime() <= now ? 'expired' : 'open';
}
