import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import { composeRecord } from '../../../src/e2ee/circle/compose-record.js';
import { composeEpoch } from '../../../src/e2ee/circle/compose-epoch.js';
import { wrapDek, type WrapKey } from '../../../src/e2ee/circle/dek-wrap.js';
import { parseEnvelope, shrinkToStub } from '../../../src/e2ee/circle/envelope.js';
import { eraseText } from '../../../src/e2ee/circle/erase-text.js';
import { completeHeader, encodeHeaderStart, kinds, type Header } from '../../../src/e2ee/circle/header.js';
import { openCircle } from '../../../src/e2ee/circle/open-circle.js';
import { rewrapAll } from '../../../src/e2ee/circle/rewrap.js';
import { commitDek, drawRecordChance, sealEnvelope } from '../../../src/e2ee/circle/seal-record.js';
import { parseEntry } from '../../../src/e2ee/directory/entry.js';
import { aeadSeal } from '../../../src/e2ee/hazmat/aead.js';
import { hash256, hash512 } from '../../../src/e2ee/hazmat/hash.js';
import { sign } from '../../../src/e2ee/hazmat/signature.js';
import { concat, hex, utf8, zeros } from '../../../src/e2ee/shared/bytes.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { labels } from '../../../src/e2ee/shared/labels.js';
import { padText } from '../../../src/e2ee/shared/padding.js';
import type { TestCircle } from '../builders/circle.js';
import { aCircle, all, aWrittenCircle, readOnly, readWrite, to } from '../builders/circle.js';
import { alice, bob, carol, edge, idOf, mallory, now, person, recovery } from '../builders/organisation.js';
import type { Case } from './case.js';
import { holds, refuses, same } from './expect.js';
import { at, flipped, replaced, without } from './tamper.js';
import { shownOf, verdictsOf } from './verdicts.js';

type Forgery = Parameters<TestCircle['forge']>[1];

/** Refused for this reason when added, and shown as failed when a server returns it; the five notes before stay readable. */
function refusedEverywhere(circle: TestCircle, row: Uint8Array, reason: string): void {
  refuses(reason, () => circle.chain.admit(row));
  const before = shownOf(circle.open());
  const rows = [...circle.rows, row];
  same(verdictsOf(circle.read(rows)).at(-1), `${rows.length} ${reason}`);
  const opened = circle.open(rows);
  same([shownOf(opened), opened.standing], [[...before, `(${rows.length} ${reason})`], 'damaged']);
}

const refusedNext = (
  name: string,
  reason: string,
  author: Identity,
  forgery: (circle: TestCircle) => Forgery = () => ({}),
): Case => ({
  name,
  run: () => {
    const circle = aWrittenCircle();
    refusedEverywhere(circle, circle.forge(author, forgery(circle)).row, reason);
  },
});

const header = (name: string, reason: string, change: (circle: TestCircle) => Partial<Header>): Case =>
  refusedNext(name, reason, alice, (circle) => ({ header: change(circle) }));

