import { derivePassphraseKey } from '../../../src/e2ee/hazmat/passphrase.js';
import { accountAttacks } from '../cases/account-attacks.js';
import { refuses, same } from '../cases/expect.js';
import { alice } from '../builders/organisation.js';
import { runCases } from '../run-cases.js';

const seed = new Uint8Array(16);
const cheapest = { ops: 3, mem: 64 * 1_048_576 };

describe('the price of guessing a passphrase', () => {
  runCases(accountAttacks.costs);
  runCases([
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
  ]);
});

describe('what is wrapped for one account opens nowhere else:', () => {
  runCases(accountAttacks.secrets);
});

describe('a printed recovery code', () => {
  runCases(accountAttacks.codes);
});

describe('signing in', () => {
  runCases(accountAttacks.signIns);
});

describe('pins', () => {
  runCases(accountAttacks.pins);
});

describe('words that people compare', () => {
  runCases(accountAttacks.words);
});
