import { recordAttacks } from '../cases/record-attacks.js';
import { runCases } from '../run-cases.js';

describe('a case refuses a record that an insider signs:', () => {
  runCases(recordAttacks.insiders);
});

describe('a record in its place whose content is not good is shown as failed:', () => {
  runCases(recordAttacks.contents);
});

describe('a reader sees what a malicious server does:', () => {
  runCases(recordAttacks.servers);
});

describe('erasing records', () => {
  runCases(recordAttacks.erasures);
});

describe('writing and reading a case', () => {
  runCases(recordAttacks.honest);
});
