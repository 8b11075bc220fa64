import { derivePassphraseKey } from '../../../src/e2ee/hazmat/passphrase.js';
import { alice } from '../builders/organisation.js';
import type { Case } from './case.js';
import { refuses, same } from './expect.js';

const seed = new Uint8Array(16);
const cheapest = { ops: 3, mem: 64 * 1_048_576 };

/** Apart from the others, because only the throw-away Worker and these may load the big libsodium. */
export const passphraseCases: Case[] = [
  {
    name: 'nothing is hashed below the bounds',
    run: () => {
      refuses('cost', () => derivePassphraseKey('six words', alice.user, seed, { ...cheapest, ops: 2 }));
    },
  },
  {
    name: 'one passphrase typed in two ways of Unicode gives one key',
    run: () => {
      const key = (typed: string) => derivePassphraseKey(typed, alice.user, seed, cheapest);
      same(key('re\u010Di \uFB01'), key('rec\u030Ci fi'));
    },
  },
];
