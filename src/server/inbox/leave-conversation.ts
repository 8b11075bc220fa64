import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import { seconds } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Transaction } from '../platform/database/database.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { ClaimDesk } from './claim-desk.js';
import type { ClaimRepository } from './claim.repository.js';
import type { InboxDoor } from './inbox-door.js';

/** Gives a conversation back. */
export class ReleaseConversation {
  constructor(
    private readonly clock: Clock,
    private readonly door: InboxDoor,
    private readonly desk: ClaimDesk,
    private readonly claims: ClaimRepository,
  ) {}

  /** Giving back what one does not have changes nothing. @throws InboxRefused */
  async run(tx: Transaction, id: ConversationId, caller: StaffId): Promise<void> {
    await this.door.enter(tx, caller);
    await this.desk.lock(tx, id);
    const claim = await this.claims.find(tx, id, this.clock.now());
    if (claim?.by !== caller) return;
    await this.claims.remove(tx, id);
    await this.desk.seen(tx, id);
  }
}

/** A console that holds claims says that its person is there. */
export class BeatPresence {
  constructor(
    private readonly clock: Clock,
    private readonly door: InboxDoor,
    private readonly claims: ClaimRepository,
  ) {}

  /** @returns what she still has. @throws InboxRefused */
  async run(tx: Transaction, caller: StaffId): Promise<ConversationId[]> {
    await this.door.enter(tx, caller);
    return this.claims.beat(tx, caller, this.clock.now());
  }
}

/** Ends claims whose holders have disappeared, so that a colleague can take the conversation. */
export class EndClaims implements Sweep {
  readonly name = 'claims';
  readonly every = seconds(10);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly desk: ClaimDesk,
    private readonly claims: ClaimRepository,
  ) {}

  async run(): Promise<void> {
    await this.database.transaction(async (tx) => {
      for (const id of await this.claims.end(tx, this.clock.now())) await this.desk.changed(tx, id);
    });
  }
}
