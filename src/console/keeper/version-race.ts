/** The newest version of an object, as it was read just now. */
export interface NewestVersion {
  /** Of the record, in hex. */
  readonly hash: string;
  /** Undefined: erased. */
  readonly text: string | undefined;
  readonly isMine: boolean;
}

export interface NextVersion {
  readonly text: string;
  /** The version, in hex, whose text its author had before her; null where she saw none. */
  readonly base: string | null;
}

/**
 * Whether a text may become the next version of an object. A colleague's version that its author has not seen is never written
 * over. What she does not know and wrote herself is an earlier sending of hers, whose answer was lost.
 *
 * @param newest undefined while nothing was written under this object
 */
export function versionRace(
  newest: NewestVersion | undefined,
  { text, base }: NextVersion,
): 'write' | 'already' | 'superseded' {
  if (!newest || newest.hash === base) return 'write';
  if (newest.text === text) return 'already';
  return base === null && newest.isMine ? 'write' : 'superseded';
}
