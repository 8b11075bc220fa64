import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from '../../e2ee/directory/fingerprint.js';
import { hex } from '../../e2ee/shared/bytes.js';
import { hashWords } from '../../e2ee/shared/words.js';
import type { EdgeIdentity } from '../edge/edge-keys.js';
import { instrumentsFolder } from '../platform/instruments/read-instrument.js';

/** Eighty bits in groups of four digits. */
const shownDigits = 20;

/** Where the console keeps its words; a container has a copy. */
const wordLists = ['src/console/keeper/eff-large-word-list.txt', 'words/eff-large-word-list.txt'];

/**
 * What an administrator compares with the console before she signs the edge's keys in: said by the machine, not by its
 * database. Six words as the console shows them where the list is at hand, and the fingerprint's beginning in any case.
 */
export function edgeFingerprint({ user, kv, signing, sealing }: EdgeIdentity): string {
  const whole = fingerprint({ user, kv, ed25519: signing.publicKey, x25519: sealing.publicKey });
  const digits = (hex(whole).slice(0, shownDigits).match(/.{4}/g) ?? []).join(' ');
  const list = readWords();
  return list ? `${hashWords(whole, list).join(' ')} (${digits})` : digits;
}

function readWords(): string[] | null {
  const root = join(instrumentsFolder(import.meta.url), '..');
  for (const path of wordLists) {
    try {
      return readFileSync(join(root, path), 'utf8').trim().split('\n');
    } catch {
      continue;
    }
  }
  return null;
}