const insiders: Case[] = [
  header('a record of another case', 'case', () => ({ caseId: idOf('another case') })),
  header('a number that is taken', 'seq', () => ({ seq: 6 })),
  header('another predecessor', 'prev', ({ chain }) => ({ prev: at(chain.records, 0).hash })),
  header('an epoch that does not exist yet', 'epoch', () => ({ epoch: 2 })),
  header('epoch 0', 'epoch', () => ({ epoch: 0 })),
  header('an unknown directory head', 'directory-head', () => ({ dirHead: hash256(idOf('unknown')) })),
  header("a directory head older than the predecessor's", 'directory-head', ({ organisation }) => ({
    dirHead: parseEntry(at(organisation.rows, 6)).hash,
  })),
  header('a first version that is not 1', 'version', () => ({ version: 2 })),
  header('version 0', 'version', () => ({ version: 0 })),
  header('a first version with a predecessor', 'version', ({ chain }) => ({
    prevVersion: at(chain.records, 0).hash,
  })),
  header('a second version that does not name the first', 'version', ({ chain }) => ({
    object: at(chain.records, 0).header.object,
    version: 2,
    prevVersion: at(chain.records, 1).hash,
  })),
  header('a version that repeats', 'version', ({ chain }) => ({
    object: at(chain.records, 0).header.object,
    version: 1,
    prevVersion: at(chain.records, 0).hash,
  })),
  header('a version that skips one', 'version', ({ chain }) => ({
    object: at(chain.records, 0).header.object,
    version: 3,
    prevVersion: at(chain.records, 0).hash,
  })),
  header('an inbound record in a case', 'kind', () => ({ kind: kinds.inbound })),
  header('a reply in a case', 'kind', () => ({ kind: kinds.reply })),
  refusedNext('a member who may only read writes', 'right', carol),
  refusedNext('the recovery key writes', 'right', recovery),
  refusedNext('somebody who is no member writes', 'right', mallory),
  refusedNext('the edge writes', 'right', edge),
  refusedNext('a member writes under another key version', 'right', { ...bob, kv: 2 }),
  refusedNext("a member writes in a colleague's name", 'signature', alice, () => ({ signedWith: bob })),
  refusedNext('an ERASE by a member without the grant right', 'right', bob, ({ chain }) => ({
    header: { kind: kinds.erase },
    text: eraseText([at(chain.records, 0).hash]),
  })),
  {
    name: 'an ERASE by somebody who may grant but not write',
    run: () => {
      const circle = aCircle(undefined, [to(alice, all), to(bob, 5)]);
      refusedEverywhere(circle, circle.forge(bob, { header: { kind: kinds.erase } }).row, 'right');
    },
  },
  {
    name: 'a record that skips a number is not added',
    run: () => {
      const circle = aWrittenCircle();
      refuses('seq', () => circle.chain.admit(circle.forge(alice, { header: { seq: 8 } }).row));
    },
  },
  {
    name: 'a removed member writes under the old or the new epoch',
    run: () => {
      const circle = aCircle();
      circle.write('by bob', { author: bob });
      circle.change([to(alice, all)]);
      refusedEverywhere(circle, circle.forge(bob, { header: { epoch: 1 } }).row, 'epoch');
      refusedEverywhere(circle, circle.forge(bob).row, 'right');
    },
  },
  {
    name: 'a member who lost the write right writes on',
    run: () => {
      const circle = aCircle();
      circle.change([to(alice, all), to(bob, readOnly)]);
      refusedEverywhere(circle, circle.forge(bob).row, 'right');
    },
  },
  {
    name: 'a key that was revoked or rotated out before, also dated back above a pin',
    run: () => {
      for (const end of ['revoke', 'rotate'] as const) {
        const circle = aWrittenCircle();
        const dirHead = circle.organisation.directory.head;
        if (end === 'revoke') circle.organisation.revoke(bob);
        else circle.organisation.rotate('bob', 2);
        refusedEverywhere(circle, circle.forge(bob).row, 'key');
        const back = circle.forge(bob, { header: { dirHead } });
        refuses('key', () => circle.chain.admit(back.row));
        const pin = circle.read().settle();
        same(verdictsOf(circle.read([...circle.rows, back.row], pin)).at(-1), '7 key');
        const live = circle.read();
        live.settle();
        same(live.append(back.row).state, 'failed');
      }
    },
  },
  {
    name: 'what a member wrote before being revoked stays sound',
    run: () => {
      const circle = aCircle();
      circle.write('by bob', { author: bob });
      circle.organisation.revoke(bob);
      const pin = circle.read().settle();
      circle.write('later');
      same(shownOf(circle.open(circle.rows, pin)), ['by bob', 'later']);
    },
  },
  {
    name: 'a signature from another namespace',
    run: () => {
      const circle = aWrittenCircle();
      const { row, envelope } = circle.forge(alice);
      for (const label of [labels.level, labels.alarm, labels.outgoing, utf8('')]) {
        const other = sign(alice.signing.privateKey, concat(label, envelope.headerBytes, envelope.ctHash));
        refusedEverywhere(circle, concat(row.slice(0, -64), other), 'signature');
      }
    },
  },
];

/** A record whose place and signature are good but whose content is not; it does not disturb its neighbours. */
const badContent = (
  name: string,
  reason: string,
  make: (circle: TestCircle) => { row: Uint8Array; wrap: Uint8Array },
): Case => ({
  name,
  run: () => {
    const circle = aWrittenCircle();
    const made = make(circle);
    const envelope = parseEnvelope(made.row);
    circle.chain.admit(made.row);
    circle.store({ ...made, envelope });
    circle.write('after');
    const opened = circle.open();
    same(shownOf(opened), ['one', 'two', 'three', 'four', 'five', `(7 ${reason})`, 'after']);
    same([circle.read().standing, opened.standing], ['whole', 'damaged']);
    const failed = at(opened.contents, 5);
    same(failed.state === 'failed' && failed.claimed, { author: alice.user, authorKv: 1, ms: now });
  },
});

const erase = (text: string) => (circle: TestCircle) =>
  circle.forge(alice, { header: { kind: kinds.erase }, text });
const link = (text: string) => (circle: TestCircle) =>
  circle.forge(alice, { header: { kind: kinds.link }, text });
const ids = `${'0a'.repeat(16)} ${'0b'.repeat(16)}`;
const aHash = 'cd'.repeat(32);

/** Alice seals `padded` as it is, in a record that is otherwise good. */
function withPadding(circle: TestCircle, padded: Uint8Array): { row: Uint8Array; wrap: Uint8Array } {
  return sealRaw(circle, (chance, full) => aeadSeal(chance.dek, chance.nonce, padded, full));
}

