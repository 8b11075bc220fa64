import { z } from 'zod';
import { askChallenge, type ProofAction } from '../../../src/contracts/identity/account.js';
import { appendEntry, readDirectory } from '../../../src/contracts/identity/directory.js';
import {
  acceptInvitation,
  invite,
  listEnrolments,
  lookAtInvitation,
} from '../../../src/contracts/identity/enrolment.js';
import { beginSignIn, signIn } from '../../../src/contracts/identity/session.js';
import { setUp } from '../../../src/contracts/identity/set-up.js';
import type { Problem } from '../../../src/contracts/shared/problem.js';
import { roleByte, type Role, type StaffFunction } from '../../../src/contracts/shared/people.js';
import type { AnswerOf, Route } from '../../../src/contracts/shared/route.js';
import { idBytes, idText } from '../../../src/contracts/shared/scalars.js';
import { randomUUID } from 'node:crypto';
import { codeCost, type KdfCost } from '../../../src/e2ee/account/cost.js';
import { makeAccountSecret, wrapAccountSecret } from '../../../src/e2ee/account/account-secret.js';
import { makeIdentitySeeds, wrapSeed } from '../../../src/e2ee/account/identity-seeds.js';
import { deriveKek, deriveLoginPair, signLogin } from '../../../src/e2ee/account/login.js';
import { deriveCodeKey, makeRecoveryCode } from '../../../src/e2ee/account/recovery-code.js';
import { Directory } from '../../../src/e2ee/directory/directory.js';
import {
  assembleEntry,
  encodeBody,
  ops,
  signEntry,
  signPossession,
  type EntryBody,
  type Op,
} from '../../../src/e2ee/directory/entry.js';
import { fingerprint } from '../../../src/e2ee/directory/fingerprint.js';
import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import { derivePassphraseKey } from '../../../src/e2ee/hazmat/passphrase.js';
import { deriveIdentity, type Identity, type IdentitySeeds } from '../../../src/e2ee/shared/identity.js';
import type { AccountMaterial } from '../../../src/server/identity/account.repository.js';
import type { StaffId } from '../../../src/domain/shared/ids.js';

/** How a request reaches the server: injected in tests, over the network in a script. */
export type Send = (request: {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}) => Promise<{ status: number; headers: Record<string, unknown>; text: string }>;

/** The API refused. */
export class ProblemAnswer extends Error {
  constructor(
    readonly problem: Problem,
    readonly headers: Record<string, unknown>,
  ) {
    super(
      `${problem.status} ${problem.code} ${problem.reason ?? ''} ${JSON.stringify(problem.fields ?? '')}`,
    );
  }

  get code(): string {
    return this.problem.code;
  }
}

/** A person as her own browser knows her: everything that the server must never have. */
export interface Person {
  readonly id: StaffId;
  readonly dutyName: string;
  readonly roles: readonly Role[];
  readonly identity: Identity;
  readonly seeds: IdentitySeeds;
  readonly accountSecret: Uint8Array;
  readonly passphrase: string;
  readonly masterKey: Uint8Array;
  readonly seed16: Uint8Array;
  readonly recoveryCode: Uint8Array;
  readonly rootFingerprint: Uint8Array;
}

/** What the founder leaves with: her own person, and the root key that is printed and kept offline. */
export interface Founding {
  readonly admin: Person;
  readonly root: Identity;
  readonly rootFingerprint: Uint8Array;
  readonly recovery: { readonly identity: Identity; readonly secret: Uint8Array } | null;
}

export interface Joining {
  readonly dutyName: string;
  readonly roles: readonly Role[];
  readonly functions?: readonly StaffFunction[];
  readonly passphrase?: string;
}

interface CallOptions {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  /** Idempotency-Key. */
  readonly key?: string;
  /** If-Match. */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The public half and the wrapped secrets of a new identity, with what stays in the browser. */
interface Made {
  readonly person: Person;
  readonly material: AccountMaterial;
}

/** One browser: a cookie jar and the protocol's own code. Nothing here is known to the server. */
export class StaffClient {
  cookie: string | null = null;
  /** The newest Set-Cookie line, whole. */
  setCookie: string | null = null;
  /** Who is signed in here. */
  person: Person | null = null;
  reloadKey: Uint8Array | null = null;
  sessionId: string | null = null;

  constructor(
    private readonly send: Send,
    readonly origin: string,
    private readonly now: () => number,
  ) {}

