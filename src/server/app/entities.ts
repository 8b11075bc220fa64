import { AlertRow } from '../escalation/alert.row.js';
import { StaffRow } from '../identity/staff.row.js';
import { ConversationRow } from '../intake/conversation.row.js';

/** The row classes of all nouns. */
export const entities = [AlertRow, ConversationRow, StaffRow];
