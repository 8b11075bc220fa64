import { ProtocolRefusal } from '../shared/refusal.js';

export type AccountReason =
  | 'cost' // KDF parameters that are weak, absurd, or not those of the method
  | 'secret' // a wrapped account secret that is another user's, another method's or changed
  | 'identity-seed' // a wrapped identity seed that does not open here
  | 'identity-mismatch' // unlocked keys that are not those of the directory
  | 'pins' // a pin set that does not open or does not parse
  | 'draft' // a draft of another user or case, or changed
  | 'reload' // a session blob of another session
  | 'login-signature' // signed for another origin, action, user or challenge, or by another key
  | 'challenge-unknown' // never issued to this user, or spent
  | 'challenge-expired';

/** Something about an account is not what it must be. Nothing was unlocked. */
export class AccountRefused extends ProtocolRefusal<AccountReason> {}
