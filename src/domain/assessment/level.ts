/** How much danger somebody is in, from the least to the most. */
export const LEVELS = ['low', 'medium', 'high', 'extreme'] as const;
export type Level = (typeof LEVELS)[number];

/** As signed statements and columns write a level: 1 low … 4 extreme. */
export type LevelNumber = 1 | 2 | 3 | 4;

export const levelNumber = (level: Level): LevelNumber => (LEVELS.indexOf(level) + 1) as LevelNumber;

export const levelNamed = (number: LevelNumber): Level => LEVELS[number - 1] ?? 'extreme';

/** How far `to` is above `from`; negative when it is below. */
export const stepsBetween = (from: Level, to: Level): number => LEVELS.indexOf(to) - LEVELS.indexOf(from);

export const isAbove = (one: Level, other: Level): boolean => stepsBetween(other, one) > 0;

/** `low` when there is none. */
export function highestOf(levels: Iterable<Level>): Level {
  let highest: Level = 'low';
  for (const level of levels) if (isAbove(level, highest)) highest = level;
  return highest;
}
