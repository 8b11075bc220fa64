import {
  unwrapAccountSecret,
  makeAccountSecret,
  wrapAccountSecret,
  type SecretPlace,
} from '../../../src/e2ee/account/account-secret.js';
import { ChallengeBook } from '../../../src/e2ee/account/challenge-book.js';
import {
  checkCost,
  checkPassphraseCost,
  codeCost,
  defaultCost,
  methods,
} from '../../../src/e2ee/account/cost.js';
import { openDraft, sealDraft } from '../../../src/e2ee/account/drafts.js';
import {
  checkOwnKeys,
  makeIdentitySeeds,
  seedKinds,
  unwrapSeed,
  wrapSeed,
} from '../../../src/e2ee/account/identity-seeds.js';
import { checkLogin, deriveKek, deriveLoginPair, signLogin } from '../../../src/e2ee/account/login.js';
import { caseChain, channelChain, directoryChain, PinSet } from '../../../src/e2ee/account/pin-set.js';
import {
  deriveCodeKey,
  makeRecoveryCode,
  readRecoveryCode,
  recoveryCodeText,
} from '../../../src/e2ee/account/recovery-code.js';
import { openAfterReload, sealForReload } from '../../../src/e2ee/account/reload-blob.js';
import { deriveFakeSeed, deriveSalt } from '../../../src/e2ee/account/salt.js';
import { openPins, sealPins } from '../../../src/e2ee/account/sealed-pins.js';
import { hash256 } from '../../../src/e2ee/hazmat/hash.js';
import { equal, hex, utf8, zeros } from '../../../src/e2ee/shared/bytes.js';
import { hashWords, makePassphrase } from '../../../src/e2ee/shared/words.js';
import { sealBoxed } from '../../../src/e2ee/shared/boxed.js';
import { deriveKey } from '../../../src/e2ee/hazmat/hash.js';
import { labels } from '../../../src/e2ee/shared/labels.js';
import { concat } from '../../../src/e2ee/shared/bytes.js';
import { alice, anOrganisation, bob, idOf, publicOf } from '../builders/organisation.js';
import type { Case } from './case.js';
import { holds, refuses, same, throwsRange } from './expect.js';
import { flipped } from './tamper.js';

const mebibyte = 1_048_576;
const kek = deriveKek(hash256(utf8('master key')));
const accountSecret = hash256(utf8('account secret'));
const place: SecretPlace = { method: methods.passphrase, user: alice.user, cost: defaultCost, kv: 1 };

const costs: Case[] = [
  ...[
    [2, 128 * mebibyte],
    [11, 128 * mebibyte],
    [0, 0],
    [3, 64 * mebibyte - 1],
    [3, 1024 * mebibyte + 1],
    [3, 8_192],
    [3.5, 128 * mebibyte],
    [4, Number.POSITIVE_INFINITY],
    [Number.NaN, 128 * mebibyte],
    [-4, 128 * mebibyte],
  ].map(([ops = 0, mem = 0]) => ({
    name: `${ops} passes over ${mem} bytes are refused before anything is hashed`,
    run: () => {
      refuses('cost', () => checkPassphraseCost({ ops, mem }));
    },
  })),
  ...[
    [3, 64],
    [10, 1024],
    [4, 128],
  ].map(([ops = 0, mem = 0]) => ({
    name: `${ops} passes over ${mem} MiB are accepted`,
    run: () => {
      checkCost(methods.passphrase, { ops, mem: mem * mebibyte });
      same(true, true);
    },
  })),
  {
    name: 'a recovery code has no cost, and a passphrase always one',
    run: () => {
      checkCost(methods.code, codeCost);
      refuses('cost', () => checkCost(methods.code, { ops: 0, mem: 1 }));
      refuses('cost', () => checkCost(methods.code, { ops: 1, mem: 0 }));
      refuses('cost', () => checkCost(methods.passphrase, codeCost));
      same(defaultCost, { ops: 4, mem: 128 * mebibyte });
    },
  },
];

