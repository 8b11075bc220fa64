import { appendEntry, listStaff } from '../../contracts/identity/directory.js';
import { listEnrolments } from '../../contracts/identity/enrolment.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { roleByte } from '../../contracts/shared/people.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { assembleEntry, encodeBody, ops, parseEntry, type Entry } from '../../e2ee/directory/entry.js';
import { concat, equal, zeros } from '../../e2ee/shared/bytes.js';
import type { EnrolledKey, Kind } from '../../e2ee/directory/key-ring.js';
import { fingerprint as fingerprintOf } from '../../e2ee/directory/fingerprint.js';
import { openDraft, sealDraft } from '../../e2ee/account/drafts.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { readEntries } from './anchor.js';
import { readRootKey } from './root-key.js';
import { keep, keptUnder } from './safe-store.js';
import { inTurn } from './in-turn.js';
import { rememberPins, unlocked } from './state.js';
import { fingerprintWords } from './words.js';

/** Somebody in the verified directory, with the name that the server adds to it. */
export interface Person {
  readonly id: string;
  readonly kind: Kind;
  readonly dutyName: string;
  readonly roles: readonly string[];
  readonly functions: readonly string[];
  readonly words: readonly string[];
  /** Of the key in force. */
  readonly kv: number;
  readonly since: number;
  readonly secondFactor: boolean;
  /** The server says that she has other roles than the signed directory: somebody meddled. */
  readonly roleDiffers: boolean;
  readonly isMe: boolean;
}

/** An entry that this person has not been told about yet. */
export interface Announcement {
  readonly seq: number;
  readonly ms: number;
  readonly op: number;
  readonly subject: string;
  readonly dutyName: string;
  readonly signer: string;
}

/** Brings the directory up to date and verifies what is new. */
export const refreshDirectory = (): Promise<void> => inTurn('directory', broughtUpToDate);

async function broughtUpToDate(): Promise<void> {
  const { directory } = unlocked();
  const fresh = await readEntries(directory.seq);
  for (const entry of fresh) directory.append(entry);
  if (fresh.length > 0) await rememberPins();
}

export async function listPeople(): Promise<{
  readonly people: Person[];
  readonly news: Announcement[];
  /** Also of those who left. */
  readonly names: Readonly<Record<string, string>>;
}> {
  await refreshDirectory();
  const { items } = await call(listStaff);
  const { directory, user } = unlocked();
  const names = new Map(items.map((item) => [String(item.id), item]));
  const people = directory.keysInForce.map((key) => personOf(key, names.get(idText(key.user)), user));
  return {
    people,
    news: announcements(await announcedUpTo(), names),
    names: Object.fromEntries(items.map(({ id, dutyName }) => [id, dutyName])),
  };
}

type Named = AnswerOf<typeof listStaff>['items'][number];

const nobody = { dutyName: '', roles: [], functions: [], secondFactor: false } as const;

function personOf(key: EnrolledKey, named: Named | undefined, me: Uint8Array): Person {
  const { dutyName, roles, functions, secondFactor } = named ?? nobody;
  return {
    id: idText(key.user),
    kind: key.kind,
    dutyName,
    roles,
    functions,
    words: fingerprintWords(key),
    kv: key.kv,
    since: key.since,
    secondFactor,
    roleDiffers: named !== undefined && roleByte(named.roles) !== key.role,
    isMe: equal(key.user, me),
  };
}

function announcements(after: number, names: ReadonlyMap<string, { dutyName: string }>): Announcement[] {
  const nameOf = (id: Uint8Array): string => names.get(idText(id))?.dutyName ?? '';
  return unlocked()
    .directory.since(after)
    .map(({ seq, ms, op, subject, signer }) => ({
      seq,
      ms,
      op,
      subject: idText(subject),
      dutyName: nameOf(subject),
      signer: nameOf(signer),
    }));
}

const noCase = zeros(16);
const announcedKey = (): string => `announced ${idText(unlocked().user)}`;

async function announcedUpTo(): Promise<number> {
  const { accountSecret, user } = unlocked();
  const sealed = await keptUnder(announcedKey());
  return sealed instanceof Uint8Array ? Number(openDraft(accountSecret, user, noCase, sealed)) : 0;
}

