import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { ContactSeal } from './contact-seal.js';
import { StaffRow } from './staff.row.js';

/** To which address a person is called by mail, beside her phone; sealed under the edge key like the phone. */
export class ChooseMailAddress {
  constructor(private readonly seal: ContactSeal) {}

  /** @param address null: the one that is kept is erased */
  async run(tx: Transaction, staffId: StaffId, address: string | null): Promise<void> {
    const emailSealed = address === null ? null : this.seal.sealEmail(staffId, address);
    await tx.update(StaffRow, { id: staffId }, { emailSealed });
  }
}
