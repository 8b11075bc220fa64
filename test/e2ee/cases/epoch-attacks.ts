import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import { beginCircle, composeEpoch } from '../../../src/e2ee/circle/compose-epoch.js';
import { commitEpoch } from '../../../src/e2ee/circle/epoch-secret.js';
import {
  parseEpochRecord,
  signEpochRecord,
  type EpochBody,
  type Member,
} from '../../../src/e2ee/circle/epoch-record.js';
import { deriveCaseId } from '../../../src/e2ee/circle/case-id.js';
import { grantPlain, sealGrant } from '../../../src/e2ee/circle/grant.js';
import { unlockEpoch } from '../../../src/e2ee/circle/unlock-epoch.js';
import { ops, parseEntry } from '../../../src/e2ee/directory/entry.js';
import { boxSeal } from '../../../src/e2ee/hazmat/sealed-box.js';
import { hash256 } from '../../../src/e2ee/hazmat/hash.js';
import { equal, zeros } from '../../../src/e2ee/shared/bytes.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { aCircle, all, aWrittenCircle, readOnly, TestCircle, to } from '../builders/circle.js';
import {
  admin,
  alice,
  anOrganisation,
  bob,
  carol,
  edge,
  idOf,
  mallory,
  now,
  person,
  recovery,
  root,
  type Organisation,
} from '../builders/organisation.js';
import type { Case } from './case.js';
import { holds, refuses, same } from './expect.js';
import { at, flipped, replaced } from './tamper.js';
import { verdictsOf } from './verdicts.js';

/** Signed by Alice, who may grant, unless the order says otherwise: refused for this reason when added and when read. */
const refusedNext = (
  name: string,
  reason: string,
  order: (circle: TestCircle) => Partial<EpochBody>,
  grantor: Identity = alice,
  signedWith: Identity = grantor,
): Case => ({
  name,
  run: () => {
    const circle = aWrittenCircle();
    refusedEverywhere(circle, circle.forgeEpoch(grantor, order(circle), signedWith), reason);
  },
});

function refusedEverywhere(circle: TestCircle, row: Uint8Array, reason: string): void {
  refuses(reason, () => circle.chain.admit(row));
  const chain = circle.read([...circle.rows, row]);
  same(
    [verdictsOf(chain).at(-1), chain.inForce?.epoch],
    [`${circle.rows.length + 1} ${reason}`, circle.chain.inForce?.epoch],
  );
  same(
    [chain.standing, chain.places.filter(({ state }) => state === 'sound').length],
    ['damaged', circle.rows.length],
  );
}

/** The members in force, changed. */
const members =
  (change: (list: Member[], circle: TestCircle) => Member[]) =>
  (circle: TestCircle): Partial<EpochBody> => ({
    members: change([...(circle.chain.inForce?.members ?? [])], circle),
  });

const member = (identity: Identity, rights = 3): Member => ({
  user: identity.user,
  kv: identity.kv,
  rights,
  grantHash: hash256(identity.user),
});

const sorted = (list: Member[]): Member[] => list.sort((a, b) => (hexOf(a) < hexOf(b) ? -1 : 1));
const hexOf = ({ user }: Member): string =>
  [...user].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const but = (list: Member[], identity: Identity, change: Partial<Member>): Member[] =>
  list.map((one) => (equal(one.user, identity.user) ? { ...one, ...change } : one));

