import { directoryAttacks } from '../cases/directory-attacks.js';
import { runCases } from '../run-cases.js';

describe('a directory refuses what an insider signs without the authority:', () => {
  runCases(directoryAttacks.insiders);
});

describe('a directory refuses what a malicious server makes of it:', () => {
  runCases(directoryAttacks.servers);
});

describe('a directory accepts what it should:', () => {
  runCases(directoryAttacks.honest);
});
