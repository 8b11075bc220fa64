import { readAccount } from '../../contracts/identity/account.js';
import { beginSignIn, readReloadKey, readSession, signIn } from '../../contracts/identity/session.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { unwrapAccountSecret } from '../../e2ee/account/account-secret.js';
import { methods, type Method } from '../../e2ee/account/cost.js';
import { checkOwnKeys, seedKinds, unwrapSeed } from '../../e2ee/account/identity-seeds.js';
import { deriveKek, deriveLoginPair, signLogin } from '../../e2ee/account/login.js';
import { deriveCodeKey, readRecoveryCode } from '../../e2ee/account/recovery-code.js';
import { openAfterReload, sealForReload } from '../../e2ee/account/reload-blob.js';
import { sealingPair, type KeyPair } from '../../e2ee/hazmat/key-pairs.js';
import { deriveIdentity, type Id, type Identity } from '../../e2ee/shared/identity.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { anchored, type Anchoring } from './anchor.js';
import { hashPassphrase } from './hash-passphrase.js';
import { hold, rememberPins } from './state.js';
import { keep } from './safe-store.js';

type Account = AnswerOf<typeof readAccount>;

/** How somebody shows that it is she: her passphrase, or the printed recovery code. */
export interface Key {
  readonly method: Method;
  readonly text: string;
}

/**
 * `open`: keys are here. `compare-words`: this browser has never seen the directory, so a person compares the root's words
 * with her invitation; then `confirmRoot` goes on.
 */
export type Opening =
  | { readonly state: 'open'; readonly reloadBlob: Uint8Array }
  | { readonly state: 'compare-words'; readonly words: readonly string[] };

interface Pending {
  readonly user: Id;
  readonly accountSecret: Uint8Array;
  readonly account: Account;
  readonly reloadKey: Uint8Array;
}

let pending: Pending | undefined;

/** Signs in by a signature over a fresh challenge; nothing that could be replayed reaches the server. */
export async function signInWith(order: {
  readonly dutyName: string;
  readonly key: Key;
  readonly code: string;
  readonly device: string;
}): Promise<Opening> {
  const { dutyName, key, device } = order;
  const asked = await call(beginSignIn, { body: { dutyName, method: key.method } });
  const user = idBytes(asked.user);
  const masterKey = await masterKeyOf(key, user, asked);
  const claim = { origin: location.origin, user, challenge: asked.challenge, action: 'sign-in' };
  const signature = signLogin(deriveLoginPair(masterKey), claim);
  const code = order.code === '' ? {} : { code: order.code };
  const body = { dutyName, method: key.method, challenge: asked.challenge, signature, device, ...code };
  const { reloadKey } = await call(signIn, { body });
  const account = await call(readAccount);
  return begin({ user, account, reloadKey, accountSecret: secretOf(account, key.method, masterKey, user) });
}

/** Unlocks a tab whose session is still open at the server. */
export async function unlockWith(key: Key): Promise<Opening> {
  const [session, account, { reloadKey }] = await Promise.all([
    call(readSession),
    call(readAccount),
    call(readReloadKey),
  ]);
  const user = idBytes(session.staffId);
  const listed = account.methods.find(({ method }) => method === key.method);
  if (!listed) throw new Failed({ kind: 'refused', code: 'sign-in-refused' });
  const masterKey = await masterKeyOf(key, user, listed);
  return begin({ user, account, reloadKey, accountSecret: secretOf(account, key.method, masterKey, user) });
}

/** After a reload of the tab: its blob, and the key that only the server's session holds. */
export async function resumeWith(reloadBlob: Uint8Array): Promise<Opening> {
  const [session, account, { reloadKey }] = await Promise.all([
    call(readSession),
    call(readAccount),
    call(readReloadKey),
  ]);
  const user = idBytes(session.staffId);
  return begin({ user, account, reloadKey, accountSecret: openAfterReload(reloadKey, user, reloadBlob) });
}

/** The person compared the root's six words with her invitation, and they are the same. */
export async function confirmRoot(): Promise<Opening> {
  if (!pending) throw new Failed({ kind: 'locked', code: 'locked' });
  return finish(pending, await anchored(pending.user, pending.accountSecret, pending.account, 'confirmed'));
}

export async function masterKeyOf(
  { method, text }: Key,
  user: Id,
  { seed, ops, mem }: { readonly seed: Uint8Array; readonly ops: number; readonly mem: number },
): Promise<Uint8Array> {
  if (method === methods.code) return deriveCodeKey(readRecoveryCode(text), user);
  return hashPassphrase({ passphrase: text.trim().replace(/\s+/g, ' '), user, seed, cost: { ops, mem } });
}

async function begin(begun: Pending): Promise<Opening> {
  pending = begun;
  return finish(begun, await anchored(begun.user, begun.accountSecret, begun.account, 'from-memory'));
}

async function finish(begun: Pending, anchoring: Anchoring): Promise<Opening> {
  if (anchoring.state === 'unknown-root') return { state: 'compare-words', words: anchoring.words };
  const { user, accountSecret, account, reloadKey } = begun;
  const { directory, pins } = anchoring;
  const identity = identityOf(user, accountSecret, account, directory.keyOf(user)?.kv ?? 1);
  checkOwnKeys(identity, directory.keyOf(user));
  pending = undefined;
  const olderSealing = olderSealingOf(user, accountSecret, account, identity.kv);
  const pinsVersion = account.pins.version;
  hold({ user, accountSecret, identity, olderSealing, pins, pinsVersion, directory });
  await rememberPins();
  await keep(`account ${idText(user)}`, { methods: account.methods, seeds: account.seeds });
  return { state: 'open', reloadBlob: sealForReload(reloadKey, user, accountSecret) };
}

function secretOf(account: Account, method: Method, masterKey: Uint8Array, user: Id): Uint8Array {
  const listed = account.methods.find((each) => each.method === method);
  if (!listed) throw new Failed({ kind: 'refused', code: 'sign-in-refused' });
  const place = { method, user, cost: { ops: listed.ops, mem: listed.mem }, kv: listed.secretKv };
  return unwrapAccountSecret(deriveKek(masterKey), listed.wrappedSecret, place);
}

function olderSealingOf(user: Id, accountSecret: Uint8Array, { seeds }: Account, kv: number): KeyPair[] {
  return seeds
    .filter((seed) => seed.which === seedKinds.x25519 && seed.kv < kv)
    .map(({ kv: older, which, wrapped }) =>
      sealingPair(unwrapSeed(accountSecret, wrapped, { user, kv: older, which })),
    );
}

function identityOf(user: Id, accountSecret: Uint8Array, { seeds }: Account, kv: number): Identity {
  const seedOf = (which: 1 | 2): Uint8Array => {
    const found = seeds.find((seed) => seed.kv === kv && seed.which === which);
    if (!found) throw new Failed({ kind: 'untrusted', code: 'identity-mismatch' });
    return unwrapSeed(accountSecret, found.wrapped, { user, kv, which });
  };
  return deriveIdentity(user, kv, { ed25519: seedOf(seedKinds.ed25519), x25519: seedOf(seedKinds.x25519) });
}
