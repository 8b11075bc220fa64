/** What part A takes from records instead of asking: the anchors of A03, A09 and A10, as the ids of their options. */
export type Anchor = '0' | '1' | '2' | '3';

const monthsOfAYear = 12;

/**
 * A03: people who ask for help. Under 1 a month, 1 to 2, 3 to 5, 6 or more; growth over half within a year is the highest too, because risk
 * rises with the number of people who try to leave exploiters (ASTRA 2021).
 *
 * @param thisYear people of the last 12 months
 * @param yearBefore of the 12 months before; 0 also when nothing was recorded yet, which is no growth
 */
export function peopleAnchor(thisYear: number, yearBefore: number): Anchor {
  const aMonth = thisYear / monthsOfAYear;
  const grew = yearBefore > 0 && thisYear > yearBefore * 1.5;
  if (aMonth >= 6 || grew) return '3';
  if (aMonth >= 3) return '2';
  return aMonth >= 1 ? '1' : '0';
}
