import { In } from 'typeorm';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { ContactSeal } from './contact-seal.js';
import type { StaffDirectory, StaffMember } from './staff-directory.port.js';
import { StaffRow } from './staff.row.js';

export class PostgresStaffDirectory implements StaffDirectory {
  constructor(private readonly seal: ContactSeal) {}

  async everyone(tx: Transaction): Promise<readonly StaffMember[]> {
    const found = await tx.find(StaffRow, {
      where: { active: true },
      order: { createdAt: 'asc', id: 'asc' },
    });
    return found.map(memberOf);
  }

  async byIds(tx: Transaction, ids: readonly StaffId[]): Promise<ReadonlyMap<StaffId, StaffMember>> {
    if (ids.length === 0) return new Map();
    const found = await tx.findBy(StaffRow, { id: In([...new Set(ids)]) });
    return new Map(found.map((row) => [row.id, memberOf(row)]));
  }

  async byChat(tx: Transaction, chatId: number): Promise<StaffMember | null> {
    const found = await tx.findOneBy(StaffRow, {
      telegramChatHash: this.seal.chatHash(chatId),
      active: true,
    });
    return found === null ? null : memberOf(found);
  }

  async chatOf(tx: Transaction, id: StaffId): Promise<number | null> {
    const found = await tx.findOneBy(StaffRow, { id, active: true });
    return found?.telegramChatSealed ? this.seal.openChat(id, found.telegramChatSealed) : null;
  }

  async emailOf(tx: Transaction, id: StaffId): Promise<string | null> {
    const found = await tx.findOneBy(StaffRow, { id, active: true });
    return found?.emailSealed ? this.seal.openEmail(id, found.emailSealed) : null;
  }
}

function memberOf(row: StaffRow): StaffMember {
  return {
    id: row.id,
    dutyName: row.dutyName,
    roles: row.roles,
    language: row.language,
    active: row.active,
    hasEmail: row.emailSealed !== null,
    phoneReachable: row.active && row.telegramChatHash !== null && row.telegramReachable,
  };
}
