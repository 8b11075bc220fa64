import { ops, parseEntry } from '../../../src/e2ee/directory/entry.js';
import { Directory } from '../../../src/e2ee/directory/directory.js';
import { fingerprint } from '../../../src/e2ee/directory/fingerprint.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import {
  admin,
  alice,
  anOrganisation,
  bob,
  carol,
  edge,
  mallory,
  now,
  Organisation,
  person,
  publicOf,
  recovery,
  root,
  rootFingerprint,
} from '../builders/organisation.js';
import type { Case } from './case.js';
import { holds, refuses, same } from './expect.js';
import { at, flipped } from './tamper.js';

const newcomer = person('newcomer');
type Order = Parameters<Organisation['entry']>[0];

/** The organisation refuses this next entry for this reason, and stays as it was. */
const refusedNext = (
  name: string,
  reason: string,
  order: Order | ((organisation: Organisation) => Order),
): Case => ({
  name,
  run: () => {
    const organisation = anOrganisation();
    const { head, seq } = organisation.directory;
    const entry = organisation.entry(typeof order === 'function' ? order(organisation) : order);
    refuses(reason, () => organisation.directory.append(entry));
    same([organisation.directory.seq, organisation.directory.head], [seq, head]);
  },
});

const accepted = (name: string, order: Order): Case => ({
  name,
  run: () => {
    const { directory } = anOrganisation().add(order);
    same(directory.seq, 9);
  },
});

