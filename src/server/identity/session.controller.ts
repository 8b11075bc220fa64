import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  beginSignIn,
  endSession,
  endSessionsOf,
  listSessions,
  readReloadKey,
  readSession,
  signIn,
  signOut,
} from '../../contracts/identity/session.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { dropSession, keepSession } from '../platform/http/cookies.js';
import { API_SETTINGS, originOf, type ApiSettings } from '../platform/http/origin.js';
import { IdentityRefused } from './identity-refused.js';
import { RecordAudit } from './record-audit.js';
import { SecondFactor } from './second-factor.js';
import { SessionBook } from './session-book.js';
import { SignIn } from './sign-in.js';
import { StaffList } from './staff-list.js';
import type { IdentitySettings } from './account-demands.js';
import { IDENTITY_SETTINGS } from './identity-tokens.js';

@Controller()
export class SessionController {
  constructor(
    @Inject(SignIn) private readonly signing: SignIn,
    @Inject(SessionBook) private readonly sessions: SessionBook,
    @Inject(SecondFactor) private readonly secondFactor: SecondFactor,
    @Inject(StaffList) private readonly staff: StaffList,
    @Inject(RecordAudit) private readonly audit: RecordAudit,
    @Inject(API_SETTINGS) private readonly settings: ApiSettings,
    @Inject(IDENTITY_SETTINGS) private readonly house: IdentitySettings,
  ) {}

  /** Open to anyone: it is how one gets in. */
  @Api(beginSignIn)
  begin(
    @Input() { body }: InputOf<typeof beginSignIn>,
    @Req() request: FastifyRequest,
  ): Promise<AnswerOf<typeof beginSignIn>> {
    return this.signing.begin(body.dutyName, body.method, request.ip);
  }

  /** Open to anyone: it is how one gets in. */
  @Api(signIn)
  async signIn(
    @Input() { body }: InputOf<typeof signIn>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<typeof signIn>> {
    const origin = originOf(request, this.settings);
    const { id, token, ...opened } = await this.signing.run({ ...body, origin, address: request.ip });
    keepSession(request, reply, token);
    return { sessionId: id, ...opened };
  }

  @Api(readSession)
  async read(@WhoCalls() caller: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof readSession>> {
    const { inForce } = await this.secondFactor.state(tx, caller.staffId);
    const { sessionId, kind, staffId, functions, needsSecondFactor, expiresAt } = caller;
    return {
      sessionId,
      kind,
      staffId,
      ...(await this.staff.self(tx, staffId)),
      functions: [...functions],
      organisation: await this.staff.organisation(tx),
      zone: this.house.zone,
      secondFactor: inForce,
      needsSecondFactor,
      expiresAt,
    };
  }

  @Api(readReloadKey)
  async reloadKey(
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readReloadKey>> {
    const reloadKey = await this.sessions.reloadKey(tx, caller.sessionId);
    if (!reloadKey) throw new IdentityRefused('session-unknown');
    return { reloadKey };
  }

  @Api(signOut)
  async signOut(
    @WhoCalls() { staffId, sessionId }: Caller,
    @Tx() tx: Transaction,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(tx, staffId, { id: sessionId });
    await this.audit.run(tx, { actor: staffId, kind: 'signed-out', subject: sessionId });
    dropSession(request, reply);
  }

  @Api(listSessions)
  async list(@WhoCalls() caller: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof listSessions>> {
    const found = await this.sessions.listOf(tx, caller.staffId);
    return { items: found.map((session) => ({ ...session, current: session.id === caller.sessionId })) };
  }

  @Api(endSession)
  async end(
    @Input() { params }: InputOf<typeof endSession>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    const ended = await this.sessions.end(tx, staffId, { id: params.id });
    if (ended === 0) throw new IdentityRefused('session-unknown');
    await this.audit.run(tx, { actor: staffId, kind: 'session-ended', subject: params.id });
  }

  @Api(endSessionsOf)
  async endAllOf(
    @Input() { params }: InputOf<typeof endSessionsOf>,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.staff.self(tx, params.id);
    await this.sessions.end(tx, params.id);
    await this.audit.run(tx, { actor: caller.staffId, kind: 'sessions-ended', subject: params.id });
  }
}
