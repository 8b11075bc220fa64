import { Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  resetSecondFactor,
} from '../../contracts/identity/second-factor.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { API_SETTINGS, originOf, type ApiSettings } from '../platform/http/origin.js';
import { IdentityRefused } from './identity-refused.js';
import { ProveAgain } from './prove-again.js';
import { RecordAudit } from './record-audit.js';
import { SecondFactor } from './second-factor.js';
import { SessionBook } from './session-book.js';
import { StaffList } from './staff-list.js';

@Controller()
export class SecondFactorController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SecondFactor) private readonly secondFactor: SecondFactor,
    @Inject(ProveAgain) private readonly prove: ProveAgain,
    @Inject(SessionBook) private readonly sessions: SessionBook,
    @Inject(StaffList) private readonly staff: StaffList,
    @Inject(RecordAudit) private readonly audit: RecordAudit,
    @Inject(API_SETTINGS) private readonly settings: ApiSettings,
  ) {}

  @Api(beginSecondFactor)
  begin(@WhoCalls() { staffId }: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof beginSecondFactor>> {
    return this.secondFactor.begin(tx, staffId);
  }

  @Api(confirmSecondFactor)
  async confirm(
    @Input() { body }: InputOf<typeof confirmSecondFactor>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof confirmSecondFactor>> {
    const codes = await this.secondFactor.confirm(tx, staffId, body.code);
    await this.audit.run(tx, { actor: staffId, kind: 'second-factor-set', subject: staffId });
    return { codes };
  }

  @Api(removeSecondFactor)
  async remove(
    @Input() { body }: InputOf<typeof removeSecondFactor>,
    @WhoCalls() { staffId }: Caller,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.prove.run(staffId, originOf(request, this.settings), 'remove-second-factor', body.proof);
    await this.database.transaction((tx) => this.#takeAway(tx, staffId, staffId));
  }

  @Api(resetSecondFactor)
  async reset(
    @Input() { params }: InputOf<typeof resetSecondFactor>,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.staff.self(tx, params.id);
    await this.#takeAway(tx, caller.staffId, params.id);
    await this.sessions.end(tx, params.id);
  }

  async #takeAway(tx: Transaction, by: Caller['staffId'], of: Caller['staffId']): Promise<void> {
    if (!(await this.secondFactor.remove(tx, of))) throw new IdentityRefused('second-factor-unknown');
    await this.audit.run(tx, { actor: by, kind: 'second-factor-removed', subject: of });
  }
}