const insiders: Case[] = [
  refusedNext('a second GENESIS, signed by root', 'genesis', {
    op: ops.genesis,
    subject: newcomer,
    signer: newcomer,
  }),
  refusedNext('an entry that its own subject signs', 'signer', {
    op: ops.add,
    subject: newcomer,
    signer: newcomer,
  }),
  refusedNext('an entry signed by a person who is no administrator', 'signer', {
    op: ops.add,
    subject: newcomer,
    signer: alice,
  }),
  refusedNext('an entry signed by the edge', 'signer', { op: ops.add, subject: newcomer, signer: edge }),
  refusedNext('an entry signed by the recovery key', 'signer', {
    op: ops.add,
    subject: newcomer,
    signer: recovery,
  }),
  refusedNext('an entry that names root and is signed by an administrator', 'signature', {
    op: ops.adminAdd,
    subject: newcomer,
    signer: root,
    signedWith: admin,
  }),
  refusedNext('an entry signed under a key version that its signer never had', 'signer', {
    op: ops.add,
    subject: newcomer,
    signer: admin,
    body: { signerKv: 2 },
  }),
  refusedNext('an entry signed under key version 0', 'signer', {
    op: ops.add,
    subject: newcomer,
    signer: admin,
    body: { signerKv: 0 },
  }),
  refusedNext('a rotation without an administrator', 'signer', {
    op: ops.rotate,
    subject: person('bob', 2),
    signer: bob,
  }),
  refusedNext('an administrator key by an administrator', 'signer', {
    op: ops.adminAdd,
    subject: newcomer,
    signer: admin,
  }),
  {
    name: 'a recovery key by an administrator',
    run: () => {
      const organisation = anOrganisation({ withRecovery: false });
      const entry = organisation.entry({ op: ops.recovery, subject: recovery, signer: admin });
      refuses('signer', () => organisation.directory.append(entry));
    },
  },
  ...(
    [
      ['root', root],
      ['an administrator', admin],
      ['the recovery key', recovery],
    ] as const
  ).flatMap(([whom, subject]) => [
    refusedNext(`an administrator revokes ${whom}`, 'signer', { op: ops.revoke, subject, signer: admin }),
    refusedNext(`an administrator rotates ${whom}`, 'signer', {
      op: ops.rotate,
      subject: person(nameOf(subject), 2),
      signer: admin,
    }),
  ]),
  {
    name: 'a revoked id that returns',
    run: () => {
      const organisation = anOrganisation().revoke(bob);
      for (const [op, signer] of [
        [ops.add, admin],
        [ops.edge, admin],
        [ops.adminAdd, root],
      ] as const) {
        const entry = organisation.entry({ op, subject: bob, signer });
        refuses('known-id', () => organisation.directory.append(entry));
      }
    },
  },
  {
    name: 'a revoked id that returns by rotation, or is revoked twice',
    run: () => {
      const organisation = anOrganisation().revoke(bob);
      const rotation = organisation.entry({ op: ops.rotate, subject: person('bob', 2), signer: admin });
      const again = organisation.entry({ op: ops.revoke, subject: bob, signer: admin });
      refuses('unknown-id', () => organisation.directory.append(rotation));
      refuses('unknown-id', () => organisation.directory.append(again));
    },
  },
  refusedNext('an id that is enrolled a second time', 'known-id', {
    op: ops.add,
    subject: bob,
    signer: admin,
  }),
  refusedNext('a rotation of somebody unknown', 'unknown-id', {
    op: ops.rotate,
    subject: person('newcomer', 2),
    signer: admin,
  }),
  refusedNext('a revocation of somebody unknown', 'unknown-id', {
    op: ops.revoke,
    subject: newcomer,
    signer: admin,
  }),
  refusedNext('a valid signature with a wrong number', 'gap', {
    op: ops.add,
    subject: newcomer,
    signer: admin,
    body: { seq: 10 },
  }),
  refusedNext('a valid signature with an old number', 'gap', {
    op: ops.add,
    subject: newcomer,
    signer: admin,
    body: { seq: 8 },
  }),
  refusedNext('a valid signature on another predecessor', 'fork', ({ rows }) => ({
    op: ops.add,
    subject: newcomer,
    signer: admin,
    body: { prev: parseEntry(rows[3] ?? new Uint8Array()).hash },
  })),
  refusedNext('a registration without possession of the key', 'possession', {
    op: ops.add,
    subject: newcomer,
    signer: admin,
    possession: mallory,
  }),
  refusedNext('a registration without any self-signature', 'possession', {
    op: ops.add,
    subject: newcomer,
    signer: admin,
    possession: 'none',
  }),
  refusedNext('a rotation without possession of the new key', 'possession', {
    op: ops.rotate,
    subject: person('bob', 2),
    signer: admin,
    possession: bob,
  }),
  refusedNext('a registration that begins with key version 2', 'key-version', {
    op: ops.add,
    subject: person('newcomer', 2),
    signer: admin,
  }),
  ...[1, 3].map((kv) =>
    refusedNext(`a rotation from key version 1 to ${kv}`, 'key-version', {
      op: ops.rotate,
      subject: person('bob', kv),
      signer: admin,
    }),
  ),
  refusedNext('a revocation of a key version that is not the newest', 'key-version', {
    op: ops.revoke,
    subject: bob,
    signer: admin,
    body: { kv: 2 },
  }),
  refusedNext('a revocation that changes the role', 'repeat', {
    op: ops.revoke,
    subject: alice,
    signer: admin,
    role: 0,
  }),
  refusedNext('a revocation that changes the signing key', 'repeat', {
    op: ops.revoke,
    subject: bob,
    signer: admin,
    body: { ed25519: mallory.signing.publicKey },
  }),
  refusedNext('a revocation that changes the sealing key', 'repeat', {
    op: ops.revoke,
    subject: bob,
    signer: admin,
    body: { x25519: mallory.sealing.publicKey },
  }),
  refusedNext('a revocation with a self-signature', 'repeat', {
    op: ops.revoke,
    subject: bob,
    signer: admin,
    possession: bob,
  }),
  refusedNext('a second recovery key while one is in force', 'second-recovery', {
    op: ops.recovery,
    subject: newcomer,
    signer: root,
  }),
  {
    name: 'an administrator who was revoked signs on',
    run: () => {
      const organisation = anOrganisation().revoke(admin, root);
      const entry = organisation.entry({ op: ops.add, subject: newcomer, signer: admin });
      refuses('signer', () => organisation.directory.append(entry));
    },
  },
  {
    name: 'an administrator signs with a key that was rotated out',
    run: () => {
      const organisation = anOrganisation();
      organisation.rotate('admin', 2, 0, root);
      const entry = organisation.entry({ op: ops.add, subject: newcomer, signer: admin });
      refuses('signer', () => organisation.directory.append(entry));
    },
  },
];