type Chance = ReturnType<typeof drawRecordChance>;

function sealRaw(
  circle: TestCircle,
  seal: (chance: Chance, full: Uint8Array) => Uint8Array,
  committed?: Uint8Array,
): { row: Uint8Array; wrap: Uint8Array } {
  const chance = drawRecordChance();
  const { header: like } = circle.forge(alice).envelope;
  const start = encodeHeaderStart(like);
  const full = completeHeader(start, commitDek(committed ?? chance.dek, start), chance.nonce);
  const ciphertext = seal(chance, full);
  const signature = sign(alice.signing.privateKey, concat(labels.record, full, hash512(ciphertext)));
  const row = concat(full, ciphertext, signature);
  return { row, wrap: wrapDek(circle.secrets.wrapKey, chance.dek, parseEnvelope(row)) };
}

const paddedWith = (change: (padded: Uint8Array) => void): Uint8Array => {
  const padded = padText('hello');
  change(padded);
  return padded;
};

const contents: Case[] = [
  badContent('a DEK that does not match its commitment', 'dek-commitment', (circle) =>
    sealRaw(
      circle,
      (chance, full) => aeadSeal(chance.dek, chance.nonce, padText('x'), full),
      hash256(idOf('other')),
    ),
  ),
  badContent("a ciphertext under another key than the commitment's", 'ciphertext', (circle) =>
    sealRaw(circle, (chance, full) => aeadSeal(hash256(chance.dek), chance.nonce, padText('x'), full)),
  ),
  badContent('a ciphertext bound to another header', 'ciphertext', (circle) =>
    sealRaw(circle, (chance, full) => aeadSeal(chance.dek, chance.nonce, padText('x'), flipped(full, 9))),
  ),
  badContent('padding that is not zero', 'padding', (circle) =>
    withPadding(
      circle,
      paddedWith((bytes) => (bytes[255] = 1)),
    ),
  ),
  badContent('padding that is not zero right after the text', 'padding', (circle) =>
    withPadding(
      circle,
      paddedWith((bytes) => (bytes[9] = 1)),
    ),
  ),
  badContent('padding that is longer than it must be', 'padding', (circle) =>
    withPadding(circle, concat(padText('hello'), zeros(16))),
  ),
  badContent('a length beyond the text', 'padding', (circle) =>
    withPadding(
      circle,
      paddedWith((bytes) => bytes.set([0, 0, 0, 253])),
    ),
  ),
  badContent('a text that is not UTF-8', 'padding', (circle) =>
    withPadding(
      circle,
      paddedWith((bytes) => (bytes[4] = 0xff)),
    ),
  ),
  badContent('an ERASE that names nothing', 'erase-text', erase('')),
  badContent('an ERASE with something else than hashes', 'erase-text', erase(`${aHash}\nall of it`)),
  badContent('an ERASE with capitals', 'erase-text', erase(aHash.toUpperCase())),
  badContent('an ERASE that ends with an empty line', 'erase-text', erase(`${aHash}\n`)),
  ...[
    '',
    `${ids} 1 2`,
    `${ids} 2 1 ${aHash}`,
    `${ids} 0 1 ${aHash}`,
    `${ids} 01 2 ${aHash}`,
    `${ids} 1  2 ${aHash}`,
    ` ${ids} 1 2 ${aHash}`,
    `${ids} 1 2 ${aHash} `,
    `${ids} 1 2.5 ${aHash}`,
    `${ids} -1 2 ${aHash}`,
    `${ids} 1 9999999999999999 ${aHash}`,
    `${ids} 1 2 ${aHash}00`,
    `0${ids} 1 2 ${aHash}`,
  ].map((text) => badContent(`a LINK that says «${text.slice(60)}»`, 'link-text', link(text))),
  {
    name: 'a wrap that is missing, of another record, of another epoch, torn or changed',
    run: () => {
      const circle = aWrittenCircle();
      const [one, two] = circle.read().records.map(({ hash }) => hex(hash));
      const good = circle.wraps.get(one ?? '') ?? zeros(0);
      const shows = (wrap: Uint8Array | undefined, reason: string) => {
        const wraps = new Map(circle.wraps);
        wraps.delete(one ?? '');
        if (wrap) wraps.set(one ?? '', wrap);
        same(shownOf(circle.open(circle.rows, undefined, wraps)).slice(0, 2), [`(2 ${reason})`, 'two']);
      };
      shows(undefined, 'wrap-missing');
      shows(circle.wraps.get(two ?? ''), 'wrap');
      shows(good.slice(0, 75), 'wrap');
      shows(zeros(0), 'wrap');
      shows(concat(good, zeros(1)), 'wrap');
      for (let bit = 0; bit < good.length * 8; bit += 11) shows(flipped(good, bit), 'wrap');
    },
  },
  {
    name: 'a wrap of an older epoch, kept by the server',
    run: () => {
      const circle = aWrittenCircle();
      const old = new Map(circle.wraps);
      circle.change([to(alice, all), to(bob)]);
      same(
        shownOf(circle.open(circle.rows, undefined, old)).every((text) => text.endsWith('wrap)')),
        true,
      );
    },
  },
  {
    name: 'a wrap under the right key that claims another epoch',
    run: () => {
      const circle = aWrittenCircle();
      const { row, envelope } = circle.forge(alice, {
        chance: { dek: hash256(idOf('dek')), nonce: zeros(24) },
      });
      const wrapKey: WrapKey = { epoch: 2, key: circle.secrets.wrapKey.key };
      circle.store({ row, envelope, wrap: wrapDek(wrapKey, hash256(idOf('dek')), envelope) });
      same(shownOf(circle.open()).at(-1), '(7 wrap)');
    },
  },
  {
    name: "a colleague's ciphertext, re-signed",
    run: () => {
      const circle = aCircle();
      const chance = drawRecordChance();
      const own = circle.forge(alice, { chance, text: 'by alice' });
      const start = encodeHeaderStart({ ...own.envelope.header, author: bob.user });
      const full = completeHeader(start, commitDek(chance.dek, start), chance.nonce);
      const ciphertext = own.envelope.ciphertext ?? zeros(0);
      const signature = sign(bob.signing.privateKey, concat(labels.record, full, hash512(ciphertext)));
      const row = concat(full, ciphertext, signature);
      const envelope = parseEnvelope(row);
      circle.store({ row, envelope, wrap: wrapDek(circle.secrets.wrapKey, chance.dek, envelope) });
      same(shownOf(circle.open()), ['(2 ciphertext)']);
    },
  },
];

