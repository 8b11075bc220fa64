import { hash256 } from '../../e2ee/hazmat/hash.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import { deriveIdentity, type Identity, type IdentitySeeds } from '../../e2ee/shared/identity.js';
import { base32, fromBase32 } from '../../e2ee/shared/base32.js';
import { concat, equal, utf8 } from '../../e2ee/shared/bytes.js';
import { EncodingRefused } from '../../e2ee/shared/refusal.js';
import { Failed } from '../session/failure.js';

const seedBytes = 64;
const checkBytes = 4;

/** The root's two seeds for paper: 109 symbols, of which the last ones catch a misread one. */
export const rootKeyText = ({ ed25519, x25519 }: IdentitySeeds): string => {
  const seeds = concat(ed25519, x25519);
  return base32(concat(seeds, checkOf(seeds)));
};

/**
 * The root, from paper, for one signature.
 *
 * @throws EncodingRefused for a misread symbol; Failed when it is another organisation's root
 */
export function readRootKey(text: string, directory: Directory): Identity {
  const bytes = fromBase32(text, seedBytes + checkBytes);
  const seeds = bytes.slice(0, seedBytes);
  if (!equal(bytes.subarray(seedBytes), checkOf(seeds))) throw new EncodingRefused('checksum');
  const listed = directory.keysInForce.find(({ kind }) => kind === 'root');
  const pair = { ed25519: seeds.slice(0, 32), x25519: seeds.slice(32) };
  const root = listed && deriveIdentity(listed.user, listed.kv, pair);
  if (!root || !equal(root.signing.publicKey, listed.ed25519))
    throw new Failed({ kind: 'untrusted', code: 'root-key' });
  return root;
}

const checkOf = (seeds: Uint8Array): Uint8Array =>
  hash256(concat(utf8('zaklon root key'), seeds)).subarray(0, checkBytes);
