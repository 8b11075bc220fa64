import { Secret, TOTP } from 'otpauth';
import type { EdgeVault } from '../../e2ee/edge-vault.js';
import { base32 } from '../../e2ee/shared/base32.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import { IdentityRefused } from './identity-refused.js';
import { makeToken } from './tokens.js';

const period = 30;
const codeCount = 8;
/** 50 bits, ten symbols: with the limits on sign-in nobody guesses one. */
const codeSymbols = 10;
/** One step of 30 s to either side, for a phone whose clock is a little off (RFC 6238, section 5.2). */
const window = 1;

interface FactorRow {
  readonly secret_sealed: Buffer;
  readonly last_step: string;
  readonly confirmed_at: Date | null;
}

/** One-time codes of an authenticator app (RFC 6238), each accepted once, and eight codes for a lost phone. */
export class SecondFactor {
  constructor(
    private readonly vault: EdgeVault,
    private readonly clock: Clock,
  ) {}

  /** A new secret that does not count yet. @throws IdentityRefused when one is in force */
  async begin(tx: Transaction, staffId: StaffId): Promise<{ secret: string; uri: string }> {
    if ((await this.#find(tx, staffId))?.confirmed_at) throw new IdentityRefused('second-factor-set');
    const secret = makeToken().slice(0, 20);
    const begun = await rows(
      tx,
      `insert into second_factor as known (staff_id, secret_sealed, last_step, created_at) values ($1, $2, 0, $3)
       on conflict (staff_id) do update set secret_sealed = excluded.secret_sealed, last_step = 0
         where known.confirmed_at is null returning staff_id`,
      [staffId, Buffer.from(this.vault.seal('second-factor', staffId, secret)), timestamp(this.clock.now())],
    );
    // Another tab confirmed the one before in this very moment: that one counts.
    if (begun.length === 0) throw new IdentityRefused('second-factor-set');
    const totp = totpOf(secret);
    // A neutral label: the app's list may be seen by whoever takes the phone.
    return { secret: totp.secret.base32, uri: totp.toString() };
  }

  /** @returns the codes for a lost phone, shown once. @throws IdentityRefused */
  async confirm(tx: Transaction, staffId: StaffId, code: string): Promise<string[]> {
    const row = await this.#find(tx, staffId);
    if (!row) throw new IdentityRefused('second-factor-unknown');
    if (row.confirmed_at) throw new IdentityRefused('second-factor-set');
    if (!(await this.#useStep(tx, staffId, row, code))) throw new IdentityRefused('second-factor-refused');
    await tx.query(`update second_factor set confirmed_at = $2 where staff_id = $1`, [
      staffId,
      timestamp(this.clock.now()),
    ]);
    const codes = Array.from({ length: codeCount }, () => base32(makeToken()).slice(0, codeSymbols));
    for (const each of codes)
      await tx.query(`insert into second_factor_code (staff_id, hash) values ($1, $2)`, [
        staffId,
        this.#codeHash(staffId, each),
      ]);
    return codes;
  }

  /**
   * Whether `code` may pass for this person: true without a factor in force. A code passes once. Does the same work
   * whatever the outcome.
   */
  async passes(tx: Transaction, staffId: StaffId, code: string | undefined): Promise<boolean> {
    const row = await this.#find(tx, staffId);
    const given = code ?? '';
    const isStep = /^\d{6}$/.test(given);
    const stepped = await this.#useStep(tx, staffId, row, isStep ? given : '000000');
    const spent = await this.#useCode(tx, staffId, given);
    if (!row?.confirmed_at) return true;
    return isStep ? stepped : spent;
  }

  /** @returns false when there was none */
  async remove(tx: Transaction, staffId: StaffId): Promise<boolean> {
    await tx.query(`delete from second_factor_code where staff_id = $1`, [staffId]);
    const removed = await rows(tx, `delete from second_factor where staff_id = $1 returning staff_id`, [
      staffId,
    ]);
    return removed.length > 0;
  }

  async state(tx: Transaction, staffId: StaffId): Promise<{ inForce: boolean; codesLeft: number }> {
    const [left] = await rows<{ count: number }>(
      tx,
      `select count(*)::int as count from second_factor_code where staff_id = $1`,
      [staffId],
    );
    const row = await this.#find(tx, staffId);
    return { inForce: Boolean(row?.confirmed_at), codesLeft: left?.count ?? 0 };
  }

  /** Compare and swap on the last step used: of two requests with one code, one passes. */
  async #useStep(tx: Transaction, staffId: StaffId, row: FactorRow | null, code: string): Promise<boolean> {
    const now = this.clock.now();
    const secret = row ? this.vault.open('second-factor', staffId, row.secret_sealed) : new Uint8Array(20);
    const delta = totpOf(secret).validate({ token: code, timestamp: now, window });
    const step = Math.floor(now / 1_000 / period) + (delta ?? 0);
    const used = await rows(
      tx,
      `update second_factor set last_step = $2 where staff_id = $1 and last_step < $2 and $3::boolean returning staff_id`,
      [staffId, step, delta !== null],
    );
    return used.length > 0;
  }

  async #useCode(tx: Transaction, staffId: StaffId, code: string): Promise<boolean> {
    const used = await rows(
      tx,
      `delete from second_factor_code where staff_id = $1 and hash = $2 returning staff_id`,
      [staffId, this.#codeHash(staffId, code)],
    );
    return used.length > 0;
  }

  async #find(tx: Transaction, staffId: StaffId): Promise<FactorRow | null> {
    const [row] = await rows<FactorRow>(
      tx,
      `select secret_sealed, last_step, confirmed_at from second_factor where staff_id = $1`,
      [staffId],
    );
    return row ?? null;
  }

  #codeHash(staffId: StaffId, code: string): Buffer {
    const plain = code.toUpperCase().replaceAll('-', '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
    return Buffer.from(this.vault.fingerprint('second-factor-code', `${staffId} ${plain}`));
  }
}

const totpOf = (secret: Uint8Array): TOTP =>
  new TOTP({
    issuer: 'Z',
    label: 'Z',
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  });
