import { smallParts } from '../cases/small-parts.js';
import { runCases } from '../run-cases.js';

describe('the parts that everything else is made of', () => {
  runCases(smallParts);
});
