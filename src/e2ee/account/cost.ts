import { AccountRefused } from './account-refused.js';

const mebibyte = 1_048_576;

/** What one guess costs: Argon2id passes, and memory in bytes. */
export interface KdfCost {
  readonly ops: number;
  readonly mem: number;
}

export const defaultCost: KdfCost = { ops: 4, mem: 128 * mebibyte };

/** A recovery code is random enough to need no stretching. */
export const codeCost: KdfCost = { ops: 0, mem: 0 };

export const methods = { passphrase: 1, code: 2 } as const;
export type Method = (typeof methods)[keyof typeof methods];

/**
 * The client's own bounds, checked before hashing because the server supplies the numbers: 3 to 10 passes, 64 MiB to 1 GiB.
 *
 * @throws AccountRefused outside them
 */
export function checkPassphraseCost({ ops, mem }: KdfCost): void {
  if (!between(ops, 3, 10) || !between(mem, 64 * mebibyte, 1024 * mebibyte)) throw new AccountRefused('cost');
}

/** @throws AccountRefused when `cost` is not one that `method` allows */
export function checkCost(method: Method, cost: KdfCost): void {
  if (method === methods.passphrase) checkPassphraseCost(cost);
  else if (cost.ops !== 0 || cost.mem !== 0) throw new AccountRefused('cost');
}

const between = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max;
