/** One sealed record as it was opened; its text is read by the page. */
export interface SealedText {
  readonly kind: 'assessment' | 'plan' | 'incident' | 'note';
  readonly object: string;
  /** The record's hash in hex. */
  readonly record: string;
  readonly seq: number;
  readonly ms: number;
  readonly author: string;
  readonly authorId: string;
  readonly isMine: boolean;
  /** Undefined: erased. */
  readonly text: string | undefined;
}