const secrets: Case[] = [
  {
    name: 'an account secret opens where it was wrapped, and a fresh one differs from every other',
    run: () => {
      const wrapped = wrapAccountSecret(kek, accountSecret, place);
      same([unwrapAccountSecret(kek, wrapped, place), wrapped.length], [accountSecret, 72]);
      holds(!equal(wrapped, wrapAccountSecret(kek, accountSecret, place)), 'A nonce was used twice.');
      holds(!equal(makeAccountSecret(), makeAccountSecret()), 'Two accounts have one secret.');
    },
  },
  ...(
    [
      ["another user's", { user: bob.user }],
      ["another version's", { kv: 2 }],
      ['other passes', { cost: { ...defaultCost, ops: 3 } }],
      ['other memory', { cost: { ...defaultCost, mem: 64 * mebibyte } }],
      ["another method's", { method: methods.code, cost: codeCost }],
    ] as const
  ).map(([what, change]) => ({
    name: `a wrapped account secret with ${what}`,
    run: () => {
      const wrapped = wrapAccountSecret(kek, accountSecret, place);
      refuses('secret', () => unwrapAccountSecret(kek, wrapped, { ...place, ...change }));
    },
  })),
  {
    name: "another method's wrapping with the same numbers",
    run: () => {
      const asCode = { ...place, method: methods.code, cost: codeCost } as const;
      const wrapped = wrapAccountSecret(kek, accountSecret, { ...asCode, method: methods.passphrase });
      refuses('secret', () => unwrapAccountSecret(kek, wrapped, asCode));
    },
  },
  {
    name: 'a wrapped account secret changed, torn, under another key, or with a cost outside the bounds',
    run: () => {
      const wrapped = wrapAccountSecret(kek, accountSecret, place);
      for (let bit = 0; bit < 72 * 8; bit += 7)
        refuses('secret', () => unwrapAccountSecret(kek, flipped(wrapped, bit), place));
      refuses('secret', () => unwrapAccountSecret(kek, wrapped.slice(0, 20), place));
      refuses('secret', () => unwrapAccountSecret(hash256(kek), wrapped, place));
      refuses('cost', () => unwrapAccountSecret(kek, wrapped, { ...place, cost: { ops: 1, mem: 8_192 } }));
    },
  },
  {
    name: 'an identity seed of another user, version or kind, or changed',
    run: () => {
      const seeds = makeIdentitySeeds();
      const at = { user: alice.user, kv: 1, which: seedKinds.ed25519 };
      const wrapped = wrapSeed(accountSecret, seeds.ed25519, at);
      same([unwrapSeed(accountSecret, wrapped, at), wrapped.length], [seeds.ed25519, 72]);
      holds(!equal(seeds.ed25519, seeds.x25519), 'The two seeds are one.');
      same([seeds.ed25519.length, seeds.x25519.length], [32, 32]);
      refuses('identity-seed', () => unwrapSeed(accountSecret, wrapped, { ...at, user: bob.user }));
      refuses('identity-seed', () => unwrapSeed(accountSecret, wrapped, { ...at, kv: 2 }));
      refuses('identity-seed', () => unwrapSeed(accountSecret, wrapped, { ...at, which: seedKinds.x25519 }));
      refuses('identity-seed', () => unwrapSeed(accountSecret, flipped(wrapped, 300), at));
      refuses('identity-seed', () => unwrapSeed(hash256(accountSecret), wrapped, at));
    },
  },
  {
    name: 'unlocked keys that are not those of the directory',
    run: () => {
      const { directory } = anOrganisation();
      checkOwnKeys(alice, directory.keyOf(alice.user));
      const listed = { ...publicOf(alice) };
      refuses('identity-mismatch', () => checkOwnKeys(alice, undefined));
      refuses('identity-mismatch', () => checkOwnKeys(alice, { ...listed, kv: 2 }));
      refuses('identity-mismatch', () => checkOwnKeys(alice, { ...listed, ed25519: bob.signing.publicKey }));
      refuses('identity-mismatch', () => checkOwnKeys(alice, { ...listed, x25519: bob.sealing.publicKey }));
    },
  },
  {
    name: 'a draft opens for its user in its case only',
    run: () => {
      const sealed = sealDraft(accountSecret, alice.user, idOf('case'), 'nacrt');
      same(openDraft(accountSecret, alice.user, idOf('case'), sealed), 'nacrt');
      same(
        openDraft(
          accountSecret,
          alice.user,
          idOf('case'),
          sealDraft(accountSecret, alice.user, idOf('case'), ''),
        ),
        '',
      );
      refuses('draft', () => openDraft(accountSecret, bob.user, idOf('case'), sealed));
      refuses('draft', () => openDraft(accountSecret, alice.user, idOf('another'), sealed));
      refuses('draft', () => openDraft(accountSecret, alice.user, idOf('case'), flipped(sealed, 200)));
      refuses('draft', () => openDraft(hash256(accountSecret), alice.user, idOf('case'), sealed));
      const key = deriveKey(accountSecret, 3, 'HL1draft');
      const noText = sealBoxed(key, Uint8Array.of(0xff), concat(labels.draft, alice.user, idOf('case')));
      refuses('draft', () => openDraft(accountSecret, alice.user, idOf('case'), noText));
    },
  },
  {
    name: "a tab survives a reload only with its session's key",
    run: () => {
      const key = hash256(utf8('session'));
      const blob = sealForReload(key, alice.user, accountSecret);
      same(openAfterReload(key, alice.user, blob), accountSecret);
      refuses('reload', () => openAfterReload(hash256(key), alice.user, blob));
      refuses('reload', () => openAfterReload(key, bob.user, blob));
    },
  },
  {
    name: 'a browser profile copied after sign-out holds nothing that opens without the passphrase',
    run: () => {
      const profile = [
        wrapAccountSecret(kek, accountSecret, place),
        wrapSeed(accountSecret, hash256(utf8('seed')), { user: alice.user, kv: 1, which: 1 }),
        sealDraft(accountSecret, alice.user, idOf('case'), 'a planted sentence'),
        sealPins(accountSecret, alice.user, new PinSet()),
      ];
      const dump = profile.map(hex).join('');
      for (const secret of [accountSecret, kek, hash256(utf8('seed')), utf8('a planted sentence')]) {
        holds(!dump.includes(hex(secret)), 'A secret lies in the profile.');
      }
    },
  },
  {
    name: 'salts differ by user and by seed; an unknown user always gets the same seed',
    run: () => {
      const seed = zeros(16);
      holds(!equal(deriveSalt(alice.user, seed), deriveSalt(bob.user, seed)), 'Two users have one salt.');
      const server = hash256(utf8('server'));
      same(deriveFakeSeed(server, idOf('nobody')), deriveFakeSeed(server, idOf('nobody')));
      same(deriveFakeSeed(server, idOf('nobody')).length, 16);
      holds(
        !equal(deriveFakeSeed(server, idOf('nobody')), deriveFakeSeed(server, idOf('no one'))),
        'Unknown users share a seed.',
      );
      holds(
        !equal(deriveFakeSeed(server, idOf('nobody')), deriveFakeSeed(hash256(server), idOf('nobody'))),
        'The seed needs no secret.',
      );
    },
  },
];

