import type { StaffId } from '../../domain/shared/ids.js';
import type { Language } from '../../domain/shared/language.js';
import type { Transaction } from '../platform/database/database.js';
import { StaffRow } from './staff.row.js';

/** In which language a person is called from now on. */
export class ChooseLanguage {
  async run(tx: Transaction, staffId: StaffId, language: Language): Promise<void> {
    await tx.update(StaffRow, { id: staffId }, { language });
  }
}