const servers: Case[] = [
  {
    name: 'a record dropped is shown as missing; the others stay readable',
    run: () => {
      const circle = aWrittenCircle();
      const opened = circle.open(without(circle.rows, 3));
      same(shownOf(opened), ['one', 'two', '(4 missing)', 'four', 'five']);
      same(opened.standing, 'damaged');
      const two = circle.open(without(without(circle.rows, 3), 3));
      same(
        [shownOf(two), verdictsOf(circle.read(without(without(circle.rows, 3), 3)))],
        [
          ['one', 'two', '(4 missing)', 'five'],
          [1, 2, 3, '4-5 missing', 6],
        ],
      );
    },
  },
  {
    name: 'records in another order',
    run: () => {
      const circle = aWrittenCircle();
      const rows = replaced(replaced(circle.rows, 3, at(circle.rows, 4)), 4, at(circle.rows, 3));
      same(verdictsOf(circle.read(rows)), [1, 2, 3, '4 missing', 5, '6 seq', 6]);
    },
  },
  {
    name: 'a record played again, right after itself or at the end',
    run: () => {
      const circle = aWrittenCircle();
      same(verdictsOf(circle.read([...circle.rows, at(circle.rows, 2)])), [1, 2, 3, 4, 5, 6, '7 seq']);
      const doubled = [...circle.rows.slice(0, 4), at(circle.rows, 3), ...circle.rows.slice(4)];
      same(verdictsOf(circle.read(doubled)), [1, 2, 3, 4, '5 seq', 5, 6]);
    },
  },
  {
    name: 'a foreign record inserted does not push its neighbours out',
    run: () => {
      const circle = aWrittenCircle();
      const foreign = at(aWrittenCircle().rows, 3);
      const rows = [...circle.rows.slice(0, 3), foreign, ...circle.rows.slice(3)];
      same(verdictsOf(circle.read(rows)), [1, 2, 3, '4 case', 4, 5, 6]);
      same(circle.read(rows).standing, 'damaged');
    },
  },
  {
    name: 'any single bit of a record: this one fails, the others stay readable, and who it claims is shown',
    run: () => {
      const circle = aWrittenCircle();
      const row = at(circle.rows, 3);
      for (let bit = 0; bit < row.length * 8; bit += 23) {
        const opened = circle.open(replaced(circle.rows, 3, flipped(row, bit)));
        const texts = opened.contents.flatMap((content) => (content.state === 'read' ? [content.text] : []));
        same([texts, opened.standing], [['one', 'two', 'four', 'five'], 'damaged']);
      }
    },
  },
  {
    name: 'another suite, magic, kind, flag or length, or a trailing byte',
    run: () => {
      const circle = aWrittenCircle();
      const row = at(circle.rows, 3);
      const verdict = (changed: Uint8Array) => verdictsOf(circle.read(replaced(circle.rows, 3, changed)))[3];
      const byte = (index: number, value: number) => {
        const copy = row.slice();
        copy[index] = value;
        return verdict(copy);
      };
      same(
        [byte(3, 0x32), byte(2, 0x49), byte(4, 2), byte(4, 0)],
        ['4 magic', '4 kind', '4 suite', '4 suite'],
      );
      same(
        [byte(5, 6), byte(5, 0), byte(5, 20), byte(6, 1), byte(7, 0), byte(7, 3)],
        ['4 kind', '4 kind', '4 kind', '4 flags', '4 flags', '4 flags'],
      );
      same(
        [verdict(row.slice(0, 571)), verdict(row.slice(0, 235)), verdict(new Uint8Array(0))],
        ['4 length', '4 too-short', '4 too-short'],
      );
      same(verdict(concat(row, zeros(1))), '4 signature');
    },
  },
  {
    name: 'a failed row shows who it claims to be from, if it can be read at all',
    run: () => {
      const circle = aWrittenCircle();
      const chain = circle.read();
      const forged = chain.append(circle.forge(bob, { header: { ms: 7 }, signedWith: mallory }).row);
      same(forged.state === 'failed' && forged.claimed, { author: bob.user, authorKv: 1, ms: 7 });
      const noise = chain.append(zeros(600));
      same(noise.state === 'failed' && [noise.claimed, noise.seq, noise.through], [undefined, 8, 8]);
    },
  },
  {
    name: 'a record before there is any epoch',
    run: () => {
      const circle = aWrittenCircle();
      const chain = new CaseChain(circle.caseId, circle.organisation.directory);
      const first = circle.forge(alice, { header: { seq: 1, prev: zeros(32) } });
      refuses('epoch', () => chain.admit(first.row));
    },
  },
  {
    name: 'a pin of nothing is kept by every chain',
    run: () => {
      const circle = aWrittenCircle();
      const empty = { seq: 0, hash: zeros(32), dirSeq: 0 };
      same([circle.read(circle.rows, empty).standing, circle.read([], empty).standing], ['whole', 'whole']);
      const unsigned = replaced(circle.rows, 3, concat(at(circle.rows, 3).slice(0, -64), zeros(64)));
      same(verdictsOf(circle.read(unsigned, empty))[3], '4 signature');
    },
  },
  {
    name: 'a number beyond what can be counted',
    run: () => {
      const circle = aWrittenCircle();
      const row = at(circle.rows, 3).slice();
      row[76] = 0xff;
      same(verdictsOf(circle.read(replaced(circle.rows, 3, row)))[3], '4 number');
    },
  },
  {
    name: 'a record moved to another case',
    run: () => {
      const [one, other] = [aWrittenCircle(), aWrittenCircle()];
      same(verdictsOf(one.read(replaced(one.rows, 3, at(other.rows, 3))))[3], '4 case');
    },
  },
  {
    name: 'truncation below a pin',
    run: () => {
      const circle = aWrittenCircle();
      const pin = circle.read().settle();
      const opened = circle.open(circle.rows.slice(0, -1), pin);
      same([shownOf(opened), opened.standing], [['one', 'two', 'three', 'four'], 'rolled-back']);
      same(circle.read(circle.rows.slice(0, -1), pin).settle(), undefined);
      same(circle.open([], pin).standing, 'rolled-back');
    },
  },
  {
    name: 'a rewritten history of the same length, or longer, validly signed',
    run: () => {
      const circle = aWrittenCircle();
      const pin = circle.read().settle();
      const branch = circle.read(circle.rows.slice(0, 3));
      for (const text of ['other', 'history', 'here', 'and longer']) {
        const record = composeRecord(branch, circle.secrets.wrapKey, {
          author: bob,
          kind: kinds.note,
          object: idOf(text),
          ms: now,
          text,
        });
        branch.admit(record.row);
        circle.wraps.set(hex(record.envelope.hash), record.wrap);
        circle.rows.push(record.row);
      }
      const rows = [...circle.rows.slice(0, 3), ...circle.rows.slice(6)];
      same(
        [circle.read(rows, pin).standing, circle.read(rows.slice(0, 6), pin).standing],
        ['forked', 'forked'],
      );
      same(circle.read(rows).standing, 'whole');
      same(shownOf(circle.open(rows, pin)), ['one', 'two', 'other', 'history', 'here', 'and longer']);
    },
  },
  {
    name: 'a rewritten record in the middle breaks the link after it',
    run: () => {
      const circle = aWrittenCircle();
      const branch = circle.read(circle.rows.slice(0, 3));
      const { row } = composeRecord(branch, circle.secrets.wrapKey, {
        author: bob,
        kind: kinds.note,
        object: idOf('x'),
        ms: now,
        text: 'x',
      });
      same(verdictsOf(circle.read(replaced(circle.rows, 3, row))), [1, 2, 3, 4, '5 prev', 6]);
    },
  },
  {
    name: 'an old version as the latest one, by dropping the newest',
    run: () => {
      const circle = aCircle();
      const object = idOf('plan');
      circle.write('first plan', { object });
      circle.write('second plan', { object });
      const pin = circle.read().settle();
      same(circle.read(circle.rows.slice(0, 2), pin).standing, 'rolled-back');
      circle.write('something else');
      const hidden = without(circle.rows, 2);
      same([circle.open(hidden).standing, circle.open(hidden, pin).standing], ['damaged', 'forked']);
    },
  },
  {
    name: 'a later version stays readable when the one before it is damaged, and the chain says so',
    run: () => {
      const circle = aCircle();
      const object = idOf('plan');
      for (const text of ['v1', 'v2', 'v3']) circle.write(text, { object });
      circle.write('other');
      const opened = circle.open(replaced(circle.rows, 2, flipped(at(circle.rows, 2), 4_500)));
      same([shownOf(opened), opened.standing], [['v1', '(3 signature)', 'v3', 'other'], 'damaged']);
      const early = circle.read(replaced(circle.rows, 1, flipped(at(circle.rows, 1), 4_500)));
      same(verdictsOf(early), [1, '2 signature', 3, 4, 5]);
      const lost = circle.read([at(circle.rows, 0), ...circle.rows.slice(3)]);
      same(verdictsOf(lost), [1, '2-3 missing', 4, 5]);
    },
  },
  {
    name: 'a gap excuses no version of an object that was whole before it, nor one after it',
    run: () => {
      const circle = aWrittenCircle();
      const object = idOf('plan');
      const rows = without(circle.rows, 3);
      const jump = (change: Partial<Header>) =>
        circle.read([...rows, circle.forge(alice, { header: change }).row]);
      same(verdictsOf(jump({ object, version: 1, prevVersion: hash256(idOf('x')) })).at(-1), '7 version');
      same(verdictsOf(jump({ object, version: 7, prevVersion: hash256(idOf('x')) })).at(-1), 7);
      const last = at(circle.chain.records, -1);
      same(verdictsOf(jump({ object: last.header.object, version: 3 })).at(-1), '7 version');
      same(
        verdictsOf(jump({ object: at(circle.chain.records, 0).header.object, version: 1 })).at(-1),
        '7 version',
      );
    },
  },
  {
    name: 'a pin of another history excuses no signature',
    run: () => {
      const circle = aWrittenCircle();
      const pin = circle.read().settle() ?? { seq: 0, hash: zeros(32), dirSeq: 0 };
      const unsigned = circle.rows.map((row, index) =>
        index === 0 ? row : concat(row.slice(0, -64), zeros(64)),
      );
      same(
        verdictsOf(circle.read(unsigned, pin))
          .slice(1)
          .every((verdict) => String(verdict).endsWith('signature')),
        true,
      );
      const lastOnly = replaced(circle.rows, 3, concat(at(circle.rows, 3).slice(0, -64), zeros(64)));
      same(verdictsOf(circle.read(lastOnly, pin))[3], '4 signature');
      same(verdictsOf(circle.read(lastOnly, { ...pin, seq: 5 }))[3], '4 signature');
    },
  },
  {
    name: 'a pin does not excuse what is above it',
    run: () => {
      const circle = aWrittenCircle();
      const pin = circle.read().settle();
      const forged = circle.forge(alice, { signedWith: mallory });
      same(verdictsOf(circle.read([...circle.rows, forged.row], pin)).at(-1), '7 signature');
    },
  },
  {
    name: 'a doubtful history does not become the pin, and does not shake the one that is held',
    run: () => {
      const circle = aWrittenCircle();
      const live = circle.read();
      const pin = live.settle();
      live.append(flipped(circle.forge(alice).row, 700));
      same([live.standing, live.settle(), pin?.seq], ['damaged', undefined, 6]);
      same(circle.read().settle(), { seq: 6, hash: circle.chain.head.hash, dirSeq: 8 });
    },
  },
];

