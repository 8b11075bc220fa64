import { deriveIdentity } from '../../../src/e2ee/shared/identity.js';
import {
  checkOwnKeys,
  makeIdentitySeeds,
  seedKinds,
  unwrapSeed,
  wrapSeed,
} from '../../../src/e2ee/account/identity-seeds.js';
import { makeAccountSecret } from '../../../src/e2ee/account/account-secret.js';
import { unlockEpoch } from '../../../src/e2ee/circle/unlock-epoch.js';
import { ops } from '../../../src/e2ee/directory/entry.js';
import {
  combineRecoverySecret,
  readShare,
  shareText,
  splitRecoverySecret,
} from '../../../src/e2ee/recovery/recovery-shares.js';
import { equal, zeros } from '../../../src/e2ee/shared/bytes.js';
import { aCircle, all, to } from '../builders/circle.js';
import { alice, anOrganisation, idOf, root } from '../builders/organisation.js';
import type { Case } from './case.js';
import { holds, refuses, refusesLater, same } from './expect.js';
import { at } from './tamper.js';

const secret = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1);

export const recoveryCases: Case[] = [
  {
    name: 'any three of five shares bring the secret back, and so do four or five',
    run: async () => {
      const shares = await splitRecoverySecret(secret);
      same(
        shares.map(({ length }) => length),
        [33, 33, 33, 33, 33],
      );
      for (let mask = 0; mask < 32; mask += 1) {
        const chosen = shares.filter((_, index) => (mask >> index) & 1);
        if (chosen.length >= 3) same(await combineRecoverySecret(chosen), secret);
        else await refusesLater('quorum', () => combineRecoverySecret(chosen));
      }
    },
  },
  {
    name: 'one share twice is not two shares, and a torn one is none',
    run: async () => {
      const shares = await splitRecoverySecret(secret);
      const [one, two, three] = [at(shares, 0), at(shares, 1), at(shares, 2)];
      await refusesLater('quorum', () => combineRecoverySecret([one, two, two]));
      await refusesLater('quorum', () => combineRecoverySecret([one, two, three, three]));
      await refusesLater('quorum', () => combineRecoverySecret([one, two, three.slice(1)]));
      const torn = [one, two, three].map((share) => share.slice(1));
      await refusesLater('quorum', () => combineRecoverySecret(torn));
      await refusesLater('quorum', () => combineRecoverySecret([zeros(0), one.slice(0, 0), two.slice(0, 0)]));
    },
  },
  {
    name: 'two shares, or a share of another sharing, give another secret, which opens nothing',
    run: async () => {
      const [shares, others] = [await splitRecoverySecret(secret), await splitRecoverySecret(secret)];
      const foreign = others.find(
        (share) => share.at(-1) !== at(shares, 0).at(-1) && share.at(-1) !== at(shares, 1).at(-1),
      );
      const mixed = await combineRecoverySecret([at(shares, 0), at(shares, 1), foreign ?? zeros(33)]);
      holds(!equal(mixed, secret), 'A foreign share counted.');
      const place = { user: idOf('recovery'), kv: 1, which: seedKinds.ed25519 };
      const wrapped = wrapSeed(secret, zeros(32), place);
      refuses('identity-seed', () => unwrapSeed(mixed, wrapped, place));
    },
  },
  {
    name: 'a share is read back from paper, and a misread symbol is noticed',
    run: async () => {
      const share = at(await splitRecoverySecret(secret), 0);
      const text = shareText(share);
      same([readShare(text.toLowerCase()), text.length], [share, 60]);
      for (let index = 0; index < 59; index += 1) {
        const other = text[index] === 'A' ? 'B' : 'A';
        refuses('checksum', () => readShare(text.slice(0, index) + other + text.slice(index + 1)));
      }
      refuses('symbols', () => readShare(text.slice(1)));
    },
  },
  {
    name: 'a quorum opens every circle: the ceremony from sealed seeds to a readable case',
    run: async () => {
      const [accountSecret, seeds, user] = [
        makeAccountSecret(),
        makeIdentitySeeds(),
        idOf('the recovery key'),
      ];
      const identity = deriveIdentity(user, 1, seeds);
      const organisation = anOrganisation({ withRecovery: false }).add({
        op: ops.recovery,
        subject: identity,
        signer: root,
      });
      const circle = aCircle(organisation, [to(alice, all)]);
      const stored = {
        ed: wrapSeed(accountSecret, seeds.ed25519, { user, kv: 1, which: seedKinds.ed25519 }),
        x: wrapSeed(accountSecret, seeds.x25519, { user, kv: 1, which: seedKinds.x25519 }),
      };
      const printed = (await splitRecoverySecret(accountSecret)).map(shareText);

      const combined = await combineRecoverySecret(printed.slice(1, 4).map(readShare));
      const opened = deriveIdentity(user, 1, {
        ed25519: unwrapSeed(combined, stored.ed, { user, kv: 1, which: seedKinds.ed25519 }),
        x25519: unwrapSeed(combined, stored.x, { user, kv: 1, which: seedKinds.x25519 }),
      });
      checkOwnKeys(opened, organisation.directory.keyOf(user));
      same(unlockEpoch(circle.chain, opened, circle.grantOf(opened)).ces, circle.secrets.ces);
    },
  },
];
