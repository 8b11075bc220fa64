import { z } from 'zod';
import { PRIORITIES } from '../../domain/triage/instrument.js';
import { RECORD_REFUSALS } from '../circles/refusal-codes.js';
import { circleId, sealedRecord } from '../circles/shapes.js';
import { bytes, bytesBetween } from '../shared/bytes.js';
import { pageOf, pageQuery } from '../shared/page.js';
import { route } from '../shared/route.js';
import { instantMs, seq, staffId, uuid } from '../shared/scalars.js';
import {
  conversation,
  conversationDetail,
  conversationId,
  conversationParams,
  outcome,
  OUTCOMES,
  reply,
} from './shapes.js';

/*
 * Events (content-free, for the members of the inbox): `inbox-conversation` with the conversation's id whenever something
 * of it changed, `inbox` when the list as a whole must be read again, `edge` when the state of the edge changed.
 */

const known = ['inbox-missing', 'not-in-the-inbox', 'conversation-unknown'] as const;
const working = [...known, 'conversation-closed', 'not-claimed'] as const;
export const readInbox = route({
  method: 'GET',
  path: '/api/v1/inbox',
  summary: 'How much waits in the inbox, and whether it is being flooded.',
  may: ['operator'],
  answer: z.strictObject({
    /** The circle whose channels the edge writes. */
    inboxId: circleId,
    open: z.int(),
    unclaimed: z.int(),
    overdue: z.int(),
    /** By priority; `NONE`: the questions have given none yet. */
    byPriority: z.record(z.enum([...PRIORITIES, 'NONE']), z.int()),
    flood: z.strictObject({
      /** Show the banner. */
      active: z.boolean(),
      /** Conversations begun in the last ten minutes. */
      newConversations: z.int(),
      /** Chats that write faster than people read. */
      burstingChats: z.int(),
    }),
  }),
  refuses: ['inbox-missing', 'not-in-the-inbox'],
});

export const listConversations = route({
  method: 'GET',
  path: '/api/v1/inbox/conversations',
  summary:
    'Open conversations, the most urgent first: those that wait for an answer by priority and deadline, then the others by their newest message. Closed ones: the newest first.',
  may: ['operator'],
  query: pageQuery.extend({ state: z.enum(['open', 'closed']).default('open') }),
  answer: pageOf(conversation),
  refuses: ['inbox-missing', 'not-in-the-inbox'],
});

export const readConversation = route({
  method: 'GET',
  path: '/api/v1/inbox/conversations/:id',
  summary: 'One conversation. What was said is read as a channel of the circle.',
  may: ['operator'],
  params: conversationParams,
  answer: conversationDetail,
  refuses: known,
});

export const readAnswersSoFar = route({
  method: 'GET',
  path: '/api/v1/inbox/conversations/:id/answers-so-far',
  summary:
    'What the questions gave while they still run: HLP1, sealed to the inbox and signed by the edge, kept nowhere.',
  may: ['operator'],
  params: conversationParams,
  answer: z.strictObject({
    answers: z.strictObject({ sealed: bytesBetween(100, 65_536), signature: bytes(64) }).nullable(),
  }),
  refuses: known,
});

export const claimConversation = route({
  method: 'POST',
  path: '/api/v1/inbox/conversations/:id/claim',
  summary: 'Takes a conversation that nobody has. Taking it again renews it.',
  may: ['operator'],
  params: conversationParams,
  answer: z.strictObject({ outcome: z.enum(['claimed', 'already-yours']) }),
  refuses: [...known, 'conversation-closed', 'claimed-by-other'],
});

export const releaseConversation = route({
  method: 'DELETE',
  path: '/api/v1/inbox/conversations/:id/claim',
  summary: 'Gives a conversation back. Giving back what one does not have changes nothing.',
  may: ['operator'],
  params: conversationParams,
  refuses: known,
});

export const beat = route({
  method: 'POST',
  path: '/api/v1/inbox/presence',
  summary: 'I am still here: my claims go on. Says which ones I still have.',
  may: ['operator'],
  answer: z.strictObject({ claims: z.array(conversationId) }),
  refuses: ['inbox-missing', 'not-in-the-inbox'],
});

export const offerConversation = route({
  method: 'POST',
  path: '/api/v1/inbox/conversations/:id/offer',
  summary:
    'Offers my conversation to a colleague, with a note sealed into its channel. Mine until she accepts.',
  may: ['operator'],
  params: conversationParams,
  body: z.strictObject({ to: staffId, note: sealedRecord }),
  answer: z.strictObject({ seq }),
  refuses: [...working, ...RECORD_REFUSALS, 'offer-refused'],
});

