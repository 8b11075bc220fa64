import { Controller, Inject } from '@nestjs/common';
import { handOverWork, listLeftWork, listOpenWork } from '../../contracts/identity/open-work.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { HandOverWork } from './hand-over-work.js';
import { OpenWork } from './open-work.js';
import { StaffList } from './staff-list.js';

@Controller()
export class OpenWorkController {
  constructor(
    @Inject(OpenWork) private readonly work: OpenWork,
    @Inject(HandOverWork) private readonly handing: HandOverWork,
    @Inject(StaffList) private readonly staff: StaffList,
  ) {}

  @Api(listOpenWork)
  async list(
    @Input() { params }: InputOf<typeof listOpenWork>,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listOpenWork>> {
    await this.staff.self(tx, params.id);
    const items = await this.work.of(tx, params.id);
    return {
      items: items.map(({ kind, id, number, way, takers, askedOf = null, alone = false }) => ({
        kind,
        id,
        number,
        way,
        takers: [...takers],
        askedOf,
        alone,
      })),
    };
  }

  @Api(handOverWork)
  async handOver(
    @Input() { params, body }: InputOf<typeof handOverWork>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof handOverWork>> {
    await this.staff.self(tx, params.id);
    return { outcome: await this.handing.run(tx, { ...body, from: params.id }, staffId) };
  }

  @Api(listLeftWork)
  async left(@Tx() tx: Transaction): Promise<AnswerOf<typeof listLeftWork>> {
    const items: AnswerOf<typeof listLeftWork>['items'] = [];
    for (const { id, state } of await this.staff.all(tx)) {
      if (state !== 'left') continue;
      const { length: count } = await this.work.of(tx, id);
      if (count > 0) items.push({ staffId: id, count });
    }
    return { items };
  }
}
