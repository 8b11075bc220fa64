import { readFileSync } from 'node:fs';
import { derivePassphraseKey } from '../../src/e2ee/hazmat/passphrase.js';
import { casesOf } from './all-cases.js';
import type { Case } from './cases/case.js';
import { passphraseCases } from './cases/passphrase-cases.js';
import { vectorCases, type VectorFile } from './cases/vectors.js';

/** Every case and every vector, for what runs them without a test framework. Read from the folder of the project. */
export function everyCase(): Case[] {
  const file = JSON.parse(readFileSync('test/vectors/protocol.json', 'utf8')) as VectorFile;
  return [...casesOf(), ...vectorCases(file, derivePassphraseKey), ...passphraseCases];
}
