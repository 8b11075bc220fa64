import { deriveSalt } from '../../../src/e2ee/account/salt.js';
import { wrapAccountSecret } from '../../../src/e2ee/account/account-secret.js';
import { deriveKek, deriveLoginPair, signLogin } from '../../../src/e2ee/account/login.js';
import { deriveCodeKey, recoveryCodeText } from '../../../src/e2ee/account/recovery-code.js';
import { replyPlain, signReply } from '../../../src/e2ee/channel/reply.js';
import { deriveCaseId } from '../../../src/e2ee/circle/case-id.js';
import { wrapDek } from '../../../src/e2ee/circle/dek-wrap.js';
import { parseEnvelope, shrinkToStub } from '../../../src/e2ee/circle/envelope.js';
import { parseEpochRecord, signEpochRecord } from '../../../src/e2ee/circle/epoch-record.js';
import { commitEpoch, deriveIntakePair, deriveWrapKey } from '../../../src/e2ee/circle/epoch-secret.js';
import { eraseText } from '../../../src/e2ee/circle/erase-text.js';
import { grantPlain } from '../../../src/e2ee/circle/grant.js';
import { linkText } from '../../../src/e2ee/circle/link-text.js';
import { sealEnvelope } from '../../../src/e2ee/circle/seal-record.js';
import { signEntry } from '../../../src/e2ee/directory/entry.js';
import { fingerprint } from '../../../src/e2ee/directory/fingerprint.js';
import { hash256 } from '../../../src/e2ee/hazmat/hash.js';
import { boxOpen } from '../../../src/e2ee/hazmat/sealed-box.js';
import { fromHex, hex, utf8Text, zeros } from '../../../src/e2ee/shared/bytes.js';
import { deriveIdentity, type Identity } from '../../../src/e2ee/shared/identity.js';
import { padme } from '../../../src/e2ee/shared/padding.js';
import type { Case } from './case.js';
import { same } from './expect.js';

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };
type Fields = Readonly<Record<string, Json>>;

export interface VectorFile {
  readonly people: Readonly<Record<string, Fields>>;
  readonly vectors: readonly { step: number; name: string; fn: string; in: Fields; out: Json }[];
}

/** Computes the master key of a passphrase; given from outside because only one place may load the big libsodium. */
export type PassphraseKey = (
  passphrase: string,
  user: Uint8Array,
  seed16: Uint8Array,
  cost: { ops: number; mem: number },
) => Uint8Array;

/** The published inputs and outputs, each as a case. The file is append-only. */
export function vectorCases(file: VectorFile, passphraseKey: PassphraseKey): Case[] {
  const bench = new VectorBench(file);
  return file.vectors.map((vector) => ({
    name: `step ${vector.step}: ${vector.name}`,
    run: () => {
      const compute = computations(passphraseKey)[vector.fn];
      if (!compute) throw new Error(`Nobody computes ${vector.fn}.`);
      const actual = compute(new Inputs(vector.in, bench));
      for (const [name, value] of Object.entries(wantedOf(vector.out))) same(actual[name], value);
    },
  }));
}

type Outputs = Readonly<Record<string, Json>>;

/** What is not a structure is one value. The digest of a structure's bytes is left out, because the bytes are compared. */
function wantedOf(out: Json): Outputs {
  if (typeof out !== 'object' || Array.isArray(out)) return { value: out };
  const { sha256: _, ...fields } = out as Record<string, Json>;
  return fields;
}

const word = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

class VectorBench {
  constructor(readonly file: VectorFile) {}

  person(name: string): Identity {
    const { user, kv, edSeed, xSeed } = this.file.people[name] ?? {};
    return deriveIdentity(this.bytes(user), Number(kv), {
      ed25519: this.bytes(edSeed),
      x25519: this.bytes(xSeed),
    });
  }

