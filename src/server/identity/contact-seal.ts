import type { StaffId } from '../../domain/shared/ids.js';
import type { EdgeVault } from '../../e2ee/edge-vault.js';

/** How phones and addresses of staff are kept: sealed per person, and a chat findable by a keyed hash. */
export class ContactSeal {
  constructor(private readonly vault: EdgeVault) {}

  sealChat(staffId: StaffId, chatId: number): Buffer {
    return this.#seal('staff-chat', staffId, String(chatId));
  }

  openChat(staffId: StaffId, sealed: Uint8Array): number {
    return Number(this.#open('staff-chat', staffId, sealed));
  }

  chatHash(chatId: number): Buffer {
    return Buffer.from(this.vault.fingerprint('staff-chat', String(chatId)));
  }

  sealEmail(staffId: StaffId, address: string): Buffer {
    return this.#seal('staff-email', staffId, address);
  }

  openEmail(staffId: StaffId, sealed: Uint8Array): string {
    return this.#open('staff-email', staffId, sealed);
  }

  codeHash(code: string): Buffer {
    return Buffer.from(this.vault.fingerprint('staff-link-code', code));
  }

  #seal(purpose: string, staffId: StaffId, text: string): Buffer {
    return Buffer.from(this.vault.seal(purpose, staffId, new TextEncoder().encode(text)));
  }

  #open(purpose: string, staffId: StaffId, sealed: Uint8Array): string {
    return new TextDecoder().decode(this.vault.open(purpose, staffId, sealed));
  }
}
