import { accountAttacks } from './cases/account-attacks.js';
import { atRest } from './cases/at-rest.js';
import { attachmentAttacks } from './cases/attachment-attacks.js';
import type { Case } from './cases/case.js';
import { directoryAttacks } from './cases/directory-attacks.js';
import { epochAttacks } from './cases/epoch-attacks.js';
import { inboxAttacks } from './cases/inbox-attacks.js';
import { levelAttacks } from './cases/level-attacks.js';
import { recordAttacks } from './cases/record-attacks.js';
import { recoveryCases } from './cases/recovery-cases.js';
import { signOffAttacks } from './cases/sign-off-attacks.js';
import { smallParts } from './cases/small-parts.js';
import { soFarAttacks } from './cases/so-far-attacks.js';

const areas = {
  epochs: epochAttacks,
  records: recordAttacks,
  inbox: { ...inboxAttacks, soFar: soFarAttacks },
  directory: directoryAttacks,
  levels: { ...levelAttacks, ...signOffAttacks },
  account: accountAttacks,
  attachments: attachmentAttacks,
  recovery: { recoveryCases, atRest },
  smallParts: { smallParts },
};

/**
 * Every case that needs neither files nor the big libsodium: what a page in a browser, or a mutation run, goes through.
 * Honest use comes first, because most faults show there soonest.
 *
 * @param wanted names of areas; all when absent
 */
export function casesOf(wanted: readonly string[] = Object.keys(areas)): Case[] {
  const lists = Object.entries(areas)
    .filter(([area]) => wanted.includes(area))
    .flatMap(([, area]) => Object.entries<Case[]>(area));
  const honest = lists.filter(([name]) => name === 'honest');
  const attacks = lists.filter(([name]) => name !== 'honest');
  return [...honest, ...attacks].flatMap(([, cases]) => cases);
}