const insiders: Case[] = [
  refusedNext('a record of another case', 'case', () => ({ caseId: idOf('another case') })),
  refusedNext('a record with a number that is taken', 'seq', () => ({ seq: 6 })),
  {
    name: 'a record that skips a number is not added',
    run: () => {
      const circle = aWrittenCircle();
      refuses('seq', () => circle.chain.admit(circle.forgeEpoch(alice, { seq: 8 })));
    },
  },
  refusedNext('a record of another branch', 'prev', () => ({ prev: zeros(32) })),
  refusedNext('an epoch that repeats', 'epoch', () => ({ epoch: 1 })),
  refusedNext('an epoch that skips one', 'epoch', () => ({ epoch: 3 })),
  refusedNext('a salt in a later record', 'case-salt', () => ({ caseSalt: idOf('salt') })),
  refusedNext('a grantor without the grant right', 'right', () => ({}), bob),
  refusedNext('a grantor who is no member', 'right', () => ({}), mallory),
  refusedNext(
    'a grantor whom the record itself makes a member',
    'right',
    members((list) => sorted([...list, member(mallory, 7)])),
    mallory,
  ),
  refusedNext('a record in the name of somebody who may grant', 'signature', () => ({}), alice, mallory),
  refusedNext('a grantor under a key version that does not exist', 'key', () => ({ grantorKv: 2 })),
  refusedNext('an administrator as grantor', 'right', () => ({}), admin),
  refusedNext('an unknown directory head', 'directory-head', () => ({ dirHead: hash256(idOf('unknown')) })),
  refusedNext('a directory head that is not the entry it names', 'directory-head', () => ({ dirSeq: 7 })),
  refusedNext("a directory head older than the predecessor's", 'directory-head', ({ organisation }) => ({
    dirHead: parseEntry(at(organisation.rows, 6)).hash,
    dirSeq: 7,
  })),
  refusedNext('a case that becomes an inbox', 'intake-key', () => ({ intakePk: hash256(idOf('intake')) })),
  refusedNext(
    'a member listed twice',
    'member-order',
    members((list) => [at(list, 0), ...list]),
  ),
  refusedNext(
    'members out of order',
    'member-order',
    members((list) => list.reverse()),
  ),
  refusedNext(
    'a ghost: a member nobody enrolled',
    'member-key',
    members((list) => sorted([...list, member(person('ghost'))])),
  ),
  refusedNext(
    'root as a member',
    'member-kind',
    members((list) => sorted([...list, member(root)])),
  ),
  refusedNext(
    'an administrator as a member',
    'member-kind',
    members((list) => sorted([...list, member(admin)])),
  ),
  refusedNext(
    'the edge as a member',
    'member-kind',
    members((list) => sorted([...list, member(edge)])),
  ),
  refusedNext(
    'a member under a key version that does not exist',
    'member-key',
    members((list) => but(list, bob, { kv: 2 })),
  ),
  refusedNext(
    'a member who may write but not read',
    'member-rights',
    members((list) => but(list, bob, { rights: 2 })),
  ),
  refusedNext(
    'a member without any right',
    'member-rights',
    members((list) => but(list, bob, { rights: 0 })),
  ),
  refusedNext(
    'a right that does not exist',
    'member-rights',
    members((list) => but(list, bob, { rights: 9 })),
  ),
  ...[1, 4, 7].map((rights) =>
    refusedNext(
      `the recovery key with rights ${rights}`,
      'member-rights',
      members((list) => but(list, recovery, { rights })),
    ),
  ),
  refusedNext(
    'the recovery key left out',
    'recovery-missing',
    members((list) => list.filter(({ user }) => !equal(user, recovery.user))),
  ),
  {
    name: 'a removed member issuing',
    run: () => {
      const circle = aCircle(undefined, [to(alice, all), to(bob, all)]);
      circle.change([to(alice, all)]);
      refusedEverywhere(circle, circle.forgeEpoch(bob), 'right');
    },
  },
  {
    name: 'a grantor whose key is revoked or rotated out, also dated back above a pin',
    run: () => {
      for (const end of [(o: Organisation) => o.revoke(bob), (o: Organisation) => o.rotate('bob', 2)]) {
        const circle = aCircle(undefined, [to(alice, all), to(bob, all)]);
        const dirHead = circle.organisation.directory.head;
        end(circle.organisation);
        refuses('key', () =>
          circle.chain.admit(circle.forgeEpoch(bob, { members: [member(alice, 7), member(recovery, 5)] })),
        );
        const back = circle.forgeEpoch(bob, {
          dirHead,
          dirSeq: 8,
          members: sorted([member(alice, 7), member(recovery, 5)]),
        });
        const pin = circle.read().settle();
        same(verdictsOf(circle.read([...circle.rows, back], pin)), [1, '2 key']);
        same(verdictsOf(circle.read([...circle.rows, back])), [1, 2]);
        refuses('key', () => circle.chain.admit(back));
      }
    },
  },
  {
    name: 'a member whose key is revoked, also dated back above a pin',
    run: () => {
      const circle = aCircle();
      const dirHead = circle.organisation.directory.head;
      circle.organisation.revoke(bob);
      refusedEverywhere(circle, circle.forgeEpoch(alice), 'member-key');
      const back = circle.forgeEpoch(alice, { dirHead, dirSeq: 8 });
      same(verdictsOf(circle.read([...circle.rows, back], circle.read().settle())), [1, '2 member-key']);
      refuses('member-key', () => circle.chain.admit(back));
    },
  },
  {
    name: 'different secrets to different members',
    run: () => {
      const circle = aCircle();
      const composed = composeEpoch(circle.chain, {
        grantor: alice,
        ms: now,
        recipients: [to(alice, all), to(bob)],
      });
      const context = { caseId: circle.caseId, epoch: 2, recipient: bob.user, kv: 1 };
      const other = sealGrant(context, hash256(idOf('another secret')), bob.sealing.publicKey);
      const list = at([circle.read([...circle.rows, composed.row]).inForce?.members ?? []], 0);
      const row = circle.forgeEpoch(alice, {
        commit: commitEpoch(composed.secrets.ces, circle.caseId, 2),
        members: but([...list], bob, { grantHash: hash256(other) }),
      });
      circle.chain.admit(row);
      same(
        unlockEpoch(
          circle.chain,
          alice,
          at(
            composed.grants.filter(({ user }) => equal(user, alice.user)),
            0,
          ).sealed,
        ).ces,
        composed.secrets.ces,
      );
      refuses('commitment', () => unlockEpoch(circle.chain, bob, other));
    },
  },
  {
    name: 'an intake key that does not follow from the secret',
    run: () => {
      const circle = aCircle(undefined, undefined, true);
      const composed = composeEpoch(circle.chain, { grantor: alice, ms: now, recipients: [to(alice, all)] });
      const row = circle.forgeEpoch(alice, {
        commit: commitEpoch(composed.secrets.ces, circle.caseId, 2),
        intakePk: mallory.sealing.publicKey,
        members: [...(circle.read([...circle.rows, composed.row]).inForce?.members ?? [])],
      });
      circle.chain.admit(row);
      refuses('intake-key', () =>
        unlockEpoch(
          circle.chain,
          alice,
          at(
            composed.grants.filter(({ user }) => equal(user, alice.user)),
            0,
          ).sealed,
        ),
      );
    },
  },
  {
    name: 'an inbox that stops being one',
    run: () => {
      const circle = aCircle(undefined, undefined, true);
      refusedEverywhere(circle, circle.forgeEpoch(alice), 'intake-key');
    },
  },
];

