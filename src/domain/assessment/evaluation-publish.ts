/** Anything below is hidden in what leaves the house: the practice of the global trafficking data set. */
export const smallestPublished = 11;

export interface PublishedCounts {
  /** null: too few to be shown. A zero is hidden too: it would tell who is not among the others. */
  readonly cells: readonly (number | null)[];
  /** null when it would give a hidden cell away. */
  readonly total: number | null;
}

/**
 * Counts of one table as they may be published. A total is shown only when nothing is hidden, or when at least two cells are hidden
 * whose sum is large enough: otherwise subtracting would show what was hidden.
 */
export function publishable(counts: readonly number[]): PublishedCounts {
  const isShown = (count: number): boolean => count >= smallestPublished;
  const hidden = counts.filter((count) => !isShown(count));
  const sum = (all: readonly number[]): number => all.reduce((whole, each) => whole + each, 0);
  const givesAway = hidden.length === 1 || (hidden.length > 1 && !isShown(sum(hidden)));
  return {
    cells: counts.map((count) => (isShown(count) ? count : null)),
    total: givesAway || counts.length === 0 ? null : sum(counts),
  };
}
