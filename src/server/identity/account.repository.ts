import type { z } from 'zod';
import type { accountMaterial, loginMethod, wrappedSeed } from '../../contracts/identity/account.js';
import type { StaffFunction } from '../../contracts/shared/people.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

export type LoginMethod = z.output<typeof loginMethod>;
export type WrappedSeed = z.output<typeof wrappedSeed>;
export type AccountMaterial = z.output<typeof accountMaterial>;
export type MethodNumber = LoginMethod['method'];

interface MethodRow {
  readonly method: MethodNumber;
  readonly login_key: Buffer;
  readonly seed: Buffer;
  readonly ops: number;
  readonly mem: string;
  readonly wrapped_secret: Buffer;
  readonly secret_kv: number;
}

/** Accounts: public keys, and bytes that only the person's browser opens. */
export class AccountRepository {
  constructor(private readonly clock: Clock) {}

  /** Opens the account of somebody whose keys were just signed in. */
  async open(
    tx: Transaction,
    staffId: StaffId,
    functions: readonly StaffFunction[],
    material: AccountMaterial,
  ): Promise<void> {
    await tx.query(
      `insert into account (staff_id, state, functions, kv, created_at) values ($1, 'active', $2, $3, $4)`,
      [staffId, [...functions], material.kv, timestamp(this.clock.now())],
    );
    await this.#keep(tx, staffId, material);
  }

  /** Replaces everything that a new identity replaces. Pins were sealed under the old secret and go too. */
  async renew(tx: Transaction, staffId: StaffId, material: AccountMaterial): Promise<void> {
    await tx.query(
      `update account set kv = $2, pins_sealed = null, pins_version = pins_version + 1 where staff_id = $1`,
      [staffId, material.kv],
    );
    await tx.query(`delete from login_method where staff_id = $1`, [staffId]);
    await tx.query(`delete from identity_seed where staff_id = $1`, [staffId]);
    await this.#keep(tx, staffId, material);
  }

  /** Nothing of her can unlock or sign in any more. */
  async close(tx: Transaction, staffId: StaffId): Promise<void> {
    await tx.query(`update account set state = 'left', pins_sealed = null where staff_id = $1`, [staffId]);
    for (const table of ['login_method', 'identity_seed', 'second_factor', 'second_factor_code'])
      await tx.query(`delete from ${table} where staff_id = $1`, [staffId]);
  }

  async exists(tx: Transaction, staffId: StaffId): Promise<boolean> {
    const found = await rows(tx, `select from account where staff_id = $1 and state = 'active'`, [staffId]);
    return found.length > 0;
  }

  async methods(tx: Transaction, staffId: StaffId): Promise<LoginMethod[]> {
    const found = await rows<MethodRow>(
      tx,
      `select method, login_key, seed, ops, mem, wrapped_secret, secret_kv
       from login_method where staff_id = $1 order by method`,
      [staffId],
    );
    return found.map(methodOf);
  }

  async putMethod(tx: Transaction, staffId: StaffId, method: LoginMethod): Promise<void> {
    await tx.query(
      `insert into login_method (staff_id, method, login_key, seed, ops, mem, wrapped_secret, secret_kv)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (staff_id, method) do update set login_key = excluded.login_key, seed = excluded.seed,
         ops = excluded.ops, mem = excluded.mem, wrapped_secret = excluded.wrapped_secret, secret_kv = excluded.secret_kv`,
      [
        staffId,
        method.method,
        Buffer.from(method.loginKey),
        Buffer.from(method.seed),
        method.ops,
        method.mem,
        Buffer.from(method.wrappedSecret),
        method.secretKv,
      ],
    );
  }

  async seeds(tx: Transaction, staffId: StaffId): Promise<WrappedSeed[]> {
    const found = await rows<{ kv: number; which: 1 | 2; wrapped: Buffer }>(
      tx,
      `select kv, which, wrapped from identity_seed where staff_id = $1 order by kv, which`,
      [staffId],
    );
    return found.map(({ kv, which, wrapped }) => ({ kv, which, wrapped: new Uint8Array(wrapped) }));
  }

  async pins(tx: Transaction, staffId: StaffId): Promise<{ version: number; sealed: Uint8Array | null }> {
    const [found] = await rows<{ pins_version: number; pins_sealed: Buffer | null }>(
      tx,
      `select pins_version, pins_sealed from account where staff_id = $1`,
      [staffId],
    );
    const sealed = found?.pins_sealed ?? null;
    return { version: found?.pins_version ?? 0, sealed: sealed && new Uint8Array(sealed) };
  }

  /** @returns the new version, or null when another device was first */
  async savePins(
    tx: Transaction,
    staffId: StaffId,
    seen: number,
    sealed: Uint8Array,
  ): Promise<number | null> {
    const [saved] = await rows<{ pins_version: number }>(
      tx,
      `update account set pins_sealed = $3, pins_version = pins_version + 1
       where staff_id = $1 and pins_version = $2 returning pins_version`,
      [staffId, seen, Buffer.from(sealed)],
    );
    return saved?.pins_version ?? null;
  }

  async #keep(tx: Transaction, staffId: StaffId, { methods, seeds }: AccountMaterial): Promise<void> {
    for (const method of methods) await this.putMethod(tx, staffId, method);
    for (const { kv, which, wrapped } of seeds)
      await tx.query(`insert into identity_seed (staff_id, kv, which, wrapped) values ($1, $2, $3, $4)`, [
        staffId,
        kv,
        which,
        Buffer.from(wrapped),
      ]);
  }
}

const methodOf = (row: MethodRow): LoginMethod => ({
  method: row.method,
  loginKey: new Uint8Array(row.login_key),
  seed: new Uint8Array(row.seed),
  ops: row.ops,
  mem: Number(row.mem),
  wrappedSecret: new Uint8Array(row.wrapped_secret),
  secretKv: row.secret_kv,
});
