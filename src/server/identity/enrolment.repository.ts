import { z } from 'zod';
import { accountMaterial } from '../../contracts/identity/account.js';
import { possessions as possessionsSchema } from '../../contracts/identity/enrolment.js';
import type { Role, StaffFunction } from '../../contracts/shared/people.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { AccountMaterial } from './account.repository.js';
import type { Newcomer, Possessions } from './check-possessions.js';
import type { Purpose } from './invitation.repository.js';

/** Keys that wait for an administrator, with everything that becomes the account once they are signed in. */
export interface Enrolment extends Newcomer {
  readonly functions: readonly StaffFunction[];
  readonly material: AccountMaterial;
  readonly possessions: Possessions;
  /** The place of the directory for which possession is proven. */
  readonly place: number;
}

interface EnrolmentRow {
  readonly staff_id: StaffId;
  readonly purpose: Purpose;
  readonly roles: Role[];
  readonly functions: StaffFunction[];
  readonly material: unknown;
  readonly possessions: unknown;
  readonly place: number;
}

export class EnrolmentRepository {
  constructor(private readonly clock: Clock) {}

  /** Whoever enrols anew replaces her own earlier keys that still waited. */
  async put(tx: Transaction, enrolment: Omit<Enrolment, 'kv' | 'ed25519' | 'x25519'>): Promise<void> {
    const { staffId, purpose, roles, functions, material, possessions, place } = enrolment;
    await tx.query(`delete from enrolment where staff_id = $1`, [staffId]);
    await tx.query(
      `insert into enrolment (staff_id, purpose, roles, functions, kv, ed25519, x25519, material, possessions, place,
         created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        staffId,
        purpose,
        [...roles],
        [...functions],
        material.kv,
        Buffer.from(material.ed25519),
        Buffer.from(material.x25519),
        JSON.stringify(z.encode(accountMaterial, material)),
        JSON.stringify(z.encode(possessionsSchema, possessions)),
        place,
        timestamp(this.clock.now()),
      ],
    );
  }

  async renewPossessions(
    tx: Transaction,
    staffId: StaffId,
    possessions: Possessions,
    place: number,
  ): Promise<void> {
    await tx.query(`update enrolment set possessions = $2, place = $3 where staff_id = $1`, [
      staffId,
      JSON.stringify(z.encode(possessionsSchema, possessions)),
      place,
    ]);
  }

  /** Held until the end of the transaction, so that two administrators do not sign the same person at once. */
  async find(tx: Transaction, staffId: StaffId): Promise<Enrolment | null> {
    const [row] = await rows<EnrolmentRow>(tx, `select * from enrolment where staff_id = $1 for update`, [
      staffId,
    ]);
    return row ? enrolmentOf(row) : null;
  }

  /** Without holding it. */
  async look(tx: Transaction, staffId: StaffId): Promise<Enrolment | null> {
    const [row] = await rows<EnrolmentRow>(tx, `select * from enrolment where staff_id = $1`, [staffId]);
    return row ? enrolmentOf(row) : null;
  }

  async waits(tx: Transaction, staffId: StaffId): Promise<{ place: number } | null> {
    const [row] = await rows<{ place: number }>(tx, `select place from enrolment where staff_id = $1`, [
      staffId,
    ]);
    return row ?? null;
  }

  async list(tx: Transaction): Promise<(Enrolment & { readonly dutyName: string })[]> {
    const found = await rows<EnrolmentRow & { duty_name: string }>(
      tx,
      `select e.*, s.duty_name from enrolment e join staff s on s.id = e.staff_id order by e.created_at, e.staff_id`,
    );
    return found.map((row) => ({ ...enrolmentOf(row), dutyName: row.duty_name }));
  }

  /** @returns whether any keys waited */
  async remove(tx: Transaction, staffId: StaffId): Promise<boolean> {
    const removed = await rows(tx, `delete from enrolment where staff_id = $1 returning staff_id`, [staffId]);
    return removed.length > 0;
  }
}

function enrolmentOf(row: EnrolmentRow): Enrolment {
  const material = accountMaterial.parse(row.material);
  return {
    staffId: row.staff_id,
    purpose: row.purpose,
    roles: row.roles,
    functions: row.functions,
    kv: material.kv,
    ed25519: material.ed25519,
    x25519: material.x25519,
    material,
    possessions: possessionsSchema.parse(row.possessions),
    place: row.place,
  };
}