const codes: Case[] = [
  {
    name: 'a recovery code is read back as it was printed, however it was typed',
    run: () => {
      const code = makeRecoveryCode();
      const text = recoveryCodeText(code);
      same([text.length, code.length, readRecoveryCode(text)], [26, 16, code]);
      same(readRecoveryCode(` ${text.slice(0, 13).toLowerCase()}-${text.slice(13)} `), code);
      same(readRecoveryCode('OOOG4OR4OM3OE2O9185GR38EIW'), readRecoveryCode('000G40R40M30E209185GR38E1W'));
      same(readRecoveryCode('ooog4or4om3oe2o9185gr38elw'), readRecoveryCode('000G40R40M30E209185GR38E1W'));
      holds(!equal(makeRecoveryCode(), makeRecoveryCode()), 'Two codes are one.');
    },
  },
  {
    name: 'a code that is no code',
    run: () => {
      for (const text of [
        '',
        '000G40R40M30E209185GR38E1',
        '000G40R40M30E209185GR38E1W0',
        'U00G40R40M30E209185GR38E1W',
        '000G40R40M30E209185GR38E1X',
        '000G40R40M30E209185GR38E1!',
      ]) {
        refuses('symbols', () => readRecoveryCode(text));
      }
    },
  },
  {
    name: 'one code for two users gives two keys',
    run: () => {
      holds(
        !equal(deriveCodeKey(zeros(16), alice.user), deriveCodeKey(zeros(16), bob.user)),
        'Two users share a key.',
      );
    },
  },
];

const claim = {
  origin: 'https://console.example',
  user: alice.user,
  challenge: hash256(utf8('challenge')),
  action: 'sign-in',
};
const pair = deriveLoginPair(hash256(utf8('master key')));

