import { Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { askChallenge, changeMethod, readAccount, savePins } from '../../contracts/identity/account.js';
import { readRenewal, renewIdentity } from '../../contracts/identity/enrolment.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, ExpectedVersion, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { API_SETTINGS, originOf, type ApiSettings } from '../platform/http/origin.js';
import { PlatformRefused } from '../platform/http/platform-refused.js';
import { AccountRepository } from './account.repository.js';
import { Challenges } from './challenges.js';
import { ChangeMethod } from './change-method.js';
import { EnrolKeys } from './enrol-keys.js';
import { ProveAgain } from './prove-again.js';
import { SecondFactor } from './second-factor.js';

@Controller()
export class AccountController {
  constructor(
    @Inject(AccountRepository) private readonly accounts: AccountRepository,
    @Inject(SecondFactor) private readonly secondFactor: SecondFactor,
    @Inject(Challenges) private readonly challenges: Challenges,
    @Inject(ChangeMethod) private readonly change: ChangeMethod,
    @Inject(ProveAgain) private readonly prove: ProveAgain,
    @Inject(EnrolKeys) private readonly enrol: EnrolKeys,
    @Inject(API_SETTINGS) private readonly settings: ApiSettings,
  ) {}

  @Api(readAccount)
  async read(@WhoCalls() { staffId }: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof readAccount>> {
    const methods = await this.accounts.methods(tx, staffId);
    const { inForce, codesLeft } = await this.secondFactor.state(tx, staffId);
    return {
      methods: methods.map(({ loginKey: _stays, ...method }) => method),
      seeds: await this.accounts.seeds(tx, staffId),
      pins: await this.accounts.pins(tx, staffId),
      secondFactor: inForce,
      codesLeft,
    };
  }

  @Api(askChallenge)
  async challenge(@WhoCalls() { staffId }: Caller): Promise<AnswerOf<typeof askChallenge>> {
    return { challenge: await this.challenges.issue(staffId) };
  }

  @Api(changeMethod)
  async changeMethod(
    @Input() { params, body }: InputOf<typeof changeMethod>,
    @WhoCalls() { staffId, sessionId }: Caller,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    if (body.next.method !== params.method)
      throw new PlatformRefused('invalid-request', {
        fields: [{ at: 'body.next.method', rule: 'as in the path' }],
      });
    await this.change.run(staffId, sessionId, originOf(request, this.settings), body);
  }

  @Api(savePins)
  async savePins(
    @Input() { body }: InputOf<typeof savePins>,
    @ExpectedVersion() seen: number,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof savePins>> {
    const version = await this.accounts.savePins(tx, staffId, seen, body.sealed);
    if (version === null) throw new PlatformRefused('superseded');
    return { version };
  }

  @Api(renewIdentity)
  async renew(
    @Input() { body }: InputOf<typeof renewIdentity>,
    @WhoCalls() { staffId, sessionId }: Caller,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.prove.run(staffId, originOf(request, this.settings), 'renew', body.proof);
    await this.enrol.renewOwn({ staffId, sessionId }, body.material, body.possessions);
  }

  @Api(readRenewal)
  async renewal(
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readRenewal>> {
    const waiting = await this.enrol.waitingOf(tx, staffId);
    if (!waiting) return { waiting: null };
    const { kv, ed25519, x25519, material, stale } = waiting;
    const methods = material.methods.map(({ loginKey: _stays, ...method }) => method);
    return { waiting: { kv, ed25519, x25519, methods, seeds: material.seeds, stale } };
  }
}
