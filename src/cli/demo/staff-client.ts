import { randomUUID } from 'node:crypto';
import { appendEntry, readDirectory } from '../../contracts/identity/directory.js';
import {
  acceptInvitation,
  invite,
  listEnrolments,
  lookAtInvitation,
} from '../../contracts/identity/enrolment.js';
import { beginSignIn, signIn } from '../../contracts/identity/session.js';
import { readSetUp, setUp } from '../../contracts/identity/set-up.js';
import { roleByte } from '../../contracts/shared/people.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { makeAccountSecret } from '../../e2ee/account/account-secret.js';
import { methods, type KdfCost, type Method } from '../../e2ee/account/cost.js';
import { deriveLoginPair, signLogin } from '../../e2ee/account/login.js';
import { deriveCodeKey } from '../../e2ee/account/recovery-code.js';
import { Directory } from '../../e2ee/directory/directory.js';
import {
  assembleEntry,
  encodeBody,
  ops,
  signEntry,
  signPossession,
  type EntryBody,
  type Op,
} from '../../e2ee/directory/entry.js';
import { fingerprint } from '../../e2ee/directory/fingerprint.js';
import type { Identity, IdentitySeeds } from '../../e2ee/shared/identity.js';
import { ApiClient, type Send } from './api-client.js';
import { make, newIdentity, publicOf, wrapRecovery, type Joining, type Person } from './person.js';

/** What the founder leaves with: her own person, and the root key that is printed and kept offline. */
export interface Founding {
  readonly admin: Person;
  readonly root: Identity;
  readonly rootSeeds: IdentitySeeds;
  readonly rootFingerprint: Uint8Array;
  readonly recovery: { readonly identity: Identity; readonly secret: Uint8Array } | null;
}

/** The two halves of an invitation: the token of the server and the anchor that it never sees. */
export interface InvitationLink {
  readonly token: Uint8Array;
  readonly rootFingerprint: Uint8Array;
}

interface FoundingOptions {
  readonly withRecovery?: boolean;
  readonly organisation?: string;
  /** Called with every key before the server hears of any, so that a killed founder still has hers. */
  readonly keep?: (founding: Founding) => void;
}

/** One browser: a cookie jar and the protocol's own code. Nothing here is known to the server. */
export class StaffClient extends ApiClient {
  /** Who is signed in here. */
  person: Person | null = null;
  reloadKey: Uint8Array | null = null;
  sessionId: string | null = null;

  /** @param device what her list of sessions calls this browser */
  constructor(
    send: Send,
    readonly origin: string,
    protected readonly now: () => number,
    private readonly device = 'a script',
  ) {
    super(send);
  }

  /** First-run set-up. Signs the founder in. @throws ProblemAnswer */
  async found(
    token: string,
    joining: Joining,
    { withRecovery = false, organisation = 'Kuća', keep }: FoundingOptions = {},
  ): Promise<Founding> {
    const { founding, entries, material } = this.#makeKeys(joining, withRecovery, await this.call(readSetUp));
    const { admin, recovery } = founding;
    keep?.(founding);
    await this.call(setUp, {
      body: {
        token,
        organisation,
        entries,
        administrator: { dutyName: joining.dutyName, language: joining.language ?? 'sr-Latn', material },
        ...(recovery ? { recovery: wrapRecovery(recovery.secret, recovery) } : {}),
      },
    });
    await this.signIn(admin);
    return founding;
  }

  #makeKeys(joining: Joining, withRecovery: boolean, cost: KdfCost) {
    const { identity: root, seeds: rootSeeds } = newIdentity();
    const rootFingerprint = fingerprint(publicOf(root));
    const founder = { ...joining, roles: ['administrator'] as const };
    const { person: admin, material } = make(randomUUID() as StaffId, 1, founder, cost, rootFingerprint);
    const directory = new Directory(rootFingerprint);
    const recovery = withRecovery ? { ...newIdentity(), secret: makeAccountSecret() } : null;
    const sign = (op: Op, subject: Identity) => {
      const entry = signEntry(this.bodyOf(directory, op, subject, root, 0), subject, root);
      return directory.append(entry.bytes).bytes;
    };
    const entries = [sign(ops.genesis, root), sign(ops.adminAdd, admin.identity)];
    if (recovery) entries.push(sign(ops.recovery, recovery.identity));
    return { founding: { admin, root, rootSeeds, rootFingerprint, recovery }, entries, material };
  }

  /**
   * Everything after the link: makes keys, proves possession to everybody who may sign, waits.
   *
   * @param keep called with the keys before the server hears of them
   */
  async accept(
    link: InvitationLink,
    passphrase?: string,
    keep: (person: Person) => void = () => undefined,
  ): Promise<Person> {
    const seen = await this.call(lookAtInvitation, { body: { token: link.token } });
    const directory = Directory.read(link.rootFingerprint, seen.entries);
    const joining = { ...seen, ...(passphrase === undefined ? {} : { passphrase }) };
    const { person, material } = make(seen.staffId, seen.kv, joining, seen, link.rootFingerprint);
    keep(person);
    const possessions = this.possessions(directory, person, seen.purpose);
    await this.call(acceptInvitation, {
      body: { token: link.token, material, possessions, device: this.device },
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

  /** Compares no words: whoever runs this made both sides. Signs the keys that wait for `staffId` and appends the entry. */
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

  /** Invites somebody new, and gives the whole link. */
  async invite(joining: Joining): Promise<InvitationLink & { id: string; staffId: StaffId }> {
    const { dutyName, roles, functions = [], language = 'sr-Latn' } = joining;
    const body = { dutyName, roles: [...roles], functions: [...functions], language };
    return { ...(await this.call(invite, { body })), rootFingerprint: this.anchor };
  }

  /** A link with which somebody who is here gets keys: the first ones, or new ones. */
  async inviteAgain(staffId: StaffId): Promise<InvitationLink> {
    const { token } = await this.call(invite, { body: { staffId } });
    return { token, rootFingerprint: this.anchor };
  }

  /** @param code of the second factor. @throws ProblemAnswer */
  async signIn(person: Person, code?: string): Promise<void> {
    await this.#enter(person, methods.passphrase, person.masterKey, code);
  }

  /** With her printed recovery code, which costs no hash. @throws ProblemAnswer */
  async signInByCode(person: Person): Promise<void> {
    await this.#enter(person, methods.code, deriveCodeKey(person.recoveryCode, idBytes(person.id)));
  }

  /** The whole directory, verified from this person's own anchor. */
  async directory(): Promise<Directory> {
    const entries: Uint8Array[] = [];
    for (;;) {
      const page = await this.call(readDirectory, { query: { since: entries.length } });
      entries.push(...page.entries);
      if (entries.length >= page.newest) return Directory.read(this.anchor, entries);
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

  protected get anchor(): Uint8Array {
    if (!this.person) throw new Error('Nobody is signed in in this browser.');
    return this.person.rootFingerprint;
  }

  async #enter(person: Person, method: Method, masterKey: Uint8Array, code?: string): Promise<void> {
    const { dutyName } = person;
    const { user, challenge } = await this.call(beginSignIn, { body: { dutyName, method } });
    const claim = { origin: this.origin, user: idBytes(user), challenge, action: 'sign-in' };
    const opened = await this.call(signIn, {
      body: {
        dutyName,
        method,
        challenge,
        signature: signLogin(deriveLoginPair(masterKey), claim),
        ...(code === undefined ? {} : { code }),
        device: this.device,
      },
    });
    this.person = person;
    this.sessionId = opened.sessionId;
    this.reloadKey = opened.reloadKey;
  }
}
