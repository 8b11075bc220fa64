import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import type { CircleAccess } from '../circles/circle-access.js';
import { CirclesRefused } from '../circles/circles-refused.js';
import type { EdgeAnchor } from '../edge/edge-anchor.js';
import type { Transaction } from '../platform/database/database.js';
import { InboxRefused } from './inbox-refused.js';

/** The door to the one inbox into which the edge seals: for members of its epoch in force. */
export class InboxDoor {
  constructor(
    private readonly anchor: EdgeAnchor,
    private readonly access: CircleAccess,
  ) {}

  /** @throws InboxRefused `inbox-missing`, `not-in-the-inbox`; CirclesRefused `circle-right-missing` for who may not write */
  async enter(tx: Transaction, caller: StaffId, wanted: 'read' | 'write' = 'read'): Promise<CircleId> {
    const inboxId = this.anchor.current()?.inboxId;
    if (inboxId === undefined) throw new InboxRefused('inbox-missing');
    try {
      await this.access.enter(tx, inboxId, caller, { wanted: rights[wanted] });
    } catch (caught) {
      if (caught instanceof CirclesRefused && caught.code === 'circle-unknown')
        throw new InboxRefused('not-in-the-inbox');
      throw caught;
    }
    return inboxId;
  }
}