/** A first record as its creator would make it, changed. */
function firstRecord(creator: Identity, change: Partial<EpochBody>, organisation = anOrganisation()) {
  const caseSalt = idOf('salt');
  const caseId = deriveCaseId(creator.user, creator.kv, caseSalt);
  const { directory } = organisation;
  const body: EpochBody = {
    caseId,
    caseSalt,
    epoch: 1,
    ms: now,
    seq: 1,
    prev: zeros(32),
    dirHead: directory.head,
    dirSeq: directory.seq,
    commit: zeros(32),
    intakePk: zeros(32),
    grantor: creator.user,
    grantorKv: creator.kv,
    members: sorted([member(creator, 7), member(recovery, 5)]),
    ...change,
  };
  return { chain: new CaseChain(caseId, directory), row: signEpochRecord(body, creator.signing.privateKey) };
}

const refusedFirst = (
  name: string,
  reason: string,
  creator: Identity,
  change: Partial<EpochBody> = {},
): Case => ({
  name,
  run: () => {
    const { chain, row } = firstRecord(creator, change);
    refuses(reason, () => chain.admit(row));
  },
});

const beginners: Case[] = [
  refusedFirst('a chain begun without the role', 'first-grantor', bob),
  refusedFirst('a chain begun by an administrator', 'first-grantor', admin),
  refusedFirst('a first record that is not number 1', 'seq', alice, { seq: 2 }),
  refusedFirst('a first record with a predecessor', 'prev', alice, { prev: hash256(idOf('before')) }),
  refusedFirst('a first record with epoch 2', 'epoch', alice, { epoch: 2 }),
  refusedFirst('a first record with another salt', 'case-id', alice, { caseSalt: idOf('another salt') }),
  {
    name: 'an administrator with the role begins a chain',
    run: () => {
      const boss = person('boss');
      const organisation = anOrganisation().add({ op: ops.adminAdd, subject: boss, signer: root, role: 2 });
      const { chain, row } = firstRecord(
        boss,
        { members: sorted([member(alice, 7), member(recovery, 5)]) },
        organisation,
      );
      refuses('first-grantor', () => chain.admit(row));
    },
  },
  {
    name: 'a chain whose beginning the server hides does not begin in the middle',
    run: () => {
      const { chain, row } = firstRecord(alice, { seq: 2 });
      chain.append(row);
      same(verdictsOf(chain), ['1 seq']);
    },
  },
  {
    name: 'a second chain for an existing case id by another creator',
    run: () => {
      const circle = aCircle();
      const { caseSalt } = circle.chain.epoch(1) ?? { caseSalt: zeros(16) };
      const { directory } = circle.organisation;
      const { row } = firstRecord(mallory, { caseId: circle.caseId, caseSalt }, circle.organisation);
      refuses('case-id', () => new CaseChain(circle.caseId, directory).admit(row));
    },
  },
  {
    name: 'a second chain by the same creator under another key version',
    run: () => {
      const circle = aCircle();
      const { caseSalt } = circle.chain.epoch(1) ?? { caseSalt: zeros(16) };
      const next = circle.organisation.rotate('alice', 2, 2);
      const { row } = firstRecord(next, { caseId: circle.caseId, caseSalt }, circle.organisation);
      refuses('case-id', () => new CaseChain(circle.caseId, circle.organisation.directory).admit(row));
    },
  },
];

