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

const areas = [
  epochAttacks,
  recordAttacks,
  inboxAttacks,
  directoryAttacks,
  levelAttacks,
  accountAttacks,
  attachmentAttacks,
  { recoveryCases, atRest },
].map((area) => Object.entries<Case[]>(area));

const ofHonest = (wanted: boolean): Case[] =>
  areas.flatMap((area) =>
    area.filter(([name]) => (name === 'honest') === wanted).flatMap(([, cases]) => cases),
  );

/**
 * Every case that needs neither files nor the big libsodium: what a page in a browser, or a mutation run, goes through.
 * Honest use comes first, because most faults show there soonest.
 */
export const allCases: readonly Case[] = [...ofHonest(true), ...ofHonest(false)];
