import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import type { RecordAudit } from '../identity/record-audit.js';
import type { AgreeToWrite } from '../intake/agree-to-write.js';
import type { Transaction } from '../platform/database/database.js';
import type { ClaimDesk } from './claim-desk.js';
import type { InboxDoor } from './inbox-door.js';
import { InboxRefused } from './inbox-refused.js';

const deeds = { agreed: 'reply-unlock-agreed', unlocked: 'reply-unlocked' } as const;

/** Two people who may write in the inbox open a locked reply together, whoever of them has the conversation. Both are written down. */
export class UnlockReply {
  constructor(
    private readonly door: InboxDoor,
    private readonly desk: ClaimDesk,
    private readonly agree: AgreeToWrite,
    private readonly audit: RecordAudit,
  ) {}

  /** @throws InboxRefused */
  async run(tx: Transaction, id: ConversationId, caller: StaffId): Promise<'agreed' | 'unlocked'> {
    await this.door.enter(tx, caller, 'write');
    const { state } = await this.desk.lock(tx, id);
    if (state === 'closed') throw new InboxRefused('conversation-closed');
    const outcome = await this.agree.run(tx, id, caller);
    if (outcome === 'not-locked') throw new InboxRefused('reply-open');
    await this.audit.run(tx, { actor: caller, kind: deeds[outcome], subject: id });
    return outcome;
  }
}
