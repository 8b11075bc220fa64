/**
 * How fast the protocol is, beside its own ceiling (the same primitives called on raw libsodium, without any protocol) and
 * beside OpenPGP.js, all in one run on this machine.
 *
 *   npx swc src/e2ee test/e2ee/builders test/e2ee/cases bench/e2ee.ts -d .build/bench && node .build/bench/bench/e2ee.js
 *
 * Exits with 1 when a speed of the protocol is missed, so that a script can ask.
 */
import sodium from 'libsodium-wrappers';
import * as openpgp from 'openpgp';
import { unwrapAccountSecret, wrapAccountSecret } from '../src/e2ee/account/account-secret.js';
import { defaultCost, methods } from '../src/e2ee/account/cost.js';
import { deriveKek } from '../src/e2ee/account/login.js';
import { CaseChain } from '../src/e2ee/circle/case-chain.js';
import { composeEpoch } from '../src/e2ee/circle/compose-epoch.js';
import { composeRecord } from '../src/e2ee/circle/compose-record.js';
import { openCircle, openWith } from '../src/e2ee/circle/open-circle.js';
import { ops } from '../src/e2ee/directory/entry.js';
import { derivePassphraseKey } from '../src/e2ee/hazmat/passphrase.js';
import { hex } from '../src/e2ee/shared/bytes.js';
import { aCircle, all, to } from '../test/e2ee/builders/circle.js';
import { admin, alice, anOrganisation, idOf, now, person } from '../test/e2ee/builders/organisation.js';

await sodium.ready;

const text = 'x'.repeat(1_000);
const kilobyte = new TextEncoder().encode(text);

interface Line {
  readonly what: string;
  readonly ms: number;
  readonly rawMs?: number | undefined;
  readonly pgpMs?: number | undefined;
  readonly limitMs: number;
}

const lines: Line[] = [];

/**
 * Unmeasured calls before the first round. libsodium's WebAssembly and our own code are compiled anew while they run: the first
 * thousand seals take three times as long as the next, and with few calls the figure is that of the compiler.
 */
const warmUpsOf = (calls: number): number => Math.min(calls * 10, 3_000);

/** The median of several rounds, in milliseconds for one call: a median, because the machine has other work. */
async function timed(rounds: number, calls: number, work: () => unknown): Promise<number> {
  for (let warm = 0; warm < warmUpsOf(calls); warm += 1) await work();
  const results: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) await work();
    results.push((performance.now() - start) / calls);
  }
  return results.sort((a, b) => a - b)[rounds >> 1] ?? 0;
}

/** The same for work that waits for nothing. */
function measured(rounds: number, calls: number, work: () => unknown): number {
  for (let warm = 0; warm < warmUpsOf(calls); warm += 1) work();
  const results: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) work();
    results.push((performance.now() - start) / calls);
  }
  return results.sort((a, b) => a - b)[rounds >> 1] ?? 0;
}

const raw = rawLibsodium();
const pgp = await openPgp();

measureOneRecord();
measureThousandRecords();
measureGrants();
measureUnlock();
print();

function measureOneRecord(): void {
  const circle = aCircle();
  const writing = { author: alice, kind: 1, object: idOf('object'), ms: now, text } as const;
  const seal = measured(7, 300, () => composeRecord(circle.chain, circle.secrets.wrapKey, writing));
  lines.push({ what: 'seal 1 KB', ms: seal, rawMs: raw.seal, pgpMs: pgp.seal, limitMs: 0.1 });

  const { row, wrap, envelope } = composeRecord(circle.chain, circle.secrets.wrapKey, writing);
  const wraps = new Map([[hex(envelope.hash), wrap]]);
  const before = circle.rows.slice();
  const chains = Array.from({ length: 7 * 300 + warmUpsOf(300) }, () => circle.read(before));
  const open = measured(7, 300, () => {
    const place = (chains.pop() ?? circle.read(before)).append(row);
    if (place.state === 'sound' && place.row.type === 'record')
      openWith(circle.secrets.wrapKey, wraps, place.row);
  });
  lines.push({ what: 'open and verify 1 KB', ms: open, rawMs: raw.open, pgpMs: pgp.open, limitMs: 0.15 });
}

function measureThousandRecords(): void {
  const circle = aCircle();
  for (let count = 0; count < 1_000; count += 1) circle.write(text);
  const { directory } = circle.organisation;
  const pin = CaseChain.read(circle.caseId, directory, circle.rows).settle();
  const openAll = (from = pin) =>
    openCircle(
      CaseChain.read(circle.caseId, directory, circle.rows, from),
      circle.secrets.wrapKey,
      circle.wraps,
    );
  const cold = measured(7, 1, () => openAll({ seq: 0, hash: new Uint8Array(32), dirSeq: 0 }));
  lines.push({ what: '1,000 records cold', ms: cold, rawMs: raw.open * 1_000, limitMs: 200 });
  const warm = measured(11, 2, () => openAll());
  lines.push({
    what: '1,000 records above a pinned head',
    ms: warm,
    rawMs: raw.decrypt * 1_000,
    limitMs: 25,
  });
  if (openAll().standing !== 'whole') throw new Error('The benchmark measured failures.');
}

