import { Controller, Inject } from '@nestjs/common';
import {
  listValidations,
  recordValidation,
  withdrawValidation,
} from '../../contracts/assessments/validations.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { RecordValidation } from './record-validation.js';
import { ValidationRepository, type Validation } from './validation.repository.js';
import { WithdrawValidation } from './withdraw-validation.js';

@Controller()
export class ValidationController {
  constructor(
    @Inject(ValidationRepository) private readonly validations: ValidationRepository,
    @Inject(RecordValidation) private readonly record: RecordValidation,
    @Inject(WithdrawValidation) private readonly withdrawal: WithdrawValidation,
  ) {}

  @Api(listValidations)
  async list(@Tx() tx: Transaction): Promise<AnswerOf<typeof listValidations>> {
    return { items: (await this.validations.inForce(tx)).map(answerOf) };
  }

  @Api(recordValidation)
  async add(
    @Input() { body }: InputOf<typeof recordValidation>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof recordValidation>> {
    return answerOf(await this.record.run(tx, body, staffId));
  }

  @Api(withdrawValidation)
  withdraw(
    @Input() { params }: InputOf<typeof withdrawValidation>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.withdrawal.run(tx, params.id, staffId);
  }
}

const answerOf = (each: Validation): AnswerOf<typeof recordValidation> => ({
  id: each.id,
  instrument: each.instrument,
  version: each.version,
  sha256: each.sha256,
  who: each.who,
  on: each.on,
  recordedBy: each.recordedBy,
  recordedAt: each.recordedAt,
});
