import { atRest } from '../cases/at-rest.js';
import { runCases } from '../run-cases.js';

describe('what lies on the server', () => {
  runCases(atRest);
});