const signIns: Case[] = [
  {
    name: 'a sign-in signature is good for its own claim',
    run: () => {
      checkLogin(pair.publicKey, claim, signLogin(pair, claim));
      same(true, true);
    },
  },
  ...(
    [
      ['another origin', { origin: 'https://console.example.evil' }],
      ['another user', { user: bob.user }],
      ['another challenge', { challenge: zeros(32) }],
      ['another action', { action: 'change-passphrase' }],
    ] as const
  ).map(([what, change]) => ({
    name: `a sign-in signature for ${what}`,
    run: () => {
      refuses('login-signature', () =>
        checkLogin(pair.publicKey, claim, signLogin(pair, { ...claim, ...change })),
      );
    },
  })),
  {
    name: 'a sign-in signature by another key, or none',
    run: () => {
      const other = deriveLoginPair(hash256(utf8('another master key')));
      refuses('login-signature', () => checkLogin(pair.publicKey, claim, signLogin(other, claim)));
      refuses('login-signature', () => checkLogin(pair.publicKey, claim, zeros(0)));
      refuses('login-signature', () => checkLogin(zeros(31), claim, signLogin(pair, claim)));
    },
  },
  {
    name: 'a challenge works once, for its user, within a minute',
    run: () => {
      const book = new ChallengeBook();
      const issue = () => book.issue(alice.user, 1_000);
      const first = issue();
      book.spend(alice.user, first, 61_000);
      refuses('challenge-unknown', () => book.spend(alice.user, first, 1_001));
      const late = issue();
      refuses('challenge-expired', () => book.spend(alice.user, late, 61_001));
      refuses('challenge-unknown', () => book.spend(alice.user, late, 1_001));
      const foreign = issue();
      refuses('challenge-unknown', () => book.spend(bob.user, foreign, 1_001));
      refuses('challenge-unknown', () => book.spend(alice.user, foreign, 1_001));
      refuses('challenge-unknown', () => book.spend(alice.user, zeros(32), 1_001));
      same([book.open, first.length], [0, 32]);
    },
  },
  {
    name: 'challenges that nobody answers are forgotten',
    run: () => {
      const book = new ChallengeBook();
      book.issue(alice.user, 0);
      book.issue(alice.user, 60_000);
      same(book.open, 2);
      book.issue(alice.user, 60_001);
      same(book.open, 2);
    },
  },
];

const pinAt = (seq: number, name: string, dirSeq = 0) => ({ seq, hash: hash256(utf8(name)), dirSeq });

const pins: Case[] = [
  {
    name: 'pins only grow',
    run: () => {
      const set = new PinSet();
      set.raise(directoryChain, pinAt(3, 'three'));
      set.raise(directoryChain, pinAt(2, 'two'));
      same(set.get(directoryChain), pinAt(3, 'three'));
      set.raise(directoryChain, pinAt(4, 'four'));
      same(set.get(directoryChain), pinAt(4, 'four'));
      set.raise(directoryChain, pinAt(4, 'four', 7));
      set.raise(directoryChain, pinAt(4, 'four', 5));
      same(set.get(directoryChain), pinAt(4, 'four', 7));
    },
  },
  {
    name: 'the same place with another hash is a fork, and the pin stays',
    run: () => {
      const set = new PinSet();
      set.raise(caseChain(idOf('c')), pinAt(3, 'three'));
      refuses('fork', () => set.raise(caseChain(idOf('c')), pinAt(3, 'another three')));
      same(set.get(caseChain(idOf('c'))), pinAt(3, 'three'));
    },
  },
  {
    name: 'two devices merge by taking the higher; chains are told apart',
    run: () => {
      const [one, other] = [new PinSet(), new PinSet()];
      one.raise(caseChain(idOf('c')), pinAt(3, 'c3'));
      other.raise(caseChain(idOf('c')), pinAt(5, 'c5'));
      other.raise(channelChain(idOf('c'), idOf('k')), pinAt(1, 'k1'));
      one.merge(other);
      same(one.get(caseChain(idOf('c'))), pinAt(5, 'c5'));
      same(one.get(channelChain(idOf('c'), idOf('k'))), pinAt(1, 'k1'));
      same([one.get(caseChain(idOf('d'))), one.get(directoryChain)], [undefined, undefined]);
      same(one.get(channelChain(idOf('c'), zeros(16))), undefined);
      one.raise(caseChain(idOf('c')), pinAt(6, 'c6'));
      refuses('fork', () => {
        other.raise(caseChain(idOf('c')), pinAt(6, 'another c6'));
        one.merge(other);
      });
    },
  },
  {
    name: 'a pin is dropped only when a named person says yes',
    run: () => {
      const set = new PinSet();
      set.raise(caseChain(idOf('c')), pinAt(3, 'c3'));
      holds(
        throwsRange(() => set.drop(caseChain(idOf('c')), zeros(0))),
        'Nobody confirmed.',
      );
      same(
        [set.drop(caseChain(idOf('c')), alice.user), set.drop(caseChain(idOf('c')), alice.user)],
        [true, false],
      );
      same(set.get(caseChain(idOf('c'))), undefined);
    },
  },
  {
    name: 'pins come back from the server as they were, for their user only',
    run: () => {
      const set = new PinSet();
      set.raise(directoryChain, pinAt(9, 'nine'));
      set.raise(caseChain(idOf('c')), pinAt(3, 'c3', 8));
      set.raise(channelChain(idOf('c'), idOf('k')), pinAt(2 ** 40, 'k1', 2));
      const sealed = sealPins(accountSecret, alice.user, set);
      same(hex(openPins(accountSecret, alice.user, sealed).encode()), hex(set.encode()));
      same(openPins(accountSecret, alice.user, sealed).get(caseChain(idOf('c'))), pinAt(3, 'c3', 8));
      same(
        openPins(accountSecret, alice.user, sealPins(accountSecret, alice.user, new PinSet())).encode()
          .length,
        0,
      );
      refuses('pins', () => openPins(accountSecret, bob.user, sealed));
      refuses('pins', () => openPins(hash256(accountSecret), alice.user, sealed));
      refuses('pins', () => openPins(accountSecret, alice.user, flipped(sealed, 800)));
    },
  },
  {
    name: 'the same pins in another order are the same bytes',
    run: () => {
      const [one, other] = [new PinSet(), new PinSet()];
      const chains = [
        directoryChain,
        caseChain(idOf('c')),
        caseChain(idOf('d')),
        channelChain(idOf('c'), idOf('k')),
      ];
      for (const chain of chains) one.raise(chain, pinAt(1, 'x'));
      for (const chain of chains.reverse()) other.raise(chain, pinAt(1, 'x'));
      same(one.encode(), other.encode());
    },
  },
  {
    name: 'bytes that are no pins',
    run: () => {
      refuses('pins', () => PinSet.decode(zeros(80)));
      refuses('pins', () => PinSet.decode(zeros(82)));
      refuses('pins', () =>
        PinSet.decode(Uint8Array.from({ length: 81 }, (_, index) => (index === 0 ? 3 : 0))),
      );
    },
  },
];

