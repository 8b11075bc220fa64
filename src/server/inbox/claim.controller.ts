import { Controller, Inject } from '@nestjs/common';
import {
  acceptOffer,
  beat,
  claimConversation,
  declineOffer,
  offerConversation,
  releaseConversation,
  withdrawOffer,
} from '../../contracts/inbox/inbox.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { ClaimConversation } from './claim-conversation.js';
import { HandOverConversation } from './hand-over-conversation.js';
import { BeatPresence, ReleaseConversation } from './leave-conversation.js';

@Controller()
export class ClaimController {
  constructor(
    @Inject(ClaimConversation) private readonly claiming: ClaimConversation,
    @Inject(ReleaseConversation) private readonly releasing: ReleaseConversation,
    @Inject(BeatPresence) private readonly presence: BeatPresence,
    @Inject(HandOverConversation) private readonly handOver: HandOverConversation,
  ) {}

  @Api(claimConversation)
  async claim(
    @Input() { params }: InputOf<typeof claimConversation>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof claimConversation>> {
    return { outcome: await this.claiming.run(tx, params.id, staffId) };
  }

  @Api(releaseConversation)
  release(
    @Input() { params }: InputOf<typeof releaseConversation>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.releasing.run(tx, params.id, staffId);
  }

  @Api(beat)
  async beat(@WhoCalls() { staffId }: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof beat>> {
    return { claims: await this.presence.run(tx, staffId) };
  }

  @Api(offerConversation)
  offer(
    @Input() { params, body }: InputOf<typeof offerConversation>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof offerConversation>> {
    return this.handOver.offer(tx, params.id, body, staffId);
  }

  @Api(withdrawOffer)
  withdraw(
    @Input() { params }: InputOf<typeof withdrawOffer>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.handOver.withdraw(tx, params.id, staffId);
  }

  @Api(acceptOffer)
  accept(
    @Input() { params }: InputOf<typeof acceptOffer>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.handOver.accept(tx, params.id, staffId);
  }

  @Api(declineOffer)
  decline(
    @Input() { params }: InputOf<typeof declineOffer>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.handOver.decline(tx, params.id, staffId);
  }
}