const servers: Case[] = [
  {
    name: 'a directory of another root than the invitation names',
    run: () => {
      const entry = new Organisation().entry({ op: ops.genesis, subject: mallory, signer: mallory });
      refuses('anchor', () => Directory.read(rootFingerprint, [entry]));
      same(Directory.read(fingerprint(publicOf(mallory)), [entry]).seq, 1);
    },
  },
  ...(
    [
      ['that another root signs', { signer: mallory }],
      ['under a key version of its signer that is not its own', { signer: root, body: { signerKv: 2 } }],
    ] as const
  ).map(([what, part]) => ({
    name: `a first entry ${what}`,
    run: () => {
      const entry = new Organisation().entry({ op: ops.genesis, subject: root, ...part });
      refuses('genesis', () => Directory.read(rootFingerprint, [entry]));
    },
  })),
  {
    name: 'a first entry with key version 2, even of a matching fingerprint',
    run: () => {
      const second = person('root', 2);
      const entry = new Organisation().entry({ op: ops.genesis, subject: second, signer: second });
      refuses('key-version', () => Directory.read(fingerprint(publicOf(second)), [entry]));
    },
  },
  {
    name: 'a first entry whose signature is not by its own key',
    run: () => {
      const entry = new Organisation().entry({
        op: ops.genesis,
        subject: root,
        signer: root,
        signedWith: mallory,
      });
      refuses('signature', () => Directory.read(rootFingerprint, [entry]));
    },
  },
  {
    name: 'a first entry that is no GENESIS',
    run: () => {
      const entry = new Organisation().entry({ op: ops.add, subject: root, signer: root });
      refuses('genesis', () => Directory.read(rootFingerprint, [entry]));
    },
  },
  {
    name: 'a key swapped inside an entry',
    run: () => {
      const { rows } = anOrganisation();
      const swapped = rows.map((row, index) =>
        index === 3 ? withBytes(row, 74, bob.signing.publicKey, mallory.signing.publicKey) : row,
      );
      refuses('possession', () => Directory.read(rootFingerprint, swapped));
      const sealing = rows.map((row, index) =>
        index === 3 ? withBytes(row, 106, bob.sealing.publicKey, mallory.sealing.publicKey) : row,
      );
      refuses('possession', () => Directory.read(rootFingerprint, sealing));
    },
  },
  {
    name: 'any single bit of an entry',
    run: () => {
      const { rows } = anOrganisation();
      const before = rows.slice(0, -1);
      const { pin } = Directory.read(rootFingerprint, before);
      for (let bit = 0; bit < 286 * 8; bit += 7) {
        const changed = [...before, flipped(at(rows, -1), bit)];
        holds(
          throws(() => Directory.read(rootFingerprint, changed, pin)),
          `Bit ${bit} was not noticed.`,
        );
      }
    },
  },
  ...[285, 287].map((length) => ({
    name: `an entry of ${length} bytes`,
    run: () => {
      const { rows } = anOrganisation();
      const resized = new Uint8Array(length);
      resized.set((rows[7] ?? resized).subarray(0, length));
      refuses('length', () => Directory.read(rootFingerprint, [...rows.slice(0, 7), resized]));
    },
  })),
  {
    name: 'an entry with another magic or an unknown operation',
    run: () => {
      const { rows } = anOrganisation();
      const changedAt = (byte: number) => [
        ...rows.slice(0, 7),
        flipped(rows[7] ?? new Uint8Array(), byte * 8),
      ];
      refuses('magic', () => Directory.read(rootFingerprint, changedAt(3)));
      refuses('op', () => Directory.read(rootFingerprint, changedAt(68)));
    },
  },
  {
    name: 'fewer entries than were pinned',
    run: () => {
      const organisation = anOrganisation();
      const pin = organisation.directory.pin;
      refuses('rollback', () => organisation.read(organisation.rows.slice(0, -1), pin));
    },
  },
  {
    name: 'another history of the same length than was pinned, validly signed',
    run: () => {
      const [one, other] = [anOrganisation(), anOrganisation()];
      const { pin } = one.add({ op: ops.add, subject: newcomer, signer: admin }).directory;
      other.add({ op: ops.add, subject: person('ghost'), signer: admin });
      refuses('fork', () => other.read(other.rows, pin));
      other.add({ op: ops.add, subject: newcomer, signer: admin });
      refuses('fork', () => other.read(other.rows, pin));
    },
  },
  {
    name: 'an entry dropped, doubled or moved',
    run: () => {
      const { rows } = anOrganisation();
      refuses('gap', () => Directory.read(rootFingerprint, [...rows.slice(0, 4), ...rows.slice(5)]));
      refuses('gap', () => Directory.read(rootFingerprint, [...rows.slice(0, 4), ...rows.slice(3)]));
      const reordered = [...rows.slice(0, 4), ...rows.slice(5, 6), ...rows.slice(4, 5), ...rows.slice(6)];
      refuses('gap', () => Directory.read(rootFingerprint, reordered));
    },
  },
  {
    name: 'a pin does not excuse what is above it',
    run: () => {
      const organisation = anOrganisation();
      const { pin } = organisation.directory;
      const forged = organisation.entry({
        op: ops.add,
        subject: newcomer,
        signer: admin,
        signedWith: mallory,
      });
      refuses('signature', () => organisation.read([...organisation.rows, forged], pin));
    },
  },
  {
    name: 'an empty pin proves nothing',
    run: () => {
      const organisation = anOrganisation();
      const forged = organisation.entry({
        op: ops.add,
        subject: newcomer,
        signer: admin,
        signedWith: mallory,
      });
      refuses('signature', () => organisation.read([...organisation.rows, forged]));
    },
  },
];

