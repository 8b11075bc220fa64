import { ProtocolRefusal } from '../shared/refusal.js';

/** Why a place of a chain, or what belongs to it, is refused. Each word stands for one check. */
export type CircleReason =
  // form
  | 'magic'
  | 'suite'
  | 'kind'
  | 'flags'
  | 'length'
  // place
  | 'case'
  | 'object'
  | 'seq'
  | 'prev'
  | 'missing'
  | 'epoch'
  | 'version'
  | 'directory-head'
  // the chain that is about to be written to is rolled back, forked or (for the edge) damaged
  | 'standing'
  // authority
  | 'right'
  | 'key'
  | 'signature'
  // epoch records
  | 'case-id'
  | 'case-salt'
  | 'first-grantor'
  | 'intake-key'
  | 'member-order'
  | 'member-rights'
  | 'member-kind'
  | 'member-key'
  | 'recovery-missing'
  // grants
  | 'not-a-member'
  | 'grant'
  | 'commitment'
  // content
  | 'wrap-missing'
  | 'wrap'
  | 'dek-commitment'
  | 'ciphertext'
  | 'padding'
  | 'erase-text'
  | 'link-text'
  | 'stub'
  // linked ranges
  | 'link'
  // levels and alarms
  | 'level'
  | 'level-record'
  | 'level-text'
  | 'level-older'
  | 'level-twice'
  | 'second-signer'
  | 'counter';

/** Something of a circle is refused. */
export class CircleRefused extends ProtocolRefusal<CircleReason> {}