const erasures: Case[] = [
  {
    name: 'an erased record is shown as erased and the chain still verifies',
    run: () => {
      const circle = aWrittenCircle();
      const [, two, three] = circle.read().records;
      circle.erase([two?.hash ?? zeros(0), three?.hash ?? zeros(0)]);
      const opened = circle.open();
      same(shownOf(opened).slice(0, 5), ['one', 'erased', 'erased', 'four', 'five']);
      same([opened.standing, opened.erased.size, at(circle.rows, 2).length], ['whole', 2, 368]);
    },
  },
  {
    name: 'a record that was erased is not shown even if the server kept it',
    run: () => {
      const circle = aWrittenCircle();
      const two = at(circle.read().records, 1);
      const [rows, wraps] = [circle.rows, new Map(circle.wraps)];
      circle.erase([two.hash]);
      const kept = replaced(circle.rows, 2, at(rows, 2));
      same(shownOf(circle.open(kept, undefined, new Map([...circle.wraps, ...wraps])))[1], 'erased');
    },
  },
  {
    name: 'a stub that no ERASE record names is refused',
    run: () => {
      const circle = aWrittenCircle();
      circle.shrink(at(circle.read().records, 1).hash);
      const opened = circle.open();
      same([shownOf(opened)[1], opened.standing, circle.read().standing], ['(3 stub)', 'damaged', 'whole']);
      circle.erase([at(circle.read().records, 0).hash]);
      same(shownOf(circle.open()).slice(0, 2), ['erased', '(3 stub)']);
    },
  },
  {
    name: 'a stub named only by an ERASE that fails is refused',
    run: () => {
      const circle = aWrittenCircle();
      const victim = at(circle.read().records, 1).hash;
      const forged = circle.forge(bob, { header: { kind: kinds.erase }, text: eraseText([victim]) });
      circle.store(forged);
      circle.shrink(victim);
      same([shownOf(circle.open())[1], shownOf(circle.open()).at(-1)], ['(3 stub)', '(7 right)']);
    },
  },
  {
    name: 'a note that lists hashes erases nothing',
    run: () => {
      const circle = aWrittenCircle();
      const victim = at(circle.read().records, 1).hash;
      circle.write(eraseText([victim]));
      same(shownOf(circle.open())[1], 'two');
    },
  },
  {
    name: 'a stub of an ERASE is refused, even if another ERASE names it',
    run: () => {
      const circle = aWrittenCircle();
      const first = circle.erase([at(circle.read().records, 0).hash]);
      circle.erase([first.envelope.hash]);
      const shown = shownOf(circle.open());
      same([shown[5], shown[0]], ['(7 stub)', '(2 stub)']);
    },
  },
  {
    name: 'a stub that is torn, longer, or of a changed header',
    run: () => {
      const circle = aWrittenCircle();
      const stub = shrinkToStub(at(circle.rows, 2));
      const verdict = (changed: Uint8Array) => verdictsOf(circle.read(replaced(circle.rows, 2, changed)))[2];
      same(
        [verdict(stub.slice(0, -1)), verdict(concat(stub, zeros(1))), verdict(stub.slice(0, 100))],
        ['3 length', '3 length', '3 too-short'],
      );
      same(
        [verdict(flipped(stub, 245 * 8)), verdict(flipped(stub, 310 * 8)), verdict(flipped(stub, 7 * 8))],
        ['3 signature', '3 signature', '3 magic'],
      );
    },
  },
  {
    name: "after an erasure the newest dump and every member's keys open nothing of it",
    run: () => {
      const circle = aWrittenCircle();
      const victim = at(circle.read().records, 1);
      circle.erase([victim.hash]);
      circle.change([to(alice, all), to(bob)]);
      const { wraps, lost } = rewrapAll(
        circle.read().records,
        circle.wraps,
        circle.secrets,
        circle.secrets.wrapKey,
      );
      same([wraps.has(hex(victim.hash)), lost.length, wraps.size], [false, 0, 5]);
      const dump = [...circle.rows, ...circle.wraps.values()].map(hex).join(' ');
      same(dump.includes(hex((victim.ciphertext ?? zeros(64)).subarray(0, 32))), false);
    },
  },
];

