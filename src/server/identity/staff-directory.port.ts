import type { StaffId } from '../../domain/shared/ids.js';
import type { Language } from '../../domain/shared/language.js';
import type { Transaction } from '../platform/database/database.js';

export const STAFF_ROLES = [
  'operator',
  'case-worker',
  'focal-point',
  'coordinator',
  'director',
  'administrator',
] as const;

export type StaffRole = (typeof STAFF_ROLES)[number];

export interface StaffMember {
  readonly id: StaffId;
  /** What colleagues read ("Mira has it"): a name chosen for duty, not the person's own. */
  readonly dutyName: string;
  readonly roles: readonly StaffRole[];
  readonly language: Language;
  readonly active: boolean;
  readonly hasEmail: boolean;
  /** A linked phone that, as far as we know, still takes our messages. */
  readonly phoneReachable: boolean;
}

/** Who works here and how to reach them. Who has left is known by id, and is in no list. */
export interface StaffDirectory {
  /** Everybody who can be called, in a stable order. */
  everyone(tx: Transaction): Promise<readonly StaffMember[]>;
  /** The people with these ids, also those who left; unknown ids are left out. */
  byIds(tx: Transaction, ids: readonly StaffId[]): Promise<ReadonlyMap<StaffId, StaffMember>>;
  /** The active person whose phone this chat is. */
  byChat(tx: Transaction, chatId: number): Promise<StaffMember | null>;
  chatOf(tx: Transaction, id: StaffId): Promise<number | null>;
  emailOf(tx: Transaction, id: StaffId): Promise<string | null>;
}