  /** Calls a route as its contract says. @throws ProblemAnswer */
  async call<R extends Route>(route: R, options: CallOptions = {}): Promise<AnswerOf<R>> {
    const body: unknown =
      options.body === undefined || !route.body
        ? options.body
        : z.encode<z.ZodType<unknown, unknown>>(route.body, options.body);
    const answer = await this.raw(route.method, pathOf(route, options), body, headersOf(options));
    if (answer.status >= 400) throw new ProblemAnswer(JSON.parse(answer.text) as Problem, answer.headers);
    return (route.answer ? route.answer.parse(JSON.parse(answer.text)) : undefined) as AnswerOf<R>;
  }

  async raw(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
    const answer = await this.send({
      method,
      path,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    this.#keepCookie(answer.headers['set-cookie']);
    return answer;
  }

  /** First-run set-up. Signs the founder in. */
  async found(
    token: string,
    joining: Joining,
    { withRecovery = false, organisation = 'Kuća' } = {},
  ): Promise<Founding> {
    const root = freshIdentity(randomUUID(), 1).identity;
    const rootFingerprint = fingerprint(publicOf(root));
    const cost = await this.#cost();
    const { person, material } = make(
      randomUUID() as StaffId,
      1,
      { ...joining, roles: ['administrator'] },
      cost,
      rootFingerprint,
    );
    const directory = new Directory(rootFingerprint);
    const recovery = withRecovery ? freshIdentity(randomUUID(), 1) : null;
    const secret = makeAccountSecret();
    const sign = (op: Op, subject: Identity) => {
      const entry = signEntry(this.bodyOf(directory, op, subject, root, 0), subject, root);
      return directory.append(entry.bytes).bytes;
    };
    const entries = [sign(ops.genesis, root), sign(ops.adminAdd, person.identity)];
    if (recovery) entries.push(sign(ops.recovery, recovery.identity));
    await this.call(setUp, {
      body: {
        token,
        organisation,
        entries,
        administrator: { dutyName: joining.dutyName, language: 'sr-Latn', material },
        ...(recovery ? { recovery: wrapRecovery(secret, recovery) } : {}),
      },
    });
    await this.signIn(person);
    return {
      admin: person,
      root,
      rootFingerprint,
      recovery: recovery && { identity: recovery.identity, secret },
    };
  }

  /** Everything after the link: makes keys, proves possession to everybody who may sign, waits. */
  async accept(
    link: { token: Uint8Array; rootFingerprint: Uint8Array },
    passphrase?: string,
  ): Promise<Person> {
    const seen = await this.call(lookAtInvitation, { body: { token: link.token } });
    const directory = Directory.read(link.rootFingerprint, seen.entries);
    const { person, material } = make(
      seen.staffId,
      seen.kv,
      { ...seen, ...(passphrase === undefined ? {} : { passphrase }) },
      seen,
      link.rootFingerprint,
    );
    const possessions = this.possessions(directory, person, seen.purpose);
    await this.call(acceptInvitation, {
      body: { token: link.token, material, possessions, device: 'a test' },
    });
    return person;
  }

  /** Proof of possession for each who may sign this person in, at the directory's next place. */
  possessions(directory: Directory, person: Person, purpose: 'new' | 'renew') {
    const isAdministrator = person.roles.includes('administrator');
    const op = purpose === 'renew' ? ops.rotate : isAdministrator ? ops.adminAdd : ops.add;
    const signers = directory.keysInForce.filter(
      ({ kind }) => kind === 'root' || (kind === 'administrator' && !isAdministrator),
    );
    return signers.map((signer) => {
      const body = this.bodyOf(directory, op, person.identity, signer, roleByte(person.roles));
      return { body: encodeBody(body), selfSig: signPossession(body, person.identity) };
    });
  }

  /** Compares nothing: a test is sure. Signs the keys that wait for `staffId` and appends the entry. */
  async signKeysOf(staffId: StaffId, signer: Identity): Promise<void> {
    await this.call(appendEntry, { body: { entry: await this.entryFor(staffId, signer) } });
  }

  /** The entry that `signer` would append for the keys that wait. */
  async entryFor(staffId: StaffId, signer: Identity): Promise<Uint8Array> {
    const { items } = await this.call(listEnrolments);
    const waiting = items.find((item) => item.staffId === staffId);
    if (!waiting) throw new Error('Nobody waits under this id.');
    const mine = waiting.possessions.find(
      ({ body }) => idText(body.subarray(138, 154)) === idText(signer.user),
    );
    if (!mine) throw new Error('The waiting keys name another signer.');
    return assembleEntry(mine.body, mine.selfSig, signer).bytes;
  }

  /** Revokes a person's key. @param signer an administrator, or root for administrators */
  async revoke(staffId: StaffId, signer: Identity): Promise<void> {
    const directory = await this.directory();
    const key = directory.keyOf(idBytes(staffId))!;
    const body = { ...this.bodyOf(directory, ops.revoke, { ...key, ...publicKeys(key) }, signer, key.role) };
    await this.call(appendEntry, { body: { entry: signEntry(body, undefined, signer).bytes } });
  }

  /** Invites, and gives the whole link: the token of the server and the anchor that it never sees. */
  async invite(
    joining: Joining,
  ): Promise<{ id: string; staffId: StaffId; token: Uint8Array; rootFingerprint: Uint8Array }> {
    const { dutyName, roles, functions = [] } = joining;
    const body = { dutyName, roles: [...roles], functions: [...functions], language: 'sr-Latn' as const };
    return { ...(await this.call(invite, { body })), rootFingerprint: this.#anchor };
  }

  /** A link with which somebody who is here gets new keys. */
  async inviteAgain(staffId: StaffId): Promise<{ token: Uint8Array; rootFingerprint: Uint8Array }> {
    const { token } = await this.call(invite, { body: { staffId } });
    return { token, rootFingerprint: this.#anchor };
  }

  /** An ADD as `signer` would sign it, whether or not anybody asked for it. */
  signedEntry(directory: Directory, subject: Identity, signer: Identity, role: number): Uint8Array {
    return signEntry(this.bodyOf(directory, ops.add, subject, signer, role), subject, signer).bytes;
  }

  /**
   * From the invitation to the first sign-in, each in a browser of its own.
   *
   * @param browser the newcomer's
   * @param signer  who signs her in; root for an administrator
   */
  async enrol(browser: StaffClient, joining: Joining, signer: Identity): Promise<Person> {
    const link = await this.invite(joining);
    const person = await browser.accept(link, joining.passphrase);
    await this.signKeysOf(person.id, signer);
    await browser.signIn(person);
    return person;
  }

  /** @param code of the second factor. @throws ProblemAnswer */
  async signIn(person: Person, code?: string): Promise<void> {
    const begun = await this.call(beginSignIn, { body: { dutyName: person.dutyName, method: 1 } });
    const claim = {
      origin: this.origin,
      user: idBytes(begun.user),
      challenge: begun.challenge,
      action: 'sign-in',
    };
    const opened = await this.call(signIn, {
      body: {
        dutyName: person.dutyName,
        method: 1,
        challenge: begun.challenge,
        signature: signLogin(deriveLoginPair(person.masterKey), claim),
        ...(code === undefined ? {} : { code }),
        device: 'a test',
      },
    });
    this.person = person;
    this.sessionId = opened.sessionId;
    this.reloadKey = opened.reloadKey;
  }

  /** A fresh proof for an action of whoever is signed in here. */
  async proof(action: ProofAction) {
    const { challenge } = await this.call(askChallenge);
    const { id, masterKey } = this.person!;
    const claim = { origin: this.origin, user: idBytes(id), challenge, action };
    return { challenge, signature: signLogin(deriveLoginPair(masterKey), claim), method: 1 as const };
  }

  /** The whole directory, verified from this person's own anchor. */
  async directory(): Promise<Directory> {
    const entries: Uint8Array[] = [];
    for (;;) {
      const page = await this.call(readDirectory, { query: { since: entries.length } });
      entries.push(...page.entries);
      if (entries.length >= page.newest) return Directory.read(this.#anchor, entries);
    }
  }

  bodyOf(
    directory: Directory,
    op: Op,
    subject: Identity,
    signer: { readonly user: Uint8Array; readonly kv: number },
    role: number,
  ): EntryBody {
    return {
      seq: directory.seq + 1,
      prev: directory.head,
      ms: this.now(),
      subject: subject.user,
      op,
      role,
      kv: subject.kv,
      ed25519: subject.signing.publicKey,
      x25519: subject.sealing.publicKey,
      signer: signer.user,
      signerKv: signer.kv,
    };
  }

  get #anchor(): Uint8Array {
    if (!this.person) throw new Error('Nobody is signed in in this browser.');
    return this.person.rootFingerprint;
  }

  async #cost(): Promise<KdfCost> {
    const answer = await this.raw('GET', '/api/v1/set-up');
    return JSON.parse(answer.text) as KdfCost;
  }

  #keepCookie(header: unknown): void {
    const [first] = (Array.isArray(header) ? header : [header]) as readonly unknown[];
    if (typeof first !== 'string') return;
    this.setCookie = first;
    const pair = first.split(';')[0]!;
    this.cookie = pair.endsWith('=') ? null : pair;
  }
}

/** A new identity for somebody: seeds, account secret, passphrase, recovery code, and what the server gets of them. */
export function make(
  id: StaffId,
  kv: number,
  joining: Joining,
  { ops: passes, mem }: KdfCost,
  rootFingerprint: Uint8Array,
): Made {
  const user = idBytes(id);
  const { identity, seeds } = freshIdentity(id, kv);
  const accountSecret = makeAccountSecret();
  const [seed16, codeSeed, recoveryCode] = [randomBytes(16), randomBytes(16), makeRecoveryCode()];
  const passphrase = joining.passphrase ?? `correct horse ${joining.dutyName} battery`;
  const cost = { ops: passes, mem };
  const masterKey = derivePassphraseKey(passphrase, user, seed16, cost);
  const codeKey = deriveCodeKey(recoveryCode, user);
  const method = (number: 1 | 2, master: Uint8Array, seed: Uint8Array, at: KdfCost) => ({
    method: number,
    loginKey: deriveLoginPair(master).publicKey,
    seed,
    ...at,
    wrappedSecret: wrapAccountSecret(deriveKek(master), accountSecret, {
      method: number,
      user,
      cost: at,
      kv: 1,
    }),
    secretKv: 1,
  });
  const wrapped = (which: 1 | 2, seed: Uint8Array) => ({
    kv,
    which,
    wrapped: wrapSeed(accountSecret, seed, { user, kv, which }),
  });
  const material: AccountMaterial = {
    kv,
    ed25519: identity.signing.publicKey,
    x25519: identity.sealing.publicKey,
    methods: [method(1, masterKey, seed16, cost), method(2, codeKey, codeSeed, codeCost)],
    seeds: [wrapped(1, seeds.ed25519), wrapped(2, seeds.x25519)],
  };
  const { dutyName, roles } = joining;
  const person = {
    id,
    dutyName,
    roles,
    identity,
    seeds,
    accountSecret,
    passphrase,
    masterKey,
    seed16,
    recoveryCode,
    rootFingerprint,
  };
  return { person, material };
}

export function freshIdentity(id: string, kv: number): { identity: Identity; seeds: IdentitySeeds } {
  const seeds = makeIdentitySeeds();
  return { identity: deriveIdentity(idBytes(id), kv, seeds), seeds };
}

/** RECOVERY's seeds under the secret that its custodians will share. */
export function wrapRecovery(
  secret: Uint8Array,
  { identity, seeds }: { identity: Identity; seeds: IdentitySeeds },
): { ed25519: Uint8Array; x25519: Uint8Array } {
  const place = { user: identity.user, kv: identity.kv };
  return {
    ed25519: wrapSeed(secret, seeds.ed25519, { ...place, which: 1 }),
    x25519: wrapSeed(secret, seeds.x25519, { ...place, which: 2 }),
  };
}

export const publicOf = ({ user, kv, signing, sealing }: Identity) => ({
  user,
  kv,
  ed25519: signing.publicKey,
  x25519: sealing.publicKey,
});

/** A subject of which only the public half is known. */
const publicKeys = (key: { ed25519: Uint8Array; x25519: Uint8Array }) => ({
  signing: { publicKey: key.ed25519, privateKey: new Uint8Array(64) },
  sealing: { publicKey: key.x25519, privateKey: new Uint8Array(32) },
});

function pathOf(route: Route, { params = {}, query = {} }: CallOptions): string {
  const path = route.path.replaceAll(/:(\w+)/g, (_whole, name: string) => params[name] ?? '');
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}

const headersOf = ({ key, version, headers = {} }: CallOptions): Record<string, string> => ({
  ...(key === undefined ? {} : { 'idempotency-key': key }),
  ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  ...headers,
});
