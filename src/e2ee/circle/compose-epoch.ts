import { randomBytes } from '../hazmat/chance.js';
import { hash256 } from '../hazmat/hash.js';
import type { Directory } from '../directory/directory.js';
import { compare, isZero, zeros } from '../shared/bytes.js';
import type { Id, Identity } from '../shared/identity.js';
import type { CaseChain } from './case-chain.js';
import { checkWritable } from './chain-walk.js';
import { deriveCaseId } from './case-id.js';
import { CircleRefused } from './circle-refused.js';
import { commitEpoch } from './epoch-secret.js';
import { rights, signEpochRecord } from './epoch-record.js';
import { sealGrant } from './grant.js';
import { deriveSecrets, type EpochSecrets } from './unlock-epoch.js';

/** Somebody whom a named person chose and confirmed. Never the content of a server's answer. */
export interface Recipient {
  readonly user: Id;
  /** The key version whose fingerprint was confirmed. */
  readonly kv: number;
  readonly rights: number;
}

export interface Grant {
  readonly user: Id;
  readonly kv: number;
  readonly sealed: Uint8Array;
}

export interface ComposedEpoch {
  readonly caseId: Id;
  readonly row: Uint8Array;
  readonly grants: readonly Grant[];
  readonly secrets: EpochSecrets;
}

interface EpochOrder {
  readonly grantor: Identity;
  /** Now, Unix milliseconds. */
  readonly ms: number;
  /** RECOVERY is added by itself. */
  readonly recipients: readonly Recipient[];
}

/** Begins a circle: a fresh id that only this creator's key can have made, and its first epoch. */
export function beginCircle(order: EpochOrder & { directory: Directory; inbox: boolean }): ComposedEpoch {
  const caseSalt = randomBytes(16);
  const caseId = deriveCaseId(order.grantor.user, order.grantor.kv, caseSalt);
  return compose(order, order.directory, {
    caseId,
    caseSalt,
    epoch: 1,
    inbox: order.inbox,
    seq: 1,
    prev: zeros(32),
  });
}

/**
 * A new epoch with exactly these recipients, under a new secret. The caller rewraps every DEK (`rewrapAll`) and sends both
 * as one transaction; the server then deletes all older wraps and grants. From then on an ex-member's old secret opens
 * nothing in the database; what was read before stays read.
 *
 * @throws CircleRefused when there is no epoch yet, the chain is rolled back or forked, or a recipient's key is not in force
 */
export function composeEpoch(chain: CaseChain, order: EpochOrder): ComposedEpoch {
  const { inForce, head } = chain;
  checkWritable(chain);
  if (!inForce || !head.hash) throw new CircleRefused('epoch');
  return compose(order, chain.directory, {
    caseId: chain.caseId,
    caseSalt: zeros(16),
    epoch: inForce.epoch + 1,
    inbox: !isZero(inForce.intakePk),
    seq: head.seq + 1,
    prev: head.hash,
  });
}

interface EpochPlace {
  readonly caseId: Id;
  readonly caseSalt: Uint8Array;
  readonly epoch: number;
  readonly inbox: boolean;
  readonly seq: number;
  readonly prev: Uint8Array;
}

function compose(order: EpochOrder, directory: Directory, place: EpochPlace): ComposedEpoch {
  const { inbox, ...placed } = place;
  const ces = randomBytes(32);
  const secrets = deriveSecrets(ces, place.epoch, inbox);
  const recipients = withRecovery(order.recipients, directory);
  const granted = recipients.map((recipient) => ({
    recipient,
    grant: grantTo(recipient, directory, placed, ces),
  }));
  const members = granted.map(({ recipient, grant }) => ({ ...recipient, grantHash: hash256(grant.sealed) }));
  const row = signEpochRecord(
    {
      ...placed,
      ms: order.ms,
      dirHead: directory.head,
      dirSeq: directory.seq,
      commit: commitEpoch(ces, place.caseId, place.epoch),
      intakePk: secrets.intake?.publicKey ?? zeros(32),
      grantor: order.grantor.user,
      grantorKv: order.grantor.kv,
      members,
    },
    order.grantor.signing.privateKey,
  );
  return { caseId: place.caseId, row, grants: granted.map(({ grant }) => grant), secrets };
}

function withRecovery(recipients: readonly Recipient[], directory: Directory): Recipient[] {
  const recovery = directory.recoveryAt(directory.seq);
  const extra = recovery
    ? [{ user: recovery.user, kv: recovery.kv, rights: rights.read | rights.grant }]
    : [];
  return [...recipients, ...extra].sort((a, b) => compare(a.user, b.user));
}

function grantTo(
  to: Recipient,
  directory: Directory,
  place: { caseId: Id; epoch: number },
  ces: Uint8Array,
): Grant {
  const key = directory.keyAt(to.user, to.kv, directory.seq);
  if (!key) throw new CircleRefused('member-key');
  const context = { caseId: place.caseId, epoch: place.epoch, recipient: to.user, kv: to.kv };
  return { user: to.user, kv: to.kv, sealed: sealGrant(context, ces, key.x25519) };
}
