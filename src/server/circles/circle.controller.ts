import { Controller, Inject } from '@nestjs/common';
import {
  changeCase,
  changeMembers,
  eraseCircle,
  listMyCircles,
  countOnlyRecoverable,
  listRecoverable,
  openCircle,
  readCircle,
} from '../../contracts/circles/circles.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, ExpectedVersion, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { pageOf, readPlace } from '../platform/http/cursor.js';
import { ChangeCase } from './change-case.js';
import { ChangeMembers } from './change-members.js';
import { circleAnswer } from './circle-answer.js';
import { EraseCircle } from './erase-circle.js';
import { OpenCircle } from './open-circle.js';
import { CountOnlyRecoverable } from './only-recoverable.js';
import { ListMyCircles, ListRecoverable, ReadCircle } from './read-circle.js';

@Controller()
export class CircleController {
  constructor(
    @Inject(OpenCircle) private readonly opener: OpenCircle,
    @Inject(ListMyCircles) private readonly lister: ListMyCircles,
    @Inject(CountOnlyRecoverable) private readonly onlyRecoverable: CountOnlyRecoverable,
    @Inject(ListRecoverable) private readonly recoverable: ListRecoverable,
    @Inject(ReadCircle) private readonly reader: ReadCircle,
    @Inject(ChangeMembers) private readonly members: ChangeMembers,
    @Inject(ChangeCase) private readonly cases: ChangeCase,
    @Inject(EraseCircle) private readonly eraser: EraseCircle,
  ) {}

  @Api(openCircle)
  open(
    @Input() { body }: InputOf<typeof openCircle>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof openCircle>> {
    return this.opener.run(tx, body, staffId);
  }

  @Api(listMyCircles)
  async list(
    @Input() { query }: InputOf<typeof listMyCircles>,
    @WhoCalls() { staffId }: Caller,
  ): Promise<AnswerOf<typeof listMyCircles>> {
    const found = await this.lister.run(staffId, circleOf(query.cursor), query.limit + 1);
    const { items, next } = pageOf(found, query.limit, ({ circle }) => [circle.id]);
    return { items: items.map(circleAnswer), next };
  }

  @Api(countOnlyRecoverable)
  async countOnlyRecoverable(@Tx() tx: Transaction): Promise<AnswerOf<typeof countOnlyRecoverable>> {
    return { count: await this.onlyRecoverable.run(tx) };
  }

  @Api(listRecoverable)
  async listRecoverable(
    @Input() { query }: InputOf<typeof listRecoverable>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listRecoverable>> {
    const found = await this.recoverable.run(tx, staffId, circleOf(query.cursor), query.limit + 1);
    const { items, next } = pageOf(found, query.limit, ({ circle }) => [circle.id]);
    return { items: items.map(circleAnswer), next };
  }

  @Api(readCircle)
  async read(
    @Input() { params }: InputOf<typeof readCircle>,
    @WhoCalls() { staffId }: Caller,
  ): Promise<AnswerOf<typeof readCircle>> {
    const mine = await this.reader.run(params.id, staffId);
    return { ...circleAnswer(mine), grant: mine.grant };
  }

  @Api(changeMembers)
  change(
    @Input() { params, body }: InputOf<typeof changeMembers>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof changeMembers>> {
    return this.members.run(tx, params.id, body, staffId);
  }

  @Api(changeCase)
  changeCase(
    @Input() { params, body }: InputOf<typeof changeCase>,
    @ExpectedVersion() seen: number,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof changeCase>> {
    return this.cases.run(tx, params.id, { change: body, seen }, staffId);
  }

  @Api(eraseCircle)
  erase(
    @Input() { params }: InputOf<typeof eraseCircle>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.eraser.run(tx, params.id, staffId);
  }
}

const circleOf = (cursor: string | undefined): CircleId | null =>
  (readPlace(cursor, 'id')?.[0] ?? null) as CircleId | null;
