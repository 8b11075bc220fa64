import type { ConversationId } from '../../src/domain/shared/ids.js';
import type { ContactDesk } from '../../src/server/staff-bot/contact-desk.port.js';

/** Remembers what staff did about contacts. */
export class FakeContactDesk implements ContactDesk {
  readonly done: string[] = [];
  readonly #stopped = new Set<ConversationId>();

  async inContact(_tx: unknown, id: ConversationId): Promise<'stopped' | 'already-stopped'> {
    return this.#stop('in-contact', id);
  }

  async unsafeToWrite(_tx: unknown, id: ConversationId): Promise<'stopped' | 'already-stopped'> {
    return this.#stop('unsafe', id);
  }

  async close(_tx: unknown, _id: ConversationId, _staff: unknown, outcome: string): Promise<void> {
    this.done.push(`closed: ${outcome}`);
  }

  #stop(what: string, id: ConversationId): 'stopped' | 'already-stopped' {
    this.done.push(what);
    if (this.#stopped.has(id)) return 'already-stopped';
    this.#stopped.add(id);
    return 'stopped';
  }
}
