import { Controller, Inject } from '@nestjs/common';
import {
  listEveryCircle,
  listOpenings,
  listOpeningsBy,
  whoMayKnow,
} from '../../contracts/circles/schedule.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { pageOf, readPlace } from '../platform/http/cursor.js';
import { circleAnswer } from './circle-answer.js';
import type { OpeningEntry } from './opening-log.js';
import { WhoMayKnow } from './who-may-know.js';

@Controller()
export class WhoController {
  constructor(@Inject(WhoMayKnow) private readonly who: WhoMayKnow) {}

  @Api(whoMayKnow)
  async members(
    @Input() { params }: InputOf<typeof whoMayKnow>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof whoMayKnow>> {
    const { members, needsNewEpoch, grantorsLeft } = await this.who.members(tx, params.id, staffId);
    return { members: [...members], needsNewEpoch, grantorsLeft };
  }

  @Api(listOpenings)
  async openings(
    @Input() { params, query }: InputOf<typeof listOpenings>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listOpenings>> {
    const place = { before: beforeOf(query.cursor), limit: query.limit + 1 };
    return openingsAnswer(await this.who.openingsOf(tx, params.id, place, staffId), query.limit);
  }

  @Api(listOpeningsBy)
  async openingsBy(
    @Input() { params, query }: InputOf<typeof listOpeningsBy>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listOpeningsBy>> {
    const place = { before: beforeOf(query.cursor), limit: query.limit + 1 };
    return openingsAnswer(await this.who.openingsBy(tx, params.id, place, staffId), query.limit);
  }

  @Api(listEveryCircle)
  async everyCircle(
    @Input() { query }: InputOf<typeof listEveryCircle>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listEveryCircle>> {
    const [after = null] = readPlace(query.cursor, 'id') ?? [];
    const place = { after: after as CircleId | null, limit: query.limit + 1 };
    const found = await this.who.everyCircle(tx, place, staffId);
    const { items, next } = pageOf(found, query.limit, ({ circle }) => [circle.id]);
    return { items: items.map(circleAnswer), next };
  }
}

const beforeOf = (cursor: string | undefined): number | null => readPlace(cursor, 'number')?.[0] ?? null;

function openingsAnswer(found: readonly OpeningEntry[], limit: number): AnswerOf<typeof listOpenings> {
  const { items, next } = pageOf(found, limit, ({ id }) => [id]);
  return {
    items: items.map(({ circle, staffId, openedAt, lastReadAt }) => ({
      circle,
      staffId,
      openedAt,
      lastReadAt,
    })),
    next,
  };
}
