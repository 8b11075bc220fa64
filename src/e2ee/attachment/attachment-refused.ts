import { ProtocolRefusal } from '../shared/refusal.js';

export type AttachmentReason =
  | 'manifest' // not the text that `manifestText` writes
  | 'hash' // other bytes than the manifest speaks of
  | 'length' // truncated, or with something after the end
  | 'chunk' // a chunk that was changed, swapped or comes from another file
  | 'final' // the last chunk is not marked as the last one, or another one is
  | 'filling'; // bytes after the content that are not zero

/** An attachment is not the one that its manifest speaks of. None of its content was handed out. */
export class AttachmentRefused extends ProtocolRefusal<AttachmentReason> {}
