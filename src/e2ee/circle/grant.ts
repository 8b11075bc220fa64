import { boxOpen, boxSeal } from '../hazmat/sealed-box.js';
import { concat, equal, utf8 } from '../shared/bytes.js';
import { FieldWriter } from '../shared/fields.js';
import type { Id, Identity } from '../shared/identity.js';
import { CircleRefused } from './circle-refused.js';

const magic = utf8('HLG1');
const contextBytes = 44;
const grantBytes = 76;

/** What a grant says, besides the secret. */
export interface GrantContext {
  readonly caseId: Id;
  readonly epoch: number;
  readonly recipient: Id;
  readonly kv: number;
}

/** 76 B: the context stands in front of the secret, so that a grant is worth nothing for another case, epoch or person. */
export const grantPlain = (context: GrantContext, ces: Uint8Array): Uint8Array =>
  concat(encodeContext(context), ces);

/** Hands an epoch's secret to one key. Says nothing about who did: the epoch record, which names its hash, does. */
export const sealGrant = (context: GrantContext, ces: Uint8Array, recipientKey: Uint8Array): Uint8Array =>
  boxSeal(recipientKey, grantPlain(context, ces));

/**
 * @returns the secret. It is believed only when the caller has found H(sealed) in a verified epoch record and the
 *          commitment holds; without that a server could plant a key of its own.
 * @throws CircleRefused when it was not sealed to `me`, or for another case, epoch, person or key version
 */
export function openGrant(sealed: Uint8Array, caseId: Id, epoch: number, me: Identity): Uint8Array {
  const plain = boxOpen(me.sealing, sealed);
  const context = encodeContext({ caseId, epoch, recipient: me.user, kv: me.kv });
  if (plain?.length !== grantBytes || !equal(plain.subarray(0, contextBytes), context)) {
    throw new CircleRefused('grant');
  }
  return plain.slice(contextBytes);
}

const encodeContext = ({ caseId, epoch, recipient, kv }: GrantContext): Uint8Array =>
  new FieldWriter(contextBytes).put(magic).put(caseId, 16).u32(epoch).put(recipient, 16).u32(kv).done();
