import { Controller, Inject } from '@nestjs/common';
import {
  agreeToWrite,
  cancelReply,
  endConversation,
  markInContact,
  markUnsafe,
  raiseContactAlert,
  sendReply,
} from '../../contracts/inbox/inbox.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { replyAnswer } from './inbox-answer.js';
import { ReplyToContact } from './reply-to-contact.js';
import { SettleConversation } from './settle-conversation.js';
import { UnlockReply } from './unlock-reply.js';

@Controller()
export class AnswerController {
  constructor(
    @Inject(ReplyToContact) private readonly replies: ReplyToContact,
    @Inject(SettleConversation) private readonly settle: SettleConversation,
    @Inject(UnlockReply) private readonly unlocking: UnlockReply,
  ) {}

  @Api(sendReply)
  async send(
    @Input() { params, body }: InputOf<typeof sendReply>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof sendReply>> {
    return replyAnswer(await this.replies.run(tx, params.id, body, staffId));
  }

  @Api(cancelReply)
  cancel(
    @Input() { params }: InputOf<typeof cancelReply>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.replies.cancel(tx, params.id, params.reply, staffId);
  }

  @Api(markInContact)
  inContact(
    @Input() { params }: InputOf<typeof markInContact>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.settle.inContact(tx, params.id, staffId);
  }

  @Api(markUnsafe)
  unsafe(
    @Input() { params }: InputOf<typeof markUnsafe>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.settle.unsafe(tx, params.id, staffId);
  }

  @Api(agreeToWrite)
  async agree(
    @Input() { params }: InputOf<typeof agreeToWrite>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof agreeToWrite>> {
    return { outcome: await this.unlocking.run(tx, params.id, staffId) };
  }

  @Api(endConversation)
  async end(
    @Input() { params, body }: InputOf<typeof endConversation>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof endConversation>> {
    return { outcome: await this.settle.end(tx, params.id, body.outcome, staffId) };
  }

  @Api(raiseContactAlert)
  async alarm(
    @Input() { params, body }: InputOf<typeof raiseContactAlert>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof raiseContactAlert>> {
    return { alertId: await this.settle.alarm(tx, params.id, body.level, staffId) };
  }
}
