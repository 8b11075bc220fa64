import type { ConversationId, StaffId } from '../../src/domain/shared/ids.js';
import type { Transaction } from '../../src/server/platform/database/database.js';
import type { ContactDesk } from '../../src/server/staff-bot/contact-desk.port.js';

/** Remembers what staff did about contacts. */
export class FakeContactDesk implements ContactDesk {
  readonly done: string[] = [];
  /** Closes in earnest, for a test that has conversations. */
  behind: Pick<ContactDesk, 'close'> | null = null;
  readonly #stopped = new Set<ConversationId>();

  async inContact(_tx: unknown, id: ConversationId): Promise<'stopped' | 'already-stopped'> {
    return this.#stop('in-contact', id);
  }

  async unsafeToWrite(_tx: unknown, id: ConversationId): Promise<'stopped' | 'already-stopped'> {
    return this.#stop('unsafe', id);
  }

  async close(
    tx: Transaction,
    id: ConversationId,
    staff: StaffId,
    outcome: 'resolved' | 'false-alarm',
  ): Promise<void> {
    this.done.push(`closed: ${outcome}`);
    await this.behind?.close(tx, id, staff, outcome);
  }

  #stop(what: string, id: ConversationId): 'stopped' | 'already-stopped' {
    this.done.push(what);
    if (this.#stopped.has(id)) return 'already-stopped';
    this.#stopped.add(id);
    return 'stopped';
  }
}