const honest: Case[] = [
  {
    name: 'members with the right write, amend and read; versions are kept',
    run: () => {
      const circle = aCircle();
      const object = idOf('plan');
      circle.write('first', { object, author: bob });
      circle.write('second', { object });
      const opened = circle.open();
      same([shownOf(opened), opened.standing], [['first', 'second'], 'whole']);
      same(circle.chain.object(object)?.version, 2);
    },
  },
  {
    name: 'a writer who lost the race composes again and nothing is lost',
    run: () => {
      const circle = aCircle();
      const slow = circle.read();
      const writing = { author: bob, kind: kinds.note, object: idOf('mine'), ms: now, text: 'mine' } as const;
      const late = composeRecord(slow, circle.secrets.wrapKey, writing);
      circle.write('faster');
      refuses('seq', () => circle.chain.admit(late.row));
      circle.store(composeRecord(circle.chain, circle.secrets.wrapKey, writing));
      same(shownOf(circle.open()), ['faster', 'mine']);
    },
  },
  {
    name: 'nobody writes to a chain that is rolled back or forked; a damaged one can be written to',
    run: () => {
      const circle = aWrittenCircle();
      const pin = circle.read().settle() ?? { seq: 0, hash: zeros(32), dirSeq: 0 };
      const writing = { author: alice, kind: kinds.note, object: idOf('x'), ms: now, text: 'x' } as const;
      const order = { grantor: alice, ms: now, recipients: [to(alice, all)] };
      const back = circle.read(circle.rows.slice(0, -1), pin);
      const forked = circle.read(circle.rows, { ...pin, hash: zeros(32) });
      for (const chain of [back, forked]) {
        refuses('standing', () => composeRecord(chain, circle.secrets.wrapKey, writing));
        refuses('standing', () => composeEpoch(chain, order));
      }
      const damaged = circle.read(without(circle.rows, 3));
      damaged.admit(composeRecord(damaged, circle.secrets.wrapKey, writing).row);
      same(
        [damaged.head.seq, damaged.standing, composeEpoch(damaged, order).grants.length],
        [7, 'damaged', 2],
      );
    },
  },
  {
    name: 'nobody seals under the secret of an older epoch, or before there is one',
    run: () => {
      const circle = aCircle();
      const old = circle.secrets.wrapKey;
      circle.change([to(alice, all)]);
      const writing = { author: alice, kind: kinds.note, object: idOf('x'), ms: now, text: 'x' } as const;
      refuses('epoch', () => composeRecord(circle.chain, old, writing));
      refuses('epoch', () =>
        composeRecord(new CaseChain(circle.caseId, circle.organisation.directory), old, writing),
      );
    },
  },
  {
    name: 'a chain is read again above its pin, with erased records below it',
    run: () => {
      const circle = aWrittenCircle();
      const pin = circle.read().settle();
      circle.erase([at(circle.read().records, 1).hash]);
      circle.change([to(alice, all), to(bob)]);
      circle.write('new', { author: bob });
      const opened = circle.open(circle.rows, pin);
      same(
        [shownOf(opened).slice(0, 2), shownOf(opened).at(-1), opened.standing],
        [['one', 'erased'], 'new', 'whole'],
      );
    },
  },
  {
    name: "texts of every size around the padding's steps come back as they were",
    run: () => {
      const circle = aCircle();
      const texts = [0, 1, 251, 252, 253, 508, 509, 4_092, 4_093, 70_000].map(
        (length) => 'š'.repeat(length >> 1) + 'x'.repeat(length % 2),
      );
      for (const text of texts) circle.write(text);
      circle.write('\uFEFFwith a mark');
      same(shownOf(circle.open()), [...texts, '\uFEFFwith a mark']);
    },
  },
  {
    name: 'what cannot be rewrapped is named before the old wraps go',
    run: () => {
      const circle = aWrittenCircle();
      const [first] = circle.read().records;
      circle.wraps.delete(hex(first?.hash ?? zeros(0)));
      const next = composeEpoch(circle.chain, {
        grantor: alice,
        ms: now,
        recipients: [to(alice, readWrite)],
      });
      const { wraps, lost } = rewrapAll(
        circle.read().records,
        circle.wraps,
        circle.secrets,
        next.secrets.wrapKey,
      );
      same([wraps.size, lost.map(({ hash }) => hash)], [4, [first?.hash]]);
    },
  },
  {
    name: 'a fault of our own is not taken for a refusal',
    run: () => {
      const circle = aWrittenCircle();
      holds(
        throwsRange(() =>
          sealEnvelope(
            { ...circle.forge(alice).envelope.header, author: zeros(3) },
            '',
            alice.signing.privateKey,
            drawRecordChance(),
          ),
        ),
        'A short id was sealed.',
      );
      holds(
        throwsRange(() => circle.forge(alice, { header: { seq: -1 } })),
        'A negative number was sealed.',
      );
      holds(
        throwsRange(() => circle.forge(alice, { header: { version: 2 ** 32 } })),
        'A version too large was sealed.',
      );
      const broken = {
        get: () => {
          throw new RangeError();
        },
      } as unknown as Map<string, Uint8Array>;
      holds(
        throwsRange(() => openCircle(circle.read(), circle.secrets.wrapKey, broken)),
        'A fault became a verdict.',
      );
      holds(
        throwsRange(() => rewrapAll(circle.read().records, broken, circle.secrets, circle.secrets.wrapKey)),
        'A fault became a loss.',
      );
      const blind = {
        ...circle.organisation.directory,
        get seqOf() {
          throw new RangeError();
        },
      } as never;
      holds(
        throwsRange(() => CaseChain.read(circle.caseId, blind, circle.rows)),
        'A fault became a failed place.',
      );
    },
  },
  {
    name: "a person's second key writes on after a rotation and a new epoch",
    run: () => {
      const circle = aCircle();
      const second = circle.organisation.rotate('bob', 2);
      circle.change([to(alice, all), to(second)]);
      circle.write('with the new key', { author: second });
      same(shownOf(circle.open()), ['with the new key']);
      same(person('bob', 2).user, second.user);
    },
  },
];

function throwsRange(attempt: () => unknown): boolean {
  try {
    attempt();
    return false;
  } catch (caught) {
    return caught instanceof RangeError;
  }
}

export const recordAttacks = { insiders, contents, servers, erasures, honest };
