import type { Directory } from '../../e2ee/directory/directory.js';
import { encodeBody, signPossession, type EntryBody, type Op } from '../../e2ee/directory/entry.js';
import type { Identity } from '../../e2ee/shared/identity.js';
import { publicOf } from './found.js';

interface Wanted {
  readonly op: Op;
  readonly role: number;
  /** Of an administrator only the root signs. */
  readonly isAdministrator: boolean;
}

/** That these keys are in one's own hands: one statement for each who may sign them in, all at the directory's next place. */
export function possessionsOf(
  identity: Identity,
  { op, role, isAdministrator }: Wanted,
  directory: Directory,
): { readonly body: Uint8Array; readonly selfSig: Uint8Array }[] {
  const { user, ...keys } = publicOf(identity);
  const signers = directory.keysInForce.filter(
    ({ kind }) => kind === 'root' || (kind === 'administrator' && !isAdministrator),
  );
  return signers.map((signer) => {
    const body: EntryBody = {
      ...keys,
      subject: user,
      op,
      role,
      seq: directory.seq + 1,
      prev: directory.head,
      ms: Date.now(),
      signer: signer.user,
      signerKv: signer.kv,
    };
    return { body: encodeBody(body), selfSig: signPossession(body, identity) };
  });
}
