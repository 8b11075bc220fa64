import { addRecovery } from '../../contracts/identity/recovery.js';
import type { InputOf } from '../../contracts/shared/route.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import { makeAccountSecret } from '../../e2ee/account/account-secret.js';
import { makeIdentitySeeds } from '../../e2ee/account/identity-seeds.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import { encodeBody, ops, signEntry, assembleEntry, type Entry } from '../../e2ee/directory/entry.js';
import { shareText, splitRecoverySecret } from '../../e2ee/recovery/recovery-shares.js';
import { deriveIdentity, type Identity } from '../../e2ee/shared/identity.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { publicOf } from './found.js';
import { wrapSeeds, type Material } from './material.js';
import { refreshDirectory } from './people.js';
import { readRootKey } from './root-key.js';
import { unlocked } from './state.js';

type Custodians = InputOf<typeof addRecovery>['body']['custodians'];

interface Prepared {
  readonly identity: Identity;
  readonly wrapped: Material['seeds'];
}

let prepared: Prepared | undefined;

/** Makes a new recovery key and its five shares for paper. Nothing has left this browser, and the old ones still count. */
export async function prepareRecovery(): Promise<readonly string[]> {
  const secret = makeAccountSecret();
  const seeds = makeIdentitySeeds();
  const identity = deriveIdentity(idBytes(crypto.randomUUID()), 1, seeds);
  prepared = { identity, wrapped: wrapSeeds(identity.user, 1, secret, seeds) };
  return (await splitRecoverySecret(secret)).map(shareText);
}

/**
 * Puts the prepared key in the place of the one in force: both entries at once, or nothing. May be sent again after a refusal.
 *
 * @param rootKey from paper
 * @param holders the five people to whom the papers were handed
 */
export async function installRecovery(rootKey: string, holders: readonly string[]): Promise<void> {
  if (!prepared) throw new Failed({ kind: 'locked', code: 'locked' });
  await refreshDirectory();
  const { directory } = unlocked();
  const root = readRootKey(rootKey, directory);
  const { identity, wrapped } = prepared;
  const revocation = revocationOf(directory, root);
  const entry = entryFor(identity, root, revocation ?? { seq: directory.seq, hash: directory.head });
  const [ed25519, x25519] = wrapped;
  const custodians = holders.map((staffId) => ({ staffId, share: null })) as Custodians;
  const seeds = { ed25519: ed25519!.wrapped, x25519: x25519!.wrapped };
  const body = {
    ...(revocation ? { revocation: revocation.bytes } : {}),
    entry: entry.bytes,
    seeds,
    custodians,
  };
  await call(addRecovery, { body });
  prepared = undefined;
  await refreshDirectory();
}

function revocationOf(directory: Directory, root: Identity): Entry | undefined {
  const key = directory.recoveryAt(directory.seq);
  if (!key) return undefined;
  const { user, kv, role, ed25519, x25519 } = key;
  const place = { seq: directory.seq + 1, prev: directory.head, ms: Date.now() };
  const body = { ...place, subject: user, op: ops.revoke, role, kv, ed25519, x25519 };
  return assembleEntry(encodeBody({ ...body, signer: root.user, signerKv: root.kv }), undefined, root);
}

function entryFor(identity: Identity, root: Identity, before: Pick<Entry, 'seq' | 'hash'>): Entry {
  const { user, ...keys } = publicOf(identity);
  const place = { seq: before.seq + 1, prev: before.hash, ms: Date.now() };
  const body = { ...place, ...keys, subject: user, op: ops.recovery, role: 0 };
  return signEntry({ ...body, signer: root.user, signerKv: root.kv }, identity, root);
}
