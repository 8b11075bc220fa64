import { deriveKey } from '../hazmat/hash.js';
import { openBoxed, sealBoxed } from '../shared/boxed.js';
import { concat, utf8, utf8Text } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import { labels } from '../shared/labels.js';
import { AccountRefused } from './account-refused.js';

/** Text that was not sent yet, for IndexedDB. Opens only for its user and in its case. Its length is visible. */
export const sealDraft = (accountSecret: Uint8Array, user: Id, caseId: Id, text: string): Uint8Array =>
  sealBoxed(draftKey(accountSecret), utf8(text), concat(labels.draft, user, caseId));

/** @throws AccountRefused */
export function openDraft(accountSecret: Uint8Array, user: Id, caseId: Id, sealed: Uint8Array): string {
  const plain = openBoxed(draftKey(accountSecret), sealed, concat(labels.draft, user, caseId));
  const text = plain && utf8Text(plain);
  if (text === undefined) throw new AccountRefused('draft');
  return text;
}

const draftKey = (accountSecret: Uint8Array): Uint8Array => deriveKey(accountSecret, 3, 'HL1draft');
