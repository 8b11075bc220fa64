import type { z } from 'zod';
import type { conversation, reply } from '../../contracts/inbox/shapes.js';
import type { ContactReply } from '../intake/contact-reply.js';
import type { ListedConversation } from './read-inbox.js';

/** Field by field, so that nothing leaves that the contract does not name. */
export function conversationAnswer({
  facts,
  claim,
  openReply,
}: ListedConversation): z.output<typeof conversation> {
  return {
    id: facts.id,
    number: facts.number,
    state: facts.state,
    priority: facts.priority,
    answerDueAt: facts.answerDueAt,
    overdue: facts.overdue,
    answeredAt: facts.answeredAt,
    personWanted: facts.personWanted,
    needsChildWorker: facts.needsChildWorker,
    replyLocked: facts.replyLocked,
    unsafeAt: facts.unsafeAt,
    agreed: facts.agreed && { ...facts.agreed },
    reach: facts.reach,
    silent: facts.silent,
    messages: facts.messages,
    newMessages: facts.newMessages,
    heldBack: facts.heldBack,
    lastInboundAt: facts.lastInboundAt,
    openedAt: facts.openedAt,
    closedAt: facts.closedAt,
    outcome: facts.outcome,
    claim: claim && {
      by: claim.by,
      since: claim.since,
      offeredTo: claim.offeredTo,
      offerNote: claim.offerNote,
    },
    openReply: openReply && replyAnswer(openReply),
    safe: facts.safe && { ...facts.safe, hours: [...facts.safe.hours] },
  };
}

export const replyAnswer = (given: ContactReply): z.output<typeof reply> => ({
  id: given.id,
  record: given.record,
  by: given.by,
  notBefore: given.notBefore,
  notAfter: given.notAfter,
  state: given.state,
  fault: given.fault,
  settledAt: given.settledAt,
});