function measureGrants(): void {
  const organisation = anOrganisation();
  const people = Array.from({ length: 49 }, (_, index) => person(`member ${index}`));
  for (const subject of people) organisation.add({ op: ops.add, subject, signer: admin });
  const circle = aCircle(organisation, [to(alice, all)]);
  const order = { grantor: alice, ms: now, recipients: [to(alice, all), ...people.map((one) => to(one))] };
  const grants = measured(7, 3, () => composeEpoch(circle.chain, order));
  lines.push({ what: '50 grants and their epoch record', ms: grants, rawMs: raw.box * 50, limitMs: 15 });
}

function measureUnlock(): void {
  const place = { method: methods.passphrase, user: alice.user, cost: defaultCost, kv: 1 } as const;
  const unlockKey = () =>
    deriveKek(derivePassphraseKey('six words of a list', alice.user, idOf('seed'), defaultCost));
  const wrapped = wrapAccountSecret(unlockKey(), new Uint8Array(32), place);
  const unlock = measured(3, 1, () => unwrapAccountSecret(unlockKey(), wrapped, place));
  lines.push({ what: 'unlock with a passphrase (4 passes, 128 MiB)', ms: unlock, limitMs: 1_000 });
}

/** What the unavoidable primitives cost: encrypt and sign; verify and decrypt; one sealed box. */
function rawLibsodium(): { seal: number; open: number; decrypt: number; box: number } {
  const key = sodium.randombytes_buf(32);
  const nonce = sodium.randombytes_buf(24);
  const aad = new Uint8Array(236);
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(key);
  const recipient = sodium.crypto_box_seed_keypair(key);
  const encrypt = () => sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(kilobyte, aad, null, nonce, key);
  const ciphertext = encrypt();
  const signature = sodium.crypto_sign_detached(ciphertext, privateKey);
  const decrypt = () => sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, aad, nonce, key);
  return {
    seal: measured(7, 300, () => sodium.crypto_sign_detached(encrypt(), privateKey)),
    open: measured(
      7,
      300,
      () => sodium.crypto_sign_verify_detached(signature, ciphertext, publicKey) && decrypt(),
    ),
    decrypt: measured(7, 300, decrypt),
    box: measured(7, 50, () => sodium.crypto_box_seal(new Uint8Array(76), recipient.publicKey)),
  };
}

/** One message to one recipient, signed: the peer that people know. */
async function openPgp(): Promise<{ seal: number; open: number }> {
  const { privateKey, publicKey } = await openpgp.generateKey({
    type: 'curve25519',
    userIDs: [{ name: 'Alice' }],
    format: 'object',
  });
  const seal = async (): Promise<unknown> =>
    openpgp.encrypt({
      message: await openpgp.createMessage({ binary: kilobyte }),
      encryptionKeys: publicKey,
      signingKeys: privateKey,
      format: 'binary',
    });
  const sealed = (await seal()) as Uint8Array;
  const open = async () => {
    const { signatures } = await openpgp.decrypt({
      message: await openpgp.readMessage({ binaryMessage: sealed }),
      decryptionKeys: privateKey,
      verificationKeys: publicKey,
      expectSigned: true,
      format: 'binary',
    });
    await signatures[0]?.verified;
  };
  return { seal: await timed(5, 30, seal), open: await timed(5, 30, open) };
}

function print(): void {
  const column = (value: string, width: number) => value.padStart(width);
  const ms = (value: number | undefined) => (value === undefined ? '-' : `${value.toFixed(3)} ms`);
  const ratio = (value: number, base: number | undefined) =>
    base === undefined ? '-' : `${(value / base).toFixed(2)}×`;
  console.log(
    `${'what'.padEnd(46)}${['HL1', 'limit', 'raw libsodium', 'HL1/raw', 'OpenPGP.js', 'HL1/OpenPGP'].map((head) => column(head, 15)).join('')}`,
  );
  for (const { what, ms: own, rawMs, pgpMs, limitMs } of lines) {
    const cells = [ms(own), ms(limitMs), ms(rawMs), ratio(own, rawMs), ms(pgpMs), ratio(own, pgpMs)];
    console.log(`${what.padEnd(46)}${cells.map((cell) => column(cell, 15)).join('')}`);
  }
  const missed = lines.filter(({ ms: own, limitMs }) => own > limitMs);
  console.log(
    missed.length === 0 ? 'Every speed is reached.' : `Missed: ${missed.map(({ what }) => what).join('; ')}.`,
  );
  process.exitCode = missed.length === 0 ? 0 : 1;
}