  bytes(value: Json | undefined): Uint8Array {
    const text = word(value);
    if (text.startsWith('@')) return this.bytes(this.#reference(text.slice(1)));
    const [, count, byte] = /^(\d+)x([0-9a-f]{2})$/.exec(text) ?? [];
    if (count && byte) return new Uint8Array(Number(count)).fill(Number.parseInt(byte, 16));
    return fromHex(text, text.length / 2) ?? zeros(0);
  }

  #reference(path: string): Json {
    const [name, field] = path.split('.');
    const out = this.file.vectors.find((vector) => vector.name === name)?.out;
    return field ? ((out as Record<string, Json>)[field] ?? '') : (out ?? '');
  }
}

class Inputs {
  constructor(
    readonly fields: Fields,
    readonly bench: VectorBench,
  ) {}

  b = (name: string): Uint8Array => this.bench.bytes(this.fields[name]);
  n = (name: string): number => Number(this.fields[name]);
  t = (name: string): string => word(this.fields[name]);
  p = (name: string): Identity => this.bench.person(this.t(name));
  list = (name: string): readonly Json[] => this.fields[name] as readonly Json[];
}

type Compute = (of: Inputs) => Outputs;

const value = (bytes: Uint8Array): Outputs => ({ value: hex(bytes) });

const computations = (passphraseKey: PassphraseKey): Readonly<Record<string, Compute>> => ({
  salt: ({ b }) => value(deriveSalt(b('user'), b('seed16'))),
  masterKey: ({ t, b, n }) =>
    value(passphraseKey(t('passphrase'), b('user'), b('seed16'), { ops: n('ops'), mem: n('mem') })),
  codeKey: ({ b }) => value(deriveCodeKey(b('code16'), b('user'))),
  codeText: ({ b }) => ({ value: recoveryCodeText(b('code16')) }),
  loginKey: ({ b }) => value(deriveLoginPair(b('mk')).publicKey),
  loginSignature: ({ b, t }) =>
    value(
      signLogin(deriveLoginPair(b('mk')), {
        origin: t('origin'),
        user: b('user'),
        challenge: b('challenge'),
        action: t('action'),
      }),
    ),
  kek: ({ b }) => value(deriveKek(b('mk'))),
  wrapAS: ({ b, n }) =>
    value(
      wrapAccountSecret(
        b('kek'),
        b('AS'),
        {
          method: n('method') === 1 ? 1 : 2,
          user: b('user'),
          cost: { ops: n('ops'), mem: n('mem') },
          kv: n('kv'),
        },
        b('nonce'),
      ),
    ),
  signKey: ({ p }) => value(p('person').signing.publicKey),
  sealKey: ({ p }) => value(p('person').sealing.publicKey),
  fingerprint: ({ p }) => value(fingerprint(publicOf(p('person')))),
  entry: entryOf,
  caseId: ({ b, n }) => value(deriveCaseId(b('creator'), n('creatorKv'), b('caseSalt'))),
  commit: ({ b, n }) => value(commitEpoch(b('CES'), b('case'), n('epoch'))),
  grantPlain: ({ b, n }) =>
    value(
      grantPlain({ caseId: b('case'), epoch: n('epoch'), recipient: b('recipient'), kv: n('kv') }, b('CES')),
    ),
  openSealed: ({ b, p, fields }) => {
    const pair = fields['person'] ? p('person').sealing : deriveIntakePair(b('CES'));
    return value(boxOpen(pair, b('sealed')) ?? zeros(0));
  },
  epochRecord: epochOf,
  record: recordOf,
  padme: ({ list }) => ({ value: list('lengths').map((length) => [length, padme(4 + Number(length))]) }),
  wrapKey: ({ b }) => value(deriveWrapKey(b('CES'))),
  wrapDEK: ({ b, n }) =>
    value(
      wrapDek(
        { epoch: n('epoch'), key: deriveWrapKey(b('CES')) },
        b('DEK'),
        { headerBytes: b('header'), hash: b('EH') },
        b('nonce'),
      ),
    ),
  intakePk: ({ b }) => value(deriveIntakePair(b('CES')).publicKey),
  outPlain: ({ b, n, p, t }) =>
    value(
      replyPlain({
        inbox: b('case'),
        channel: b('channel'),
        record: b('reply'),
        author: p('author').user,
        authorKv: p('author').kv,
        notBefore: n('notBefore'),
        notAfter: n('notAfter'),
        text: t('text'),
      }),
    ),
  outSignature: ({ b, p }) => value(signReply(b('sealed'), p('author'))),
  linkText: ({ b, n }) => ({
    value: linkText({
      inbox: b('inbox'),
      channel: b('channel'),
      first: n('first'),
      last: n('last'),
      lastHash: b('lastEH'),
    }),
  }),
  eraseText: ({ list, bench }) => ({ value: eraseText(list('EHs').map((one) => bench.bytes(one))) }),
  stub: ({ b }) => value(shrinkToStub(b('envelope'))),
});

