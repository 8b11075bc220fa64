import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import { checkSignOff, judgeSignOff } from '../../../src/e2ee/circle/check-sign-off.js';
import { shrinkToStub } from '../../../src/e2ee/circle/envelope.js';
import { eraseText } from '../../../src/e2ee/circle/erase-text.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import {
  parseLevel,
  parseSignOff,
  signLevel,
  signOffLevel,
  signOffObject,
  type LevelStatement,
} from '../../../src/e2ee/circle/level-statement.js';
import { sign } from '../../../src/e2ee/hazmat/signature.js';
import { concat, zeros } from '../../../src/e2ee/shared/bytes.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { labels } from '../../../src/e2ee/shared/labels.js';
import { all, readOnly, to, type TestCircle } from '../builders/circle.js';
import { alice, bob, carol, mallory } from '../builders/organisation.js';
import type { Case } from './case.js';
import { refuses, same } from './expect.js';
import { anAssessment } from './level-attacks.js';

/** Alice signs Bob's assessment off unless the test says otherwise. */
function aSignOff(signer: Identity, prepare: (circle: TestCircle) => void = () => undefined) {
  const { circle, bytes } = anAssessment();
  const statement = parseLevel(bytes);
  prepare(circle);
  return () => checkSignOff(statement, parseSignOff(signOffLevel(statement, signer)), circle.chain);
}

const signOffs: Case[] = [
  {
    name: 'a second person who may write signs off',
    run: () => {
      aSignOff(alice)();
      same(signOffLevel(parseLevel(anAssessment().bytes), alice).length, 84);
    },
  },
  {
    name: 'not the author, nobody who may only read, no stranger, no revoked key, nobody removed since',
    run: () => {
      refuses('second-signer', aSignOff(bob));
      refuses('right', aSignOff(carol));
      refuses('right', aSignOff(mallory));
      refuses(
        'key',
        aSignOff(alice, ({ organisation }) => organisation.revoke(alice)),
      );
      refuses(
        'right',
        aSignOff(alice, (circle) => circle.change([to(alice, 5), to(carol, readOnly)])),
      );
      refuses('right', aSignOff({ ...alice, kv: 2 }));
    },
  },
  {
    name: "not in a colleague's name, not for another statement, not with the author's kind of signature",
    run: () => {
      const { circle, body, bytes } = anAssessment();
      const statement = parseLevel(bytes);
      const attempt = (signOff: Uint8Array) => () =>
        checkSignOff(statement, parseSignOff(signOff), circle.chain);
      refuses('signature', attempt(signOffLevel(statement, { ...mallory, user: alice.user })));
      refuses('signature', attempt(signOffLevel(parseLevel(signLevel({ ...body, inForce: 1 }, bob)), alice)));
      const good = signOffLevel(statement, alice);
      const asAuthor = sign(alice.signing.privateKey, concat(labels.level, statement.body));
      refuses('signature', attempt(concat(good.slice(0, 20), asAuthor)));
      refuses('length', attempt(good.slice(0, -1)));
      refuses('length', attempt(concat(good, zeros(1))));
      refuses('right', () =>
        checkSignOff(statement, parseSignOff(good), new CaseChain(circle.caseId, circle.chain.directory)),
      );
    },
  },
];

/** Bob assessed, Carol may write too, and Alice signed his level off, of which the chain says nothing yet. */
function aSignOffWithoutRecord() {
  const { circle, bytes, body } = anAssessment();
  circle.change([to(alice, all), to(bob, all), to(carol)]);
  const statement = parseLevel(bytes);
  return { circle, body, statement, signOff: signOffLevel(statement, alice) };
}

/** The same as her browser does it: with a record in the chain. */
function aKeptSignOff() {
  const signed = aSignOffWithoutRecord();
  const record = signed.circle.write('signed', { object: signOffObject(signed.signOff) });
  return { ...signed, record };
}

/** The members without Alice, by somebody who stays. */
const closeBehind = (circle: TestCircle, stays: Identity = carol): unknown =>
  circle.change([to(bob, all), to(stays)], bob);

const standing = (statement: LevelStatement, signOff: Uint8Array, chain: CaseChain): string =>
  judgeSignOff(statement, signOff, chain).state;

