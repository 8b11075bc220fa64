import { ConversationRow } from '../intake/conversation.row.js';

/** The row classes of all nouns. */
export const entities = [ConversationRow];
