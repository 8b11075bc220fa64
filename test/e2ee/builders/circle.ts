import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import {
  beginCircle,
  composeEpoch,
  type ComposedEpoch,
  type Grant,
  type Recipient,
} from '../../../src/e2ee/circle/compose-epoch.js';
import { composeRecord, type ComposedRecord, type Writing } from '../../../src/e2ee/circle/compose-record.js';
import { wrapDek, type WrapKey } from '../../../src/e2ee/circle/dek-wrap.js';
import { parseEnvelope, shrinkToStub } from '../../../src/e2ee/circle/envelope.js';
import { commitEpoch } from '../../../src/e2ee/circle/epoch-secret.js';
import { signEpochRecord, type EpochBody } from '../../../src/e2ee/circle/epoch-record.js';
import { eraseText } from '../../../src/e2ee/circle/erase-text.js';
import { kinds, type Header } from '../../../src/e2ee/circle/header.js';
import { openCircle, type OpenedCircle } from '../../../src/e2ee/circle/open-circle.js';
import { rewrapAll } from '../../../src/e2ee/circle/rewrap.js';
import { drawRecordChance, sealEnvelope, type RecordChance } from '../../../src/e2ee/circle/seal-record.js';
import type { EpochSecrets } from '../../../src/e2ee/circle/unlock-epoch.js';
import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import { equal, hex, zeros } from '../../../src/e2ee/shared/bytes.js';
import type { Id, Identity } from '../../../src/e2ee/shared/identity.js';
import type { Pin } from '../../../src/e2ee/shared/pin.js';
import { at, replaced } from '../cases/tamper.js';
import { alice, anOrganisation, bob, carol, idOf, now, type Organisation } from './organisation.js';

export const all = 7;
export const readWrite = 3;
export const readOnly = 1;

export const to = (identity: Identity, held = readWrite): Recipient => ({
  user: identity.user,
  kv: identity.kv,
  rights: held,
});

/** What an insider puts into a record that a well-behaved client would not. */
interface Forgery {
  readonly header?: Partial<Header>;
  readonly text?: string;
  readonly chance?: RecordChance;
  /** Whose key signs; the author's when absent. */
  readonly signedWith?: Identity;
}

/** One circle as a server stores it, with the secrets of its members at hand. */
export class TestCircle {
  rows: Uint8Array[] = [];
  wraps = new Map<string, Uint8Array>();
  grants: readonly Grant[] = [];
  readonly chain: CaseChain;
  #secrets: EpochSecrets;

  constructor(
    readonly organisation: Organisation,
    begun: ComposedEpoch,
  ) {
    this.chain = new CaseChain(begun.caseId, organisation.directory);
    this.#secrets = begun.secrets;
    this.take(begun);
  }

  get caseId(): Id {
    return this.chain.caseId;
  }

  get secrets(): EpochSecrets {
    return this.#secrets;
  }

