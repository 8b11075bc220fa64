import type { listConversations, readConversation } from '../../contracts/inbox/inbox.js';
import type { AnswerOf } from '../../contracts/shared/route.js';

/** A row of the queue: what the server knows of a conversation, and nothing of what was said. */
export type Conversation = AnswerOf<typeof listConversations>['items'][number];

/** The same, with the inbox that it belongs to and its replies. */
export type Detail = AnswerOf<typeof readConversation>;
