import { hash256 } from '../hazmat/hash.js';
import type { KeyPair } from '../hazmat/key-pairs.js';
import { equal, isZero } from '../shared/bytes.js';
import type { Identity } from '../shared/identity.js';
import type { CaseChain } from './case-chain.js';
import { CircleRefused } from './circle-refused.js';
import type { WrapKey } from './dek-wrap.js';
import { commitEpoch, deriveIntakePair, deriveWrapKey } from './epoch-secret.js';
import type { EpochRecord } from './epoch-record.js';
import { openGrant } from './grant.js';
import { memberOf } from './judge-epoch.js';

/** What a member of an epoch can compute from its secret. */
export interface EpochSecrets {
  readonly ces: Uint8Array;
  readonly wrapKey: WrapKey;
  /** For an inbox only. */
  readonly intake: KeyPair | undefined;
}

/**
 * Opens one's grant of the epoch in force, and believes it only because the verified epoch record names its hash and
 * commits to the secret inside: a server cannot plant a secret, a grantor cannot hand different ones to different people.
 *
 * @throws CircleRefused
 */
export function unlockEpoch(chain: CaseChain, me: Identity, sealedGrant: Uint8Array): EpochSecrets {
  const record = chain.inForce;
  const member = record && memberOf(record, me.user, me.kv);
  if (!member) throw new CircleRefused('not-a-member');
  if (!equal(hash256(sealedGrant), member.grantHash)) throw new CircleRefused('grant');
  const ces = openGrant(sealedGrant, record.caseId, record.epoch, me);
  if (!equal(commitEpoch(ces, record.caseId, record.epoch), record.commit))
    throw new CircleRefused('commitment');
  return checkIntake(record, deriveSecrets(ces, record.epoch, !isZero(record.intakePk)));
}

export const deriveSecrets = (ces: Uint8Array, epoch: number, isInbox: boolean): EpochSecrets => ({
  ces,
  wrapKey: { epoch, key: deriveWrapKey(ces) },
  intake: isInbox ? deriveIntakePair(ces) : undefined,
});

function checkIntake(record: EpochRecord, secrets: EpochSecrets): EpochSecrets {
  const { intake } = secrets;
  if (intake && !equal(intake.publicKey, record.intakePk)) throw new CircleRefused('intake-key');
  return secrets;
}
