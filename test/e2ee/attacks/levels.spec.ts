import { levelAttacks } from '../cases/level-attacks.js';
import { signOffAttacks } from '../cases/sign-off-attacks.js';
import { runCases } from '../run-cases.js';

describe('a level statement is refused when it is', () => {
  runCases(levelAttacks.statements);
});

describe('what the server schedules by is shown as', () => {
  runCases(levelAttacks.verdicts);
});

describe('a second sign-off', () => {
  runCases(signOffAttacks.signOffs);
});

describe('a second sign-off, when things have moved on,', () => {
  runCases(signOffAttacks.later);
});

describe('an opaque alarm', () => {
  runCases(levelAttacks.alarms);
});
