import { listRecoverable } from '../../contracts/circles/circles.js';
import { listStaff } from '../../contracts/identity/directory.js';
import {
  closeCeremony,
  collectShares,
  contributeShare,
  listCeremonies,
  openCeremony,
  readRecovery,
} from '../../contracts/identity/recovery.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { openDraft, sealDraft } from '../../e2ee/account/drafts.js';
import { randomBytes } from '../../e2ee/hazmat/chance.js';
import { hash256 } from '../../e2ee/hazmat/hash.js';
import { sealingPair, type KeyPair } from '../../e2ee/hazmat/key-pairs.js';
import { boxOpen, boxSeal } from '../../e2ee/hazmat/sealed-box.js';
import { quorum, readShare } from '../../e2ee/recovery/recovery-shares.js';
import { concat, equal, fromHex, hex, utf8, zeros } from '../../e2ee/shared/bytes.js';
import type { Identity } from '../../e2ee/shared/identity.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { beginEpoch } from './change-members.js';
import { readCircleAs, type CircleAnswer } from './held-circle.js';
import { recipientOf, type Confirmed } from './open-circles.js';
import { racing } from './racing.js';
import { combineRecovery } from './combine-recovery.js';
import { keep, keptUnder } from './safe-store.js';
import { unlocked } from './state.js';
import { wordsOf } from './words.js';

type Ceremony = AnswerOf<typeof listCeremonies>['items'][number];

/** A ceremony as this person sees it. */
export interface CeremonyView {
  readonly id: string;
  readonly openedBy: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly outcome: Ceremony['outcome'];
  /** Of the key to which shares are sealed: the leader reads them out, so that no server puts its own key in between. */
  readonly words: readonly string[];
  readonly contributed: readonly string[];
  readonly iLead: boolean;
  readonly iContributed: boolean;
}

export interface RecoveryView {
  readonly hasKey: boolean;
  /** `here`: she still has an account. */
  readonly custodians: readonly { readonly name: string; readonly here: boolean }[];
  readonly mine: 'none' | 'paper' | 'sealed';
  readonly open: CeremonyView | undefined;
  readonly past: readonly CeremonyView[];
  /** The key of the open ceremony that I lead is in this browser. */
  readonly holdsKey: boolean;
  readonly needed: number;
}

/** Who holds the shares, and every ceremony that ever was. */
export async function lookAtRecovery(): Promise<RecoveryView> {
  const [recovery, ceremonies, staff] = await Promise.all([
    call(readRecovery),
    call(listCeremonies),
    call(listStaff),
  ]);
  const names = new Map(staff.items.map(({ id, dutyName }) => [String(id), dutyName]));
  const me = idText(unlocked().user);
  const views = ceremonies.items.map((each) => viewOf(each, names, me));
  const isCustodian = recovery.custodians.some((id) => id === me);
  const open = views.find(({ closedAt }) => closedAt === null);
  const pair = await ceremonyPair();
  const key = ceremonies.items.find(({ id }) => id === open?.id)?.ceremonyKey;
  return {
    hasKey: recovery.recoveryId !== null,
    custodians: recovery.custodians.map((id) => ({
      name: names.get(id) ?? '',
      here: staff.items.some((one) => one.id === id && one.state === 'active'),
    })),
    mine: isCustodian ? (recovery.myShare ? 'sealed' : 'paper') : 'none',
    open,
    past: views.filter(({ closedAt }) => closedAt !== null),
    holdsKey: pair !== undefined && key !== undefined && equal(pair.publicKey, key),
    needed: quorum,
  };
}

const viewOf = (ceremony: Ceremony, names: ReadonlyMap<string, string>, me: string): CeremonyView => ({
  id: ceremony.id,
  openedBy: names.get(ceremony.openedBy) ?? '',
  openedAt: ceremony.openedAt,
  closedAt: ceremony.closedAt,
  outcome: ceremony.outcome,
  words: ceremonyWords(ceremony.ceremonyKey),
  contributed: ceremony.contributed.map((id) => names.get(id) ?? ''),
  iLead: ceremony.openedBy === me,
  iContributed: ceremony.contributed.some((id) => id === me),
});

const ceremonyWords = (key: Uint8Array): string[] =>
  wordsOf(hash256(concat(utf8('zaklon recovery ceremony'), key)));

const everyRight = 7;
const noCase = zeros(16);
const ceremonyKey = (): string => `ceremony ${idText(unlocked().user)}`;

/** The pair of the ceremony that I opened: kept encrypted in this browser, so that a reload does not end the ceremony. */
async function ceremonyPair(): Promise<KeyPair | undefined> {
  const { accountSecret, user } = unlocked();
  const sealed = await keptUnder(ceremonyKey());
  if (!(sealed instanceof Uint8Array)) return undefined;
  const seed = fromHex(openDraft(accountSecret, user, noCase, sealed), 32);
  return seed && sealingPair(seed);
}

