import { Controller, Inject } from '@nestjs/common';
import {
  countOutcomes,
  listConversations,
  readAnswersSoFar,
  readConversation,
  readInbox,
} from '../../contracts/inbox/inbox.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import { days, minus } from '../../domain/shared/time.js';
import { ReadConversations, type ListPlace } from '../intake/read-conversations.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { pageOf, readCursor } from '../platform/http/cursor.js';
import { PlatformRefused } from '../platform/http/platform-refused.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { conversationAnswer, replyAnswer } from './inbox-answer.js';
import { ReadInbox } from './read-inbox.js';

@Controller()
export class InboxController {
  constructor(
    @Inject(ReadInbox) private readonly inbox: ReadInbox,
    @Inject(ReadConversations) private readonly conversations: ReadConversations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Api(readInbox)
  async counts(@WhoCalls() { staffId }: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof readInbox>> {
    const { inboxId, open, unclaimed, overdue, byPriority, flood } = await this.inbox.counts(tx, staffId);
    return { inboxId, open, unclaimed, overdue, byPriority: { ...byPriority }, flood: { ...flood } };
  }

  @Api(listConversations)
  async list(
    @Input() { query }: InputOf<typeof listConversations>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listConversations>> {
    const place = { state: query.state, after: placeOf(query.cursor), limit: query.limit + 1 };
    const found = await this.inbox.page(tx, place, staffId);
    const { items, next } = pageOf(found, query.limit, ({ facts }) => facts.place);
    return { items: items.map(conversationAnswer), next };
  }

  @Api(readConversation)
  async read(
    @Input() { params }: InputOf<typeof readConversation>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readConversation>> {
    const shown = await this.inbox.one(tx, params.id, staffId);
    const { inboxId, language, replies } = shown;
    return { ...conversationAnswer(shown), inboxId, language, replies: replies.map(replyAnswer) };
  }

  @Api(readAnswersSoFar)
  async soFar(
    @Input() { params }: InputOf<typeof readAnswersSoFar>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readAnswersSoFar>> {
    return { answers: await this.inbox.answersSoFar(tx, params.id, staffId) };
  }

  @Api(countOutcomes)
  async outcomes(
    @Input() { query }: InputOf<typeof countOutcomes>,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof countOutcomes>> {
    const from = minus(this.clock.now(), days(query.days));
    return { counts: await this.conversations.outcomes(tx, from) };
  }
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function placeOf(cursor: string | undefined): ListPlace | null {
  const place = readCursor(cursor, 4);
  if (place === null) return null;
  const [waits, urgency, moment, id] = place;
  const numbers = [waits, urgency, moment].every((value) => Number.isSafeInteger(value));
  if (!numbers || typeof id !== 'string' || !isId.test(id)) throw new PlatformRefused('cursor-unknown');
  return place as unknown as ListPlace;
}
