import { levelAttacks } from '../cases/level-attacks.js';
import { runCases } from '../run-cases.js';

describe('a level statement is refused when it is', () => {
  runCases(levelAttacks.statements);
});

describe('what the server schedules by is shown as', () => {
  runCases(levelAttacks.verdicts);
});

describe('a second sign-off', () => {
  runCases(levelAttacks.signOffs);
});

describe('an opaque alarm', () => {
  runCases(levelAttacks.alarms);
});
