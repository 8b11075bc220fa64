import type { SafeHours } from '../../domain/triage/safe-contact.js';
import type { EdgeVault } from '../../e2ee/edge-vault.js';
import type { ConversationRow } from './conversation.row.js';

const purpose = 'safe-hours';

/** The hours in which it is safe to write to a contact: the server keeps to them, and a dump does not tell them. */
export class SafeHoursSeal {
  constructor(private readonly vault: EdgeVault) {}

  write(row: ConversationRow, hours: readonly SafeHours[]): void {
    const json = new TextEncoder().encode(JSON.stringify(hours));
    row.safeHoursSealed = Buffer.from(this.vault.seal(purpose, row.id, json));
  }

  /** @returns null when she named none. @throws VaultRefusal: nobody writes at an hour that cannot be read */
  read({ id, safeHoursSealed }: ConversationRow): readonly SafeHours[] | null {
    if (safeHoursSealed === null) return null;
    return JSON.parse(
      new TextDecoder().decode(this.vault.open(purpose, id, safeHoursSealed)),
    ) as readonly SafeHours[];
  }
}