  /** A well-behaved client writes. */
  write(text: string, writing: Partial<Writing> = {}): ComposedRecord {
    const record = composeRecord(this.chain, this.#secrets.wrapKey, {
      author: alice,
      kind: kinds.note,
      object: randomBytes(16),
      ms: now,
      text,
      ...writing,
    });
    this.#store(record);
    return record;
  }

  /** Erases as the protocol says: an ERASE record, then wraps go and envelopes shrink. */
  erase(hashes: readonly Uint8Array[], author = alice): ComposedRecord {
    const record = this.write(eraseText(hashes), { author, kind: kinds.erase });
    for (const hash of hashes) this.shrink(hash);
    return record;
  }

  shrink(hash: Uint8Array): void {
    const index = this.rows.findIndex((row, place) => place > 0 && equal(parseEnvelope(row).hash, hash));
    this.rows = replaced(this.rows, index, shrinkToStub(at(this.rows, index)));
    this.wraps.delete(hex(hash));
  }

  /** A well-behaved change of members: one transaction, old wraps and grants deleted. */
  change(recipients: readonly Recipient[], grantor = alice): ComposedEpoch {
    const composed = composeEpoch(this.chain, { grantor, ms: now, recipients });
    this.wraps = rewrapAll(this.chain.records, this.wraps, this.#secrets, composed.secrets.wrapKey).wraps;
    this.take(composed);
    return composed;
  }

  take(composed: ComposedEpoch): void {
    this.chain.admit(composed.row);
    this.rows.push(composed.row);
    this.grants = composed.grants;
    this.#secrets = composed.secrets;
  }

  grantOf(identity: Identity): Uint8Array {
    return this.grants.find(({ user }) => equal(user, identity.user))?.sealed ?? zeros(0);
  }

  /** A reader's view of what a server returns. */
  read(rows: readonly Uint8Array[] = this.rows, pin?: Pin): CaseChain {
    return CaseChain.read(this.caseId, this.organisation.directory, rows, pin);
  }

  open(rows: readonly Uint8Array[] = this.rows, pin?: Pin, wraps = this.wraps): OpenedCircle {
    return openCircle(this.read(rows, pin), this.#secrets.wrapKey, wraps);
  }

  openWith(wrapKey: WrapKey): OpenedCircle {
    return openCircle(this.read(), wrapKey, this.wraps);
  }

  /** A validly signed record with whatever the forger likes; stored nowhere. */
  forge(
    author: Identity,
    { header, text = 'forged', chance = drawRecordChance(), signedWith }: Forgery = {},
  ): ComposedRecord {
    const { head, inForce, directory } = this.chain;
    const full: Header = {
      kind: kinds.note,
      caseId: this.caseId,
      object: idOf('forged object'),
      version: 1,
      epoch: inForce?.epoch ?? 0,
      author: author.user,
      authorKv: author.kv,
      ms: now,
      seq: head.seq + 1,
      prev: head.hash ?? zeros(32),
      prevVersion: zeros(32),
      dirHead: directory.head,
      ...header,
    };
    const row = sealEnvelope(full, text, (signedWith ?? author).signing.privateKey, chance);
    const envelope = parseEnvelope(row);
    return { row, envelope, wrap: wrapDek(this.#secrets.wrapKey, chance.dek, envelope) };
  }

  /** A validly signed epoch record with whatever the forger likes. */
  forgeEpoch(grantor: Identity, body: Partial<EpochBody> = {}, signedWith = grantor): Uint8Array {
    const { head, inForce, directory } = this.chain;
    const epoch = (inForce?.epoch ?? 0) + 1;
    const honest: EpochBody = {
      caseId: this.caseId,
      caseSalt: zeros(16),
      epoch,
      ms: now,
      seq: head.seq + 1,
      prev: head.hash ?? zeros(32),
      dirHead: directory.head,
      dirSeq: directory.seq,
      commit: commitEpoch(idOf('a secret of 32 bytes'), this.caseId, epoch),
      intakePk: zeros(32),
      grantor: grantor.user,
      grantorKv: grantor.kv,
      members: inForce?.members ?? [],
    };
    return signEpochRecord({ ...honest, ...body }, signedWith.signing.privateKey);
  }

  /** What the server stores of a record that somebody made. */
  store(record: ComposedRecord): void {
    this.rows.push(record.row);
    this.wraps.set(hex(record.envelope.hash), record.wrap);
  }

  #store(record: ComposedRecord): void {
    this.chain.admit(record.row);
    this.store(record);
  }
}

/** Alice opened it and may grant; Bob writes; Carol reads. */
export function aCircle(
  organisation = anOrganisation(),
  recipients: readonly Recipient[] = [to(alice, all), to(bob), to(carol, readOnly)],
  inbox = false,
): TestCircle {
  const { directory } = organisation;
  return new TestCircle(organisation, beginCircle({ directory, grantor: alice, ms: now, recipients, inbox }));
}

/** A circle with a few notes: places 2 to 6. */
export function aWrittenCircle(): TestCircle {
  const circle = aCircle();
  for (const text of ['one', 'two', 'three', 'four', 'five']) circle.write(text);
  return circle;
}
