import { readFileSync } from 'node:fs';
import { derivePassphraseKey } from '../../src/e2ee/hazmat/passphrase.js';
import { vectorCases, type VectorFile } from './cases/vectors.js';
import { runCases } from './run-cases.js';

const file = JSON.parse(readFileSync('test/vectors/protocol.json', 'utf8')) as VectorFile;

describe('computing what the published vectors say, byte for byte', () => {
  runCases(vectorCases(file, derivePassphraseKey));
});
