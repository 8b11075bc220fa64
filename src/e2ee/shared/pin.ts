/** The newest state of one chain that a person has verified. */
export interface Pin {
  readonly seq: number;
  readonly hash: Uint8Array;
  /** How far the directory went when the pin was taken; 0 in the directory's own pin. */
  readonly dirSeq: number;
}
