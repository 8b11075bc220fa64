import { deriveKey, keyedHash256 } from '../hazmat/hash.js';
import { sealingPair, type KeyPair } from '../hazmat/key-pairs.js';
import { FieldWriter } from '../shared/fields.js';
import type { Id } from '../shared/identity.js';
import { labels } from '../shared/labels.js';

/**
 * The public commitment to an epoch's secret (CES). It makes one grantor unable to give different secrets to different
 * members, and reveals nothing about a random secret.
 */
export const commitEpoch = (ces: Uint8Array, caseId: Id, epoch: number): Uint8Array =>
  keyedHash256(
    ces,
    new FieldWriter(labels.epochCommit.length + 20).put(labels.epochCommit).put(caseId, 16).u32(epoch).done(),
  );

/** The key that wraps every DEK of the epoch. */
export const deriveWrapKey = (ces: Uint8Array): Uint8Array => deriveKey(ces, 1, 'HL1dekwr');

/** The pair to whose public half the Telegram edge seals. Every operator can compute it, nobody else. */
export const deriveIntakePair = (ces: Uint8Array): KeyPair => sealingPair(deriveKey(ces, 2, 'HL1intak'));