async function keepSeed(seed: Uint8Array | undefined): Promise<void> {
  const { accountSecret, user } = unlocked();
  await keep(ceremonyKey(), sealDraft(accountSecret, user, noCase, seed ? hex(seed) : ''));
}

/** Everybody signed in is told. The shares can be opened in this browser only. */
export async function beginCeremony(): Promise<void> {
  const seed = randomBytes(32);
  await keepSeed(seed);
  await call(openCeremony, { body: { ceremonyKey: sealingPair(seed).publicKey } });
}

/**
 * Seals my share to the ceremony whose words were compared.
 *
 * @param words what the screen showed when its leader read hers
 * @param paper the share from paper; null: the one that the server keeps sealed to my key
 */
export async function bringShare(id: string, words: readonly string[], paper: string | null): Promise<void> {
  const { items } = await call(listCeremonies);
  const ceremony = items.find((each) => each.id === id);
  if (!ceremony) throw new Failed({ kind: 'refused', code: 'ceremony-unknown' });
  if (ceremonyWords(ceremony.ceremonyKey).join() !== words.join())
    throw new Failed({ kind: 'untrusted', code: 'words-changed' });
  const share = paper === null ? await keptShare() : readShare(paper);
  await call(contributeShare, { params: { id }, body: { share: boxSeal(ceremony.ceremonyKey, share) } });
}

async function keptShare(): Promise<Uint8Array> {
  const { myShare } = await call(readRecovery);
  const { identity, olderSealing } = unlocked();
  const pairs = [identity.sealing, ...olderSealing];
  const share = myShare && pairs.map((pair) => boxOpen(pair, myShare)).find((opened) => opened);
  if (!share) throw new Failed({ kind: 'refused', code: 'custodian-unfit' });
  return share;
}

/** RECOVERY while a ceremony of mine lasts; in this worker's memory only. */
let recovered: Identity | undefined;

/** What the recovery key opens: numbers, kinds and who is in it. */
export interface Recoverable {
  readonly circle: CircleAnswer;
  readonly members: readonly string[];
}

/**
 * Combines the shares in this browser. From here on everything that the organisation has can be opened here.
 *
 * @throws RecoveryRefused when no three of them belong together
 */
export async function combineShares(id: string): Promise<readonly Recoverable[]> {
  const pair = await ceremonyPair();
  if (!pair) throw new Failed({ kind: 'refused', code: 'ceremony-key-lost' });
  const { recoveryId, shares, seeds } = await call(collectShares, { params: { id } });
  const opened = shares.flatMap(({ share }) => boxOpen(pair, share) ?? []);
  const { directory } = unlocked();
  recovered = await combineRecovery(opened, seeds, directory, idBytes(recoveryId));
  return recoverableCircles();
}

async function recoverableCircles(): Promise<Recoverable[]> {
  const { items: staff } = await call(listStaff);
  const here = staff.filter(({ state }) => state === 'active');
  const names = new Map(here.map(({ id, dutyName }) => [String(id), dutyName]));
  const found: Recoverable[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await call(listRecoverable, { query: { cursor, limit: 200 } });
    for (const circle of page.items)
      found.push({ circle, members: circle.members.flatMap(({ userId }) => names.get(userId) ?? []) });
    if (page.next === null) return found;
    cursor = page.next;
  }
}

/**
 * A new epoch, granted by RECOVERY: whoever is in it stays if her key is in force, and one named colleague comes in. Where I
 * am a member myself the server hands me my own grant, so there I grant as myself.
 */
export async function recoverCircle(id: string, to: Confirmed): Promise<void> {
  const standIn = recovered;
  if (!standIn) throw new Failed({ kind: 'refused', code: 'ceremony-key-lost' });
  await racing(async () => {
    const { directory, identity } = unlocked();
    const circle = await readCircleAs(id, [identity, standIn]);
    const stay = (circle.chain.inForce?.members ?? []).filter(({ user, kv }) => {
      const key = directory.keyOf(user);
      return key?.kind === 'person' && key.kv === kv && !equal(user, idBytes(to.userId));
    });
    const recipients = [...stay, recipientOf(to, everyRight)];
    await beginEpoch(id, circle, { grantor: circle.as, recipients, leaving: [] });
  });
}

/** Ends it. The shares that were brought are erased at the server, the combined key here. */
export async function endCeremony(id: string, outcome: 'recovered' | 'given-up'): Promise<void> {
  await call(closeCeremony, { params: { id }, body: { outcome } });
  recovered = undefined;
  await keepSeed(undefined);
}
