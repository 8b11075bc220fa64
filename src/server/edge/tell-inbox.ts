import { idText } from '../../contracts/shared/scalars.js';
import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';
import type { ReadForEdge } from '../circles/read-for-edge.js';
import type { TrustedInbox } from './trusted-inbox.js';

/** Tells the open consoles of the inbox's members that something of a conversation changed. Never what. */
export class TellInbox {
  constructor(
    private readonly trusted: TrustedInbox,
    private readonly circles: ReadForEdge,
    private readonly announce: Announce,
  ) {}

  /** @param id null: the list as a whole */
  async run(tx: Transaction, id: ConversationId | null): Promise<void> {
    const anchor = this.trusted.anchor.current();
    if (!anchor) return;
    const known = this.trusted.readers.map((user) => idText(user));
    const readers = known.length > 0 ? known : await this.circles.members(tx, anchor.inboxId);
    await this.announce.run(tx, {
      kind: id === null ? 'inbox' : 'inbox-conversation',
      subjectId: id,
      for: readers as StaffId[],
    });
  }
}