export const withdrawOffer = route({
  method: 'DELETE',
  path: '/api/v1/inbox/conversations/:id/offer',
  summary: 'Takes my offer back.',
  may: ['operator'],
  params: conversationParams,
  refuses: [...working, 'offer-gone'],
});

export const acceptOffer = route({
  method: 'POST',
  path: '/api/v1/inbox/conversations/:id/offer/acceptance',
  summary: 'Takes what is offered to me. From then on it is mine.',
  may: ['operator'],
  params: conversationParams,
  refuses: [...known, 'conversation-closed', 'offer-gone'],
});

export const declineOffer = route({
  method: 'POST',
  path: '/api/v1/inbox/conversations/:id/offer/refusal',
  summary: 'Turns down what is offered to me. It stays with its holder.',
  may: ['operator'],
  params: conversationParams,
  refuses: [...known, 'conversation-closed', 'offer-gone'],
});

export const sendReply = route({
  method: 'POST',
  path: '/api/v1/inbox/conversations/:id/replies',
  summary:
    'A reply: its record in the channel, and the text sealed to the edge (HLO1), which sends it once between two moments. The conversation must be mine.',
  may: ['operator'],
  params: conversationParams,
  body: z
    .strictObject({
      /** Of kind 21, in the conversation's channel. */
      record: sealedRecord,
      /** At most 4,096 UTF-16 units of text, which is what Telegram takes. */
      sealed: bytesBetween(400, 65_536),
      signature: bytes(64),
      /** The same as inside. Not later than the last safe hour of its span. */
      notBefore: instantMs,
      notAfter: instantMs,
    })
    .refine(({ notBefore, notAfter }) => notBefore <= notAfter, {
      error: 'notBefore must not be after notAfter',
    }),
  answer: reply,
  refuses: [...working, ...RECORD_REFUSALS, 'reply-refused', 'reply-locked', 'reply-hours', 'contact-gone'],
});

export const cancelReply = route({
  method: 'DELETE',
  path: '/api/v1/inbox/conversations/:id/replies/:reply',
  summary: 'Takes back a reply that has not left yet. Its record stays in the channel.',
  may: ['operator'],
  params: z.strictObject({ id: conversationId, reply: uuid }),
  refuses: [...working, 'reply-gone'],
});

export const markInContact = route({
  method: 'POST',
  path: '/api/v1/inbox/conversations/:id/in-contact',
  summary: 'I speak with her another way: the answer clock stops.',
  may: ['operator'],
  params: conversationParams,
  refuses: working,
});

export const markUnsafe = route({
  method: 'POST',
  path: '/api/v1/inbox/conversations/:id/unsafe',
  summary:
    'Writing to her is not safe: the answer clock stops, replies that wait are taken back, none is taken until she writes.',
  may: ['operator'],
  params: conversationParams,
  refuses: working,
});

export const agreeToWrite = route({
  method: 'POST',
  path: '/api/v1/inbox/conversations/:id/writing-agreed',
  summary:
    'I hold that writing to her is safe, although the reply is locked. The second person who says so opens it; whoever of the two has the conversation.',
  may: ['operator'],
  params: conversationParams,
  answer: z.strictObject({ outcome: z.enum(['agreed', 'unlocked']) }),
  refuses: [...known, 'conversation-closed', 'reply-open'],
});

export const endConversation = route({
  method: 'POST',
  path: '/api/v1/inbox/conversations/:id/end',
  summary: 'How it ended, in one tap. Her next message begins a new conversation.',
  may: ['operator'],
  params: conversationParams,
  body: z.strictObject({ outcome }),
  answer: z.strictObject({ outcome: z.enum(['closed', 'already-closed']) }),
  refuses: [...known, 'claimed-by-other'],
});

export const raiseContactAlert = route({
  method: 'POST',
  path: '/api/v1/inbox/conversations/:id/alerts',
  summary: 'Calls the security focal points about this contact.',
  may: ['operator'],
  params: conversationParams,
  body: z.strictObject({ level: z.enum(['RED', 'ORANGE']) }),
  answer: z.strictObject({ alertId: uuid }),
  refuses: [...known, 'conversation-closed'],
});

export const countOutcomes = route({
  method: 'GET',
  path: '/api/v1/inbox/outcomes',
  summary: 'How conversations of the last days ended, counted by priority and outcome. Never by person.',
  may: ['operator', 'coordinator', 'director'],
  query: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30) }),
  answer: z.strictObject({
    counts: z.array(
      z.strictObject({
        priority: z.enum(PRIORITIES).nullable(),
        outcome: z.enum(OUTCOMES),
        count: z.int(),
      }),
    ),
  }),
});