/** She has read the announcements up to here. */
export async function noteAnnounced(seq: number): Promise<void> {
  const { accountSecret, user } = unlocked();
  await keep(announcedKey(), sealDraft(accountSecret, user, noCase, String(seq)));
}

type Enrolment = AnswerOf<typeof listEnrolments>['items'][number];

export interface Newcomer {
  readonly staffId: string;
  readonly dutyName: string;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly words: readonly string[];
  readonly needsRoot: boolean;
  readonly stale: boolean;
}

/** Keys that wait, each with the words that its owner reads out. */
export async function listNewcomers(): Promise<Newcomer[]> {
  const { items } = await call(listEnrolments);
  return items.map((item) => ({
    staffId: item.staffId,
    dutyName: item.dutyName,
    roles: item.roles,
    purpose: item.purpose,
    words: fingerprintWords(keysOf(item)),
    needsRoot: item.roles.includes('administrator'),
    stale: item.stale,
  }));
}

/**
 * Signs in exactly the key whose words were compared.
 *
 * @param words   what the screen showed when the person said that they match
 * @param rootKey from paper, for an administrator; empty otherwise
 */
export async function signInNewcomer(
  staffId: string,
  words: readonly string[],
  rootKey: string,
): Promise<void> {
  await refreshDirectory();
  const { directory, identity } = unlocked();
  const { items } = await call(listEnrolments);
  const item = items.find((each) => each.staffId === staffId);
  if (!item) throw new Failed({ kind: 'refused', code: 'enrolment-unknown' });
  if (fingerprintWords(keysOf(item)).join() !== words.join())
    throw new Failed({ kind: 'untrusted', code: 'words-changed' });
  const signer = rootKey === '' ? identity : readRootKey(rootKey, directory);
  const possession = item.possessions.find(({ body }) => equal(bodyIn(body).signer, signer.user));
  if (!possession || !isHonest(bodyIn(possession.body), item))
    throw new Failed({ kind: 'untrusted', code: 'enrolment-mismatch' });
  const entry = assembleEntry(possession.body, possession.selfSig, signer);
  await appendToDirectory(entry.bytes);
}

/** Takes somebody's key out of force. An administrator's own key and other administrators need the root. */
export async function revokePerson(staffId: string, rootKey: string): Promise<void> {
  await refreshDirectory();
  const { directory, identity } = unlocked();
  const key = directory.keyOf(idBytes(staffId));
  if (!key) throw new Failed({ kind: 'refused', code: 'staff-unknown' });
  const signer = rootKey === '' ? identity : readRootKey(rootKey, directory);
  const { user, kv, role, ed25519, x25519 } = key;
  const place = { seq: directory.seq + 1, prev: directory.head, ms: Date.now() };
  const body = { ...place, subject: user, op: ops.revoke, role, kv, ed25519, x25519 };
  const signed = { ...body, signer: signer.user, signerKv: signer.kv };
  await appendToDirectory(assembleEntry(encodeBody(signed), undefined, signer).bytes);
}

/** Sends an entry; our verified copy takes it once the server has. */
export async function appendToDirectory(bytes: Uint8Array): Promise<void> {
  const { directory } = unlocked();
  const trial = directory.seq;
  await call(appendEntry, { body: { entry: bytes } });
  if (directory.seq === trial) directory.append(bytes);
  await rememberPins();
}

export const bodyIn = (body: Uint8Array): Entry => parseEntry(concat(body, zeros(128)));

const keysOf = ({ staffId, kv, ed25519, x25519 }: Enrolment) => ({
  user: idBytes(staffId),
  kv,
  ed25519,
  x25519,
});

const isHonest = (entry: Entry, item: Enrolment): boolean =>
  fingerprintWords({ ...entry, user: entry.subject }).join() === fingerprintWords(keysOf(item)).join() &&
  entry.role === roleByte(item.roles);

/** The root's fingerprint, which every invitation carries. */
export function rootFingerprint(): Uint8Array {
  const root = unlocked().directory.keysInForce.find(({ kind }) => kind === 'root');
  if (!root) throw new Failed({ kind: 'untrusted', code: 'anchor' });
  return fingerprintOf(root);
}
