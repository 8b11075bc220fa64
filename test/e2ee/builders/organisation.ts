import { Directory } from '../../../src/e2ee/directory/directory.js';
import {
  assembleEntry,
  encodeBody,
  ops,
  signEntry,
  type EntryBody,
  type Op,
} from '../../../src/e2ee/directory/entry.js';
import { fingerprint } from '../../../src/e2ee/directory/fingerprint.js';
import { hash128, hash256 } from '../../../src/e2ee/hazmat/hash.js';
import { utf8 } from '../../../src/e2ee/shared/bytes.js';
import type { Pin } from '../../../src/e2ee/shared/pin.js';
import { deriveIdentity, type Identity } from '../../../src/e2ee/shared/identity.js';

/** The same person with the same keys in every test. @param kv a later version has other keys */
export function person(name: string, kv = 1): Identity {
  const seed = (use: string) => hash256(utf8(`${name} ${kv} ${use}`));
  return deriveIdentity(idOf(name), kv, { ed25519: seed('ed'), x25519: seed('x') });
}

export const idOf = (name: string): Uint8Array => hash128(utf8(name));

export const publicOf = ({ user, kv, signing, sealing }: Identity) => ({
  user,
  kv,
  ed25519: signing.publicKey,
  x25519: sealing.publicKey,
});

export const root = person('root');
export const admin = person('admin');
export const alice = person('alice');
export const bob = person('bob');
export const carol = person('carol');
export const mallory = person('mallory');
export const edge = person('edge');
export const recovery = person('recovery');

export const rootFingerprint = fingerprint(publicOf(root));
export const now = 1_700_000_000_000;

/** What an entry would say if nobody cheated; a test overrides what it is about. */
interface EntryOrder {
  readonly op: Op;
  readonly subject: Identity;
  readonly signer: Identity;
  readonly role?: number;
  readonly body?: Partial<EntryBody>;
  /** Whose key makes the self-signature; the subject's when absent, none for 'none'. */
  readonly possession?: Identity | 'none';
  /** Whose key makes the signer's signature. */
  readonly signedWith?: Identity;
}

/** An organisation whose directory a test extends, honestly or not. */
export class Organisation {
  readonly rows: Uint8Array[];
  readonly directory: Directory;

  /** @param rows a directory that was verified before, with its pin */
  constructor(rows: readonly Uint8Array[] = [], pin?: Pin) {
    this.rows = [...rows];
    this.directory = Directory.read(rootFingerprint, rows, pin);
  }

  /** Signs whatever the order says, as the next entry; appends nothing. */
  entry(order: EntryOrder): Uint8Array {
    const body: EntryBody = {
      ...publicOf(order.subject),
      seq: this.directory.seq + 1,
      prev: this.directory.head,
      ms: now,
      subject: order.subject.user,
      op: order.op,
      role: order.role ?? 0,
      signer: order.signer.user,
      signerKv: order.signer.kv,
      ...order.body,
    };
    const signer = order.signedWith ?? order.signer;
    const possession = order.possession ?? (order.op === ops.revoke ? 'none' : order.subject);
    if (possession === 'none') return assembleEntry(encodeBody(body), undefined, signer).bytes;
    return signEntry(body, possession, signer).bytes;
  }

  /** Appends an entry that must be good. */
  add(order: EntryOrder): this {
    const bytes = this.entry(order);
    this.directory.append(bytes);
    this.rows.push(bytes);
    return this;
  }

  rotate(name: string, kv: number, role = 0, signer = admin): Identity {
    const subject = person(name, kv);
    this.add({ op: ops.rotate, subject, signer, role });
    return subject;
  }

  revoke(subject: Identity, signer = admin): this {
    const { role = 0 } = this.directory.keyOf(subject.user) ?? {};
    return this.add({ op: ops.revoke, subject, signer, role });
  }

  /** A reader's own directory, read from what the server returns. */
  read(rows: readonly Uint8Array[] = this.rows, pin?: Pin): Directory {
    return Directory.read(rootFingerprint, rows, pin);
  }
}

const enrolled = new Map<boolean, Organisation>();

/**
 * The next organisation is enrolled again: for whoever changes the code under test while this process runs.
 *
 * @public for the mutation runner, which loads it compiled
 */
export const beginAnew = (): void => enrolled.clear();

/** Root, one administrator, four persons (Alice and Mallory may open cases), an edge, and a recovery key. */
export function anOrganisation({ withRecovery = true } = {}): Organisation {
  const known = enrolled.get(withRecovery) ?? enrol(withRecovery);
  enrolled.set(withRecovery, known);
  return new Organisation(known.rows, known.directory.pin);
}

function enrol(withRecovery: boolean): Organisation {
  const organisation = new Organisation()
    .add({ op: ops.genesis, subject: root, signer: root })
    .add({ op: ops.adminAdd, subject: admin, signer: root })
    .add({ op: ops.add, subject: alice, signer: admin, role: 2 })
    .add({ op: ops.add, subject: bob, signer: admin })
    .add({ op: ops.add, subject: carol, signer: admin })
    .add({ op: ops.add, subject: mallory, signer: admin, role: 2 })
    .add({ op: ops.edge, subject: edge, signer: admin });
  return withRecovery
    ? organisation.add({ op: ops.recovery, subject: recovery, signer: root })
    : organisation;
}
