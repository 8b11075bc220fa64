import { recoveryCases } from '../cases/recovery-cases.js';
import { runCases } from '../run-cases.js';

describe('the recovery ceremony', () => {
  runCases(recoveryCases);
});
