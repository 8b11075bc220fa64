import { Controller, Inject } from '@nestjs/common';
import { readEvaluationShare } from '../../contracts/circles/evaluation-share.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { ReadEvaluationShare } from './read-evaluation-share.js';

@Controller()
export class EvaluationShareController {
  constructor(@Inject(ReadEvaluationShare) private readonly share: ReadEvaluationShare) {}

  @Api(readEvaluationShare)
  async read(
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readEvaluationShare>> {
    const { signed, withoutExtracts } = await this.share.run(tx, staffId);
    return {
      signed: [...signed],
      withoutExtracts: withoutExtracts.map(({ who, ...each }) => ({ ...each, who: who && [...who] })),
    };
  }
}
