import { readAccount } from '../../contracts/identity/account.js';
import { listMyCircles } from '../../contracts/circles/circles.js';
import { readRenewal, renewIdentity, renewPossession } from '../../contracts/identity/enrolment.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { unwrapAccountSecret } from '../../e2ee/account/account-secret.js';
import { methods, type KdfCost } from '../../e2ee/account/cost.js';
import { seedKinds, unwrapSeed, wrapSeed } from '../../e2ee/account/identity-seeds.js';
import { deriveKek } from '../../e2ee/account/login.js';
import { sealPins } from '../../e2ee/account/sealed-pins.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { ops } from '../../e2ee/directory/entry.js';
import { equal } from '../../e2ee/shared/bytes.js';
import { deriveIdentity, type Identity } from '../../e2ee/shared/identity.js';
import { call } from '../api/call.js';
import { everyPage } from '../api/every-page.js';
import { namesOfStaff } from '../api/names-of-staff.js';
import { Failed } from '../session/failure.js';
import { carriedPins } from './anchor.js';
import { publicOf } from './found.js';
import { makeAccount, type MadeAccount, type Material } from './material.js';
import { prove } from './own-account.js';
import { refreshDirectory } from './people.js';
import { possessionsOf } from './possession.js';
import { keep } from './safe-store.js';
import { unlocked } from './state.js';
import { masterKeyOf, type Key } from './unlock.js';
import { fingerprintWords, newPassphrase } from './words.js';

type Waiting = NonNullable<AnswerOf<typeof readRenewal>['waiting']>;

/** What goes on paper before anything is sent. */
export interface RenewalPapers {
  readonly passphrase: string;
  readonly recoveryCode: string;
}

let prepared: MadeAccount | undefined;
/** New keys that wait for an administrator; in this worker's memory only, and only while it knows them. */
let waitingIdentity: Identity | undefined;

/** Makes new keys under a new secret, a new passphrase and a new code. Nothing has left this browser, nothing has changed. */
export async function prepareRenewal(cost: KdfCost): Promise<RenewalPapers> {
  const { user, directory } = unlocked();
  const passphrase = newPassphrase();
  const kv = (directory.keyOf(user)?.kv ?? 0) + 1;
  prepared = await makeAccount(user, kv, passphrase, cost);
  return { passphrase, recoveryCode: prepared.codeText };
}

/**
 * Posts the prepared keys. Every other session ends at once; the old keys count until an administrator has signed.
 *
 * @param current the passphrase or the code until now
 */
export async function postRenewal(current: Key): Promise<void> {
  if (!prepared) throw new Failed({ kind: 'locked', code: 'locked' });
  await refreshDirectory();
  const { identity, accountSecret, material } = prepared;
  const { user, pins } = unlocked();
  const seeds = [...material.seeds, ...(await olderSeeds(accountSecret))];
  const body = {
    proof: await prove(current, 'renew'),
    material: { ...material, seeds },
    possessions: ownPossessions(identity),
  };
  await call(renewIdentity, { body });
  await keep(carriedPins(user), sealPins(accountSecret, user, pins));
  waitingIdentity = identity;
  prepared = undefined;
}

/** What was sealed to earlier keys still opens: their sealing seeds go under the new secret. */
async function olderSeeds(nextSecret: Uint8Array): Promise<Material['seeds']> {
  const { user, accountSecret } = unlocked();
  const { seeds } = await call(readAccount);
  return seeds
    .filter(({ which }) => which === seedKinds.x25519)
    .map(({ kv, which, wrapped }) => {
      const place = { user, kv, which };
      return { kv, which, wrapped: wrapSeed(nextSecret, unwrapSeed(accountSecret, wrapped, place), place) };
    });
}

function ownPossessions(identity: Identity) {
  const { user, directory } = unlocked();
  const listed = directory.keyOf(user);
  const isAdministrator = listed?.kind === 'administrator';
  return possessionsOf(identity, { op: ops.rotate, role: listed?.role ?? 0, isAdministrator }, directory);
}

/**
 * After a reload, or in another browser: unlocks keys that wait with their new passphrase, so that their words can be read out and
 * possession proven again.
 *
 * @throws AccountRefused for a wrong passphrase; Failed when what waits at the server are other keys than these
 */
