import { epochAttacks } from '../cases/epoch-attacks.js';
import { runCases } from '../run-cases.js';

describe('a circle refuses a change of members that an insider signs:', () => {
  runCases(epochAttacks.insiders);
});

describe('a circle does not begin with', () => {
  runCases(epochAttacks.beginners);
});

describe('a member refuses what a malicious server returns:', () => {
  runCases(epochAttacks.servers);
});

describe('changing the members of a circle', () => {
  runCases(epochAttacks.honest);
});
