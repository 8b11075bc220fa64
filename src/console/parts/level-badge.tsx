import { useSay } from '../i18n/language.js';

export type LevelNumber = 1 | 2 | 3 | 4;

/** A level in words; the colour only repeats them. */
export function LevelBadge({ level }: { readonly level: LevelNumber }) {
  const say = useSay();
  return <span className={`level level-${level}`}>{say(`level.${level}`)}</span>;
}
