import type { Script } from '../../domain/triage/script.js';
import { VaultRefusal, type EdgeVault } from '../../e2ee/edge-vault.js';
import type { ConversationRow } from './conversation.row.js';

const purpose = 'script';

/** The unfinished script, sealed for one conversation and one version of it: an older one cannot be slipped back in. */
export class ScriptSeal {
  constructor(private readonly vault: EdgeVault) {}

  /** Puts the next version into the row. */
  write(row: ConversationRow, script: Script): void {
    row.scriptVersion += 1;
    const bytes = new TextEncoder().encode(JSON.stringify(script));
    row.scriptSealed = Buffer.from(this.vault.seal(purpose, contextOf(row), bytes));
  }

  /** @returns null when there is none, or when it cannot be opened: then she begins again, and silence counts as unanswered */
  read(row: ConversationRow): Script | null {
    if (row.scriptSealed === null) return null;
    try {
      const bytes = this.vault.open(purpose, contextOf(row), row.scriptSealed);
      return JSON.parse(new TextDecoder().decode(bytes)) as Script;
    } catch (error) {
      if (error instanceof VaultRefusal) return null;
      throw error;
    }
  }

  erase(row: ConversationRow): void {
    row.scriptSealed = null;
    row.silenceDueAt = null;
    row.scriptEraseAt = null;
  }
}

const contextOf = (row: ConversationRow): string => `${row.id}\0${row.scriptVersion}`;