const servers: Case[] = [
  {
    name: 'a secret that the server made and sealed to a member',
    run: () => {
      const circle = aCircle();
      const context = { caseId: circle.caseId, epoch: 1, recipient: bob.user, kv: 1 };
      const planted = sealGrant(context, hash256(idOf('of the server')), bob.sealing.publicKey);
      refuses('grant', () => unlockEpoch(circle.chain, bob, planted));
    },
  },
  {
    name: "a colleague's grant, and a grant changed by one bit",
    run: () => {
      const circle = aCircle();
      refuses('grant', () => unlockEpoch(circle.chain, bob, circle.grantOf(alice)));
      refuses('grant', () => unlockEpoch(circle.chain, bob, flipped(circle.grantOf(bob), 500)));
      refuses('grant', () => unlockEpoch(circle.chain, bob, zeros(0)));
    },
  },
  {
    name: 'a grant for somebody who is no member, or for a key version that is not listed',
    run: () => {
      const circle = aCircle();
      refuses('not-a-member', () => unlockEpoch(circle.chain, mallory, circle.grantOf(bob)));
      refuses('not-a-member', () => unlockEpoch(circle.chain, { ...bob, kv: 2 }, circle.grantOf(bob)));
      refuses('not-a-member', () =>
        unlockEpoch(new CaseChain(circle.caseId, circle.organisation.directory), bob, circle.grantOf(bob)),
      );
    },
  },
  ...(
    [
      ['of another case', { caseId: idOf('another case') }],
      ['of another epoch', { epoch: 2 }],
      ['for another person', { recipient: alice.user }],
      ['for another key version', { kv: 2 }],
    ] as const
  ).map(([what, change]) => ({
    name: `a grant ${what}, though its hash is listed`,
    run: () => {
      const circle = aCircle();
      const context = {
        caseId: circle.caseId,
        epoch: 2,
        recipient: bob.user,
        kv: 1,
        ...(what === 'of another epoch' ? { epoch: 3 } : change),
      };
      const ces = hash256(idOf('secret'));
      const sealed = sealGrant(context, ces, bob.sealing.publicKey);
      const list = but([...(circle.chain.inForce?.members ?? [])], bob, { grantHash: hash256(sealed) });
      circle.chain.admit(
        circle.forgeEpoch(alice, { members: list, commit: commitEpoch(ces, circle.caseId, 2) }),
      );
      refuses('grant', () => unlockEpoch(circle.chain, bob, sealed));
    },
  })),
  {
    name: 'a sealed box that holds no grant, or is sealed to somebody else, though its hash is listed',
    run: () => {
      const circle = aCircle();
      const plain = grantPlain(
        { caseId: circle.caseId, epoch: 2, recipient: bob.user, kv: 1 },
        hash256(idOf('secret')),
      );
      for (const sealed of [
        boxSeal(bob.sealing.publicKey, plain.slice(0, -1)),
        boxSeal(bob.sealing.publicKey, Uint8Array.from([...plain, 0])),
        boxSeal(alice.sealing.publicKey, plain),
      ]) {
        const list = but([...(circle.chain.inForce?.members ?? [])], bob, { grantHash: hash256(sealed) });
        const chain = circle.read([...circle.rows, circle.forgeEpoch(alice, { members: list })]);
        refuses('grant', () => unlockEpoch(chain, bob, sealed));
      }
    },
  },
  {
    name: 'any single bit of an epoch record',
    run: () => {
      const circle = aCircle();
      const row = at(circle.rows, 0);
      for (let bit = 0; bit < row.length * 8; bit += 11) {
        const chain = circle.read([flipped(row, bit)]);
        holds(chain.inForce === undefined && chain.standing === 'damaged', `Bit ${bit} was not noticed.`);
      }
    },
  },
  {
    name: 'an epoch record of another suite, one byte longer, one member shorter, or torn off',
    run: () => {
      const circle = aCircle();
      const row = at(circle.rows, 0);
      const verdict = (changed: Uint8Array) => verdictsOf(circle.read([changed]))[0];
      same(verdict(flipped(row, 4 * 8)), '1 suite');
      same(verdict(Uint8Array.from([...row, 0])), '1 length');
      same(verdict(row.slice(0, -53)), '1 length');
      same(verdict(row.slice(0, 100)), '1 too-short');
      same(verdict(new Uint8Array()), '1 too-short');
    },
  },
  {
    name: 'a row that is no epoch record is not read as one',
    run: () => {
      refuses('magic', () => parseEpochRecord(flipped(at(aCircle().rows, 0), 24)));
    },
  },
  {
    name: 'a failed epoch record shows who it claims to be from',
    run: () => {
      const circle = aCircle();
      const place = circle.read().append(circle.forgeEpoch(alice, { ms: 5 }, mallory));
      same(place.state === 'failed' && place.claimed, { author: alice.user, authorKv: 1, ms: 5 });
    },
  },
  {
    name: 'a rollback or a fork of the members against a pin',
    run: () => {
      const circle = aCircle();
      const before = [...circle.rows];
      circle.change([to(alice, all)]);
      const pin = circle.read().settle();
      same(circle.read(before, pin).standing, 'rolled-back');
      const fork = new TestCircle(circle.organisation, { ...beginFrom(circle), row: at(before, 0) });
      fork.change([to(alice, all), to(mallory)]);
      same(circle.read(fork.rows, pin).standing, 'forked');
      same(circle.read(fork.rows, pin).settle(), undefined);
    },
  },
  {
    name: 'an epoch that the server withholds takes the records after it down, and says so',
    run: () => {
      const circle = aCircle();
      circle.change([to(alice, all), to(bob)]);
      circle.write('after');
      same(verdictsOf(circle.read(replaced(circle.rows, 1, new Uint8Array(300)))), [1, '2 magic', '3 epoch']);
    },
  },
];

