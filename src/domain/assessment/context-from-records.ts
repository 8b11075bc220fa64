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

/** A security incident of the last two years, as far as part A looks at it. */
export interface CountedIncident {
  readonly occurredAt: number;
  /** Somebody was attacked. */
  readonly isAttack: boolean;
  /** Its conclusion was likely or imminent, or somebody came, followed or broke something. */
  readonly isSerious: boolean;
}

/** A09: none; 1 or 2 minor ones; 3 to 5, or a serious one; 6 or more, or an attack. */
export function incidentsAnchor(incidents: readonly CountedIncident[]): Anchor {
  if (incidents.length >= 6 || incidents.some(({ isAttack }) => isAttack)) return '3';
  if (incidents.length >= 3 || incidents.some(({ isSerious }) => isSerious)) return '2';
  return incidents.length > 0 ? '1' : '0';
}

/** A10: falling or none; stable; rising; at least twice as many. One after a year of none is a rise, not yet a pattern. */
export function trendAnchor(thisYear: number, yearBefore: number): Anchor {
  if (thisYear === 0 || thisYear < yearBefore) return '0';
  if (thisYear === yearBefore) return '1';
  return thisYear >= 2 && thisYear >= yearBefore * 2 ? '3' : '2';
}