export async function unlockRenewal(passphrase: string): Promise<void> {
  const { waiting } = await call(readRenewal);
  const method = waiting?.methods.find((each) => each.method === methods.passphrase);
  if (!waiting || !method) throw new Failed({ kind: 'refused', code: 'enrolment-unknown' });
  const { user } = unlocked();
  const masterKey = await masterKeyOf({ method: methods.passphrase, text: passphrase }, user, method);
  const { ops: cost, mem, secretKv, wrappedSecret } = method;
  const place = { method: methods.passphrase, user, cost: { ops: cost, mem }, kv: secretKv };
  const secret = unwrapAccountSecret(deriveKek(masterKey), wrappedSecret, place);
  const identity = identityIn(waiting, secret);
  if (!isSame(identity, waiting)) throw new Failed({ kind: 'untrusted', code: 'enrolment-mismatch' });
  waitingIdentity = identity;
}

function identityIn({ kv, seeds }: Waiting, secret: Uint8Array): Identity {
  const { user } = unlocked();
  const seedOf = (which: 1 | 2): Uint8Array => {
    const found = seeds.find((seed) => seed.kv === kv && seed.which === which);
    if (!found) throw new Failed({ kind: 'untrusted', code: 'enrolment-mismatch' });
    return unwrapSeed(secret, found.wrapped, { user, kv, which });
  };
  return deriveIdentity(user, kv, { ed25519: seedOf(seedKinds.ed25519), x25519: seedOf(seedKinds.x25519) });
}

const isSame = ({ signing, sealing }: Identity, { ed25519, x25519 }: Waiting): boolean =>
  equal(signing.publicKey, ed25519) && equal(sealing.publicKey, x25519);

/** A circle of mine as it stands after my keys changed. */
export interface OwnCircle {
  readonly id: string;
  readonly kind: AnswerOf<typeof listMyCircles>['items'][number]['kind'];
  readonly number: number | null;
  /** My new keys are in it, and what is written from now on opens with no old one of mine. */
  readonly renewed: boolean;
  /** Who may make its new key; nobody: only a recovery ceremony can. */
  readonly by: readonly string[];
}

export interface OwnKeys {
  /** 1: the keys with which I joined. */
  readonly kv: number;
  readonly circles: readonly OwnCircle[];
  /** `unknown`: keys wait whose passphrase this browser has not seen; `known`: it can show their words. */
  readonly waiting: 'none' | 'unknown' | 'known';
  /** Of the keys that wait, computed from the keys themselves and not from what the server says. */
  readonly words: readonly string[];
}

/** Where my own change of keys stands. Possession is proven anew where the directory went on meanwhile. */
export async function lookAtOwnKeys(): Promise<OwnKeys> {
  await refreshDirectory();
  const { user, directory } = unlocked();
  const kv = directory.keyOf(user)?.kv ?? 1;
  return { kv, circles: await ownCircles(), ...(await lookAtWaiting()) };
}

async function lookAtWaiting(): Promise<Pick<OwnKeys, 'waiting' | 'words'>> {
  const { waiting } = await call(readRenewal);
  if (!waiting) return { waiting: 'none', words: [] };
  const identity = waitingIdentity;
  if (!identity || !isSame(identity, waiting)) return { waiting: 'unknown', words: [] };
  if (waiting.stale) await call(renewPossession, { body: { possessions: ownPossessions(identity) } });
  return { waiting: 'known', words: fingerprintWords(publicOf(identity)) };
}

async function ownCircles(): Promise<OwnCircle[]> {
  const { user, directory } = unlocked();
  const me = idText(user);
  const kv = directory.keyOf(user)?.kv;
  const [circles, names] = await Promise.all([
    everyPage((cursor) => call(listMyCircles, { query: { cursor, limit: 200 } })),
    namesOfStaff(),
  ]);
  return circles.map(({ id, kind, facts, members }) => {
    const others = members.filter((member) => member.userId !== me && (member.rights & rights.grant) !== 0);
    const able = others.filter((member) => {
      const key = directory.keyOf(idBytes(member.userId));
      return key?.kind === 'person' && key.kv === member.kv;
    });
    return {
      id,
      kind,
      number: facts?.number ?? null,
      renewed: members.some((member) => member.userId === me && member.kv === kv),
      by: able.flatMap(({ userId }) => names.get(userId) ?? []),
    };
  });
}