/** The secrets of a circle's first epoch, to build a branch of it. */
function beginFrom(circle: TestCircle) {
  const other = beginCircle({
    directory: circle.organisation.directory,
    grantor: alice,
    ms: now,
    recipients: [to(alice, all)],
    inbox: false,
  });
  return { ...other, caseId: circle.caseId };
}

const honest: Case[] = [
  {
    name: 'every member unlocks the epoch, the recovery key too',
    run: () => {
      const circle = aCircle();
      for (const who of [alice, bob, carol, recovery])
        same(unlockEpoch(circle.chain, who, circle.grantOf(who)).ces, circle.secrets.ces);
    },
  },
  {
    name: 'an organisation without a recovery key has circles without one',
    run: () => {
      const circle = aCircle(anOrganisation({ withRecovery: false }));
      same(circle.chain.inForce?.members.length, 3);
    },
  },
  {
    name: 'the recovery key may change the members, though it may not write',
    run: () => {
      const circle = aWrittenCircle();
      circle.change([to(carol, all)], recovery);
      same(
        [circle.chain.inForce?.epoch, circle.open().contents.length, circle.open().standing],
        [2, 5, 'whole'],
      );
    },
  },
  {
    name: "a joiner reads the history through one grant; an ex-member's old secret opens nothing that is stored now",
    run: () => {
      const circle = aWrittenCircle();
      const old = circle.secrets;
      circle.change([to(alice, all), to(mallory, readOnly)]);
      const secrets = unlockEpoch(circle.chain, mallory, circle.grantOf(mallory));
      same(secrets.wrapKey, circle.secrets.wrapKey);
      same(
        circle.open().contents.map(({ state }) => state),
        Array.from({ length: 5 }, () => 'read'),
      );
      same(circle.grantOf(bob), zeros(0));
      same(circle.wraps.size, 5);
      for (const epoch of [1, 2]) {
        const { contents } = circle.openWith({ epoch, key: old.wrapKey.key });
        same(
          contents.every(({ state }) => state === 'failed'),
          true,
        );
      }
    },
  },
  {
    name: 'revoked members are named before each write, and the last grantor is noticed',
    run: () => {
      const circle = aCircle();
      same([circle.chain.staleMembers.length, circle.chain.grantorsLeft.length], [0, 1]);
      circle.organisation.revoke(bob);
      same(
        circle.chain.staleMembers.map(({ user }) => user),
        [bob.user],
      );
      circle.organisation.rotate('alice', 2, 2);
      same([circle.chain.staleMembers.length, circle.chain.grantorsLeft.length], [2, 0]);
    },
  },
  {
    name: 'a grantor who was revoked is no grantor, and a circle without epochs has nobody',
    run: () => {
      const circle = aCircle();
      circle.organisation.revoke(alice);
      same([circle.chain.staleMembers.length, circle.chain.grantorsLeft.length], [1, 0]);
      const empty = new CaseChain(circle.caseId, circle.organisation.directory);
      same([empty.staleMembers, empty.grantorsLeft], [[], []]);
    },
  },
  {
    name: 'a member cannot be granted under a key that is not in force',
    run: () => {
      const circle = aCircle();
      circle.organisation.revoke(bob);
      refuses('member-key', () =>
        composeEpoch(circle.chain, { grantor: alice, ms: now, recipients: [to(alice, all), to(bob)] }),
      );
    },
  },
  {
    name: 'a member with a key that everybody could open is not granted to',
    run: () => {
      const weak = { ...person('weak'), sealing: { publicKey: zeros(32), privateKey: zeros(32) } };
      const organisation = anOrganisation().add({ op: ops.add, subject: weak, signer: admin });
      refuses('box-key', () => aCircle(organisation, [to(alice, all), to(weak)]));
    },
  },
  {
    name: 'a circle that does not exist yet has no next epoch',
    run: () => {
      const chain = new CaseChain(idOf('nothing'), anOrganisation().directory);
      refuses('epoch', () => composeEpoch(chain, { grantor: alice, ms: now, recipients: [] }));
    },
  },
];

export const epochAttacks = { insiders, beginners, servers, honest };