const list = Array.from({ length: 7_776 }, (_, index) => `w${index}`);

const words: Case[] = [
  {
    name: 'six words stand for the first 77 bits, the highest first',
    run: () => {
      same(hashWords(zeros(32), list), ['w0', 'w0', 'w0', 'w0', 'w0', 'w0']);
      const one = zeros(32);
      one[9] = 0b1000;
      same(hashWords(one, list), ['w0', 'w0', 'w0', 'w0', 'w0', 'w1']);
      one[9] = 0b0111;
      same(hashWords(one, list).at(-1), 'w0');
      same(hashWords(new Uint8Array(32).fill(255), list), wordsOf((1n << 77n) - 1n));
      same(hashWords(hash256(utf8('x')), list).length, 6);
    },
  },
  {
    name: 'every one of the 77 bits changes the words',
    run: () => {
      const hash = hash256(utf8('fingerprint'));
      const before = hashWords(hash, list).join(' ');
      for (let bit = 0; bit < 77; bit += 1) {
        const index = (bit >> 3) * 8 + (7 - (bit & 7));
        holds(hashWords(flipped(hash, index), list).join(' ') !== before, `Bit ${bit} does not count.`);
      }
    },
  },
  {
    name: 'passphrases are six random words of the list',
    run: () => {
      const drawn = Array.from({ length: 50 }, () => makePassphrase(list));
      holds(new Set(drawn).size === 50, 'Two passphrases are one.');
      const known = new Set(list);
      for (const passphrase of drawn) {
        same(passphrase.split(' ').length, 6);
        holds(
          passphrase.split(' ').every((word) => known.has(word)),
          'A word is not of the list.',
        );
      }
    },
  },
  {
    name: 'a list of another length, or with a word twice, is no list',
    run: () => {
      for (const wrong of [list.slice(1), [...list, 'more'], [...list, 'w0'], [...list.slice(1), 'w1']]) {
        holds(
          throwsRange(() => makePassphrase(wrong)) && throwsRange(() => hashWords(zeros(32), wrong)),
          'A wrong list was taken.',
        );
      }
    },
  },
];

function wordsOf(value: bigint): string[] {
  const indices: string[] = [];
  let rest = value;
  for (let count = 0; count < 6; count += 1) {
    indices.unshift(`w${rest % 7_776n}`);
    rest /= 7_776n;
  }
  return indices;
}

export const accountAttacks = { costs, secrets, codes, signIns, pins, words };
