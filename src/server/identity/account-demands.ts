import { codeCost, type KdfCost } from '../../e2ee/account/cost.js';
import type { AccountMaterial, LoginMethod } from './account.repository.js';
import { IdentityRefused } from './identity-refused.js';

/**
 * What this house demands of accounts. One cost for everybody: otherwise the cost that is answered for a name would tell
 * whether somebody has it.
 */
export interface IdentitySettings {
  readonly passphraseCost: KdfCost;
  /** Who has no second factor may do nothing but set one up. */
  readonly requireSecondFactor: boolean;
  /** Milliseconds that every sign-in takes at least, so that a refusal's time says nothing about its reason. */
  readonly signInFloor: number;
  /** The house's, an IANA name. */
  readonly zone: string;
}

/** @throws IdentityRefused for a passphrase or code hashed at another cost */
export function checkMethod({ method, ops, mem }: LoginMethod, { passphraseCost }: IdentitySettings): void {
  const demanded = method === 1 ? passphraseCost : codeCost;
  if (ops !== demanded.ops || mem !== demanded.mem) throw new IdentityRefused('cost-refused');
}

/** @throws IdentityRefused for another cost, or without the seeds of the newest keys */
export function checkMaterial(material: AccountMaterial, settings: IdentitySettings): void {
  for (const method of material.methods) checkMethod(method, settings);
  const places = material.seeds.map(({ kv, which }) => `${kv} ${which}`);
  const complete = [1, 2].every((which) => places.includes(`${material.kv} ${which}`));
  const olderAreSealing = material.seeds.every(
    ({ kv, which }) => kv === material.kv || (which === 2 && kv < material.kv),
  );
  if (!complete || !olderAreSealing || new Set(places).size !== places.length)
    throw new IdentityRefused('enrolment-mismatch', 'seeds');
}