const later: Case[] = [
  {
    name: 'stays worth what it was when its signer leaves, for a reader with a pin and for one without',
    run: () => {
      const { circle, statement, signOff } = aKeptSignOff();
      const pin = circle.read().settle();
      same(standing(statement, signOff, circle.read()), 'here');
      circle.organisation.revoke(alice);
      closeBehind(circle);
      for (const chain of [circle.read(), circle.read(circle.rows, pin), circle.chain]) {
        same([standing(statement, signOff, chain), chain.standing], ['kept', 'whole']);
        same(judgeSignOff(statement, signOff, chain).key.ed25519, alice.signing.publicKey);
      }
    },
  },
  {
    name: 'stays when its signer has new keys or works elsewhere, and when her record was erased',
    run: () => {
      const renewed = aKeptSignOff();
      const again = renewed.circle.organisation.rotate('alice', 2);
      renewed.circle.change([to(again, all), to(bob, all)], bob);
      same(standing(renewed.statement, renewed.signOff, renewed.circle.read()), 'kept');

      const elsewhere = aKeptSignOff();
      closeBehind(elsewhere.circle);
      same(standing(elsewhere.statement, elsewhere.signOff, elsewhere.circle.read()), 'kept');

      const erased = aKeptSignOff();
      const { row, envelope } = erased.record;
      erased.circle.write(eraseText([envelope.hash]), { author: bob, kind: kinds.erase });
      closeBehind(erased.circle);
      const rows = erased.circle.rows.map((each) => (each === row ? shrinkToStub(row) : each));
      same(standing(erased.statement, erased.signOff, erased.circle.read(rows)), 'kept');
    },
  },
  {
    name: 'waits from the moment its signer leaves until somebody else, who is still here, has written after it',
    run: () => {
      const { circle, statement, signOff } = aKeptSignOff();
      circle.write('her last words');
      circle.organisation.revoke(alice);
      same(standing(statement, signOff, circle.read()), 'waits');
      circle.write('a note', { author: carol });
      same(standing(statement, signOff, circle.read()), 'kept');
      circle.organisation.revoke(carol);
      same(standing(statement, signOff, circle.read()), 'waits');
      circle.change([to(bob, all)], bob);
      same(standing(statement, signOff, circle.read()), 'kept');
    },
  },
  {
    name: 'does not stay without a record, nor by a record of a colleague, of other keys, or of another signature',
    run: () => {
      const { circle, statement, signOff } = aSignOffWithoutRecord();
      circle.write('another signature', { object: signOffObject(signOffLevel(statement, carol)) });
      circle.write('signed', { author: carol, object: signOffObject(signOff) });
      same(standing(statement, signOff, circle.read()), 'here');
      const again = circle.organisation.rotate('alice', 2);
      circle.change([to(again, all), to(bob, all), to(carol)], bob);
      circle.write('signed', { author: again, object: signOffObject(signOff) });
      closeBehind(circle);
      refuses('right', () => standing(statement, signOff, circle.read()));
    },
  },
  {
    name: 'replaced by another one of hers, moved to another statement, or in the name of the author',
    run: () => {
      const { circle, body, statement, signOff } = aKeptSignOff();
      const other = parseLevel(signLevel({ ...body, inForce: 1 }, bob));
      const own = signOffLevel(statement, bob);
      circle.write('signed', { author: bob, object: signOffObject(own) });
      circle.change([to(alice, all), to(carol, all)]);
      circle.organisation.revoke(alice);
      circle.change([to(carol, all)], carol);
      const chain = circle.read();
      same(standing(statement, signOff, chain), 'kept');
      refuses('right', () => standing(other, signOffLevel(other, alice), chain));
      refuses('signature', () => standing(other, signOff, chain));
      refuses('second-signer', () => standing(statement, own, chain));
      const elsewhere = anAssessment();
      elsewhere.circle.change([to(bob, all)]);
      refuses('right', () => standing(statement, signOff, elsewhere.circle.read()));
    },
  },
  {
    name: 'made after its signer was revoked and dated back, above a pin or for somebody who has none',
    run: () => {
      const { circle, statement, signOff } = aSignOffWithoutRecord();
      const before = circle.chain.directory.head;
      circle.organisation.revoke(alice);
      const pin = circle.read().settle();
      const header = { object: signOffObject(signOff), dirHead: before };
      const { row } = circle.forge(alice, { header });

      const pinned = circle.read([...circle.rows, row], pin);
      same([pinned.standing, pinned.places.at(-1)?.state], ['damaged', 'failed']);
      refuses('key', () => standing(statement, signOff, pinned));
      same(standing(statement, signOff, circle.read([...circle.rows, row])), 'waits');

      closeBehind(circle);
      const late = circle.forge(alice, { header: { ...header, epoch: 2 } });
      for (const chain of [circle.read([...circle.rows, late.row]), circle.read([...circle.rows, row])])
        refuses('right', () => standing(statement, signOff, chain));
    },
  },
  {
    name: 'dated back into a gap: what comes after withheld rows is no witness of what is put before them',
    run: () => {
      const { circle, statement, signOff } = aSignOffWithoutRecord();
      const header = { object: signOffObject(signOff), dirHead: circle.chain.directory.head };
      const { row } = circle.forge(alice, { header });
      const upTo = circle.rows.length;
      for (const text of ['one', 'two', 'three']) circle.write(text, { author: bob });
      circle.organisation.revoke(alice);

      const chain = circle.read([...circle.rows.slice(0, upTo), row, ...circle.rows.slice(-1)]);

      same(
        chain.places.slice(-3).map(({ state }) => state),
        ['sound', 'failed', 'sound'],
      );
      same(standing(statement, signOff, chain), 'waits');
    },
  },
];

export const signOffAttacks = { signOffs, later };
