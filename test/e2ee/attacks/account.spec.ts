import { accountAttacks } from '../cases/account-attacks.js';
import { passphraseCases } from '../cases/passphrase-cases.js';
import { runCases } from '../run-cases.js';

describe('the price of guessing a passphrase', () => {
  runCases(accountAttacks.costs);
  runCases(passphraseCases);
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
