import { ProtocolRefusal } from '../shared/refusal.js';

export type DirectoryReason =
  | 'length'
  | 'magic'
  | 'gap' // seq is not the next one
  | 'fork' // prev is not the hash of the entry before, or a pinned place holds another entry
  | 'rollback' // fewer entries than this person has already seen
  | 'genesis' // a first entry that is none, or a second one
  | 'anchor' // the root is not the one of the invitation
  | 'op' // unknown operation
  | 'known-id' // an id that was enrolled before, also if it was revoked since
  | 'unknown-id' // ROTATE or REVOKE of nobody who is in force
  | 'key-version' // kv does not follow
  | 'repeat' // a REVOKE that does not repeat role and keys, or carries a self-signature
  | 'second-recovery' // a RECOVERY while one is in force
  | 'signer' // a signer without a key in force, or without the authority for this entry
  | 'possession' // the self-signature does not prove possession of the new key
  | 'signature';

/** The directory is not one that may be trusted from here on. Nothing was taken over from the entry that failed. */
export class DirectoryRefused extends ProtocolRefusal<DirectoryReason> {}