const honest: Case[] = [
  {
    name: 'a pin vouches for the signatures up to its own place, and an empty one for none',
    run: () => {
      const organisation = anOrganisation();
      const unsigned = organisation.entry({
        op: ops.add,
        subject: newcomer,
        signer: admin,
        signedWith: mallory,
      });
      const rows = [...organisation.rows, unsigned];
      const { hash } = parseEntry(unsigned);
      same(organisation.read(rows, { seq: 9, hash, dirSeq: 0 }).seq, 9);
      refuses('signature', () => organisation.read(rows, { seq: 0, hash: new Uint8Array(32), dirSeq: 0 }));
      same(organisation.read(undefined, { seq: 0, hash: new Uint8Array(32), dirSeq: 0 }).seq, 8);
    },
  },
  {
    name: 'nobody unknown has a key, and the recovery key none before its entry',
    run: () => {
      const { directory } = anOrganisation();
      same([directory.keyOf(newcomer.user), directory.keyAt(newcomer.user, 1, 8)], [undefined, undefined]);
      same([directory.recoveryAt(7), directory.recoveryAt(8)?.user], [undefined, recovery.user]);
    },
  },
  accepted('an administrator enrols a person', { op: ops.add, subject: newcomer, signer: admin }),
  accepted('root enrols a person', { op: ops.add, subject: newcomer, signer: root }),
  accepted('root adds an administrator', { op: ops.adminAdd, subject: newcomer, signer: root }),
  accepted('root rotates itself', { op: ops.rotate, subject: person('root', 2), signer: root }),
  accepted('root revokes an administrator', { op: ops.revoke, subject: admin, signer: root }),
  accepted('an administrator rotates an edge', { op: ops.rotate, subject: person('edge', 2), signer: admin }),
  {
    name: 'a new recovery key once the old one is revoked',
    run: () => {
      const organisation = anOrganisation().revoke(recovery, root);
      same(organisation.directory.recoveryAt(9), undefined);
      organisation.add({ op: ops.recovery, subject: newcomer, signer: root });
      same(organisation.directory.recoveryAt(10)?.user, newcomer.user);
      same(organisation.directory.recoveryAt(8)?.user, recovery.user);
    },
  },
  {
    name: 'a key is in force from its entry until the one that ends it',
    run: () => {
      const organisation = anOrganisation();
      const second = organisation.rotate('bob', 2, 2);
      organisation.revoke(second);
      const { directory } = organisation;
      const inForce = [3, 4, 8, 9, 10].map((seq) => [
        directory.keyAt(bob.user, 1, seq)?.kv,
        directory.keyAt(bob.user, 2, seq)?.role,
      ]);
      same(inForce, [
        [undefined, undefined],
        [1, undefined],
        [1, undefined],
        [undefined, 2],
        [undefined, undefined],
      ]);
      same([directory.keyOf(bob.user), directory.keyOf(carol.user)?.kv], [undefined, 1]);
      same(directory.keysInForce.length, 7);
    },
  },
  {
    name: 'a rotation keeps the kind of key and sets the role from then on',
    run: () => {
      const organisation = anOrganisation();
      organisation.rotate('edge', 2, 1);
      const key = organisation.directory.keyOf(edge.user);
      same([key?.kind, key?.role, key?.since, key?.until === Infinity], ['edge', 1, 9, true]);
    },
  },
  {
    name: 'a whole directory is read again above its pin, and new entries can be announced',
    run: () => {
      const organisation = anOrganisation();
      const { pin } = organisation.directory;
      organisation.add({ op: ops.add, subject: newcomer, signer: admin });
      const again = organisation.read(organisation.rows, pin);
      same(
        again.since(pin.seq).map(({ subject, op, ms }) => [subject, op, ms]),
        [[newcomer.user, ops.add, now]],
      );
      same(
        [again.head, again.seqOf(pin.hash), again.seqOf(new Uint8Array(32))],
        [organisation.directory.head, 8, undefined],
      );
    },
  },
];

function nameOf(subject: Identity): string {
  return subject === root ? 'root' : subject === admin ? 'admin' : 'recovery';
}

function withBytes(row: Uint8Array, at: number, from: Uint8Array, to: Uint8Array): Uint8Array {
  same(row.slice(at, at + 32), from);
  const changed = row.slice();
  changed.set(to, at);
  return changed;
}

function throws(attempt: () => unknown): boolean {
  try {
    attempt();
    return false;
  } catch {
    return true;
  }
}

export const directoryAttacks = { insiders, servers, honest };