const publicOf = ({ user, kv, signing, sealing }: Identity) => ({
  user,
  kv,
  ed25519: signing.publicKey,
  x25519: sealing.publicKey,
});

function entryOf({ b, n, p }: Inputs): Outputs {
  const [subject, signer] = [p('subject'), p('signer')];
  const op = n('op');
  const body = {
    ...publicOf(subject),
    seq: n('seq'),
    prev: b('prev'),
    ms: n('ms'),
    subject: subject.user,
    op: op === 1 ? 1 : op === 3 ? 3 : 4,
    role: n('role'),
    signer: signer.user,
    signerKv: signer.kv,
  } as const;
  const entry = signEntry(body, op === 3 ? undefined : subject, signer);
  return { bytes: hex(entry.bytes), hash: hex(entry.hash) };
}

function epochOf({ b, n, p, fields, list, bench }: Inputs): Outputs {
  const grantor = p('grantor');
  const members = list('members').map((one) => {
    const { person, rights, grant } = one as Record<string, Json>;
    const { user, kv } = bench.person(word(person));
    return { user, kv, rights: Number(rights), grantHash: hash256(bench.bytes(grant)) };
  });
  const row = signEpochRecord(
    {
      caseId: b('case'),
      caseSalt: b('caseSalt'),
      epoch: n('epoch'),
      ms: n('ms'),
      seq: n('seq'),
      prev: b('prev'),
      dirHead: b('dirHead'),
      dirSeq: n('dirSeq'),
      commit: commitEpoch(b('CES'), b('case'), n('epoch')),
      intakePk: fields['inbox'] === true ? deriveIntakePair(b('CES')).publicKey : zeros(32),
      grantor: grantor.user,
      grantorKv: grantor.kv,
      members,
    },
    grantor.signing.privateKey,
  );
  return { bytes: hex(row), hash: hex(parseEpochRecord(row).hash) };
}

function recordOf({ b, n, p, t }: Inputs): Outputs {
  const author = p('author');
  const row = sealEnvelope(
    {
      kind: n('kind') === 20 ? 20 : 1,
      caseId: b('case'),
      object: b('object'),
      version: n('version'),
      epoch: n('epoch'),
      author: author.user,
      authorKv: author.kv,
      ms: n('ms'),
      seq: n('seq'),
      prev: b('prev'),
      prevVersion: b('prevVersion'),
      dirHead: b('dirHead'),
    },
    t('text'),
    author.signing.privateKey,
    { dek: b('DEK'), nonce: b('nonce') },
  );
  const { headerBytes, header, signature, hash } = parseEnvelope(row);
  return {
    bytes: hex(row),
    length: row.length,
    magic: utf8Text(row.subarray(0, 4)) ?? '',
    header: hex(headerBytes),
    dekCommit: hex(header.dekCommit),
    sig: hex(signature),
    EH: hex(hash),
  };
}
