/**
 * Adding up and looking up: what every instrument of the house has in common, the hotline triage too. Points are whole numbers
 * everywhere (for assessments hundredths), so that every implementation agrees on the edge of a band.
 */

/** From these points on it is this band. A table begins at 0 and grows. */
export interface Band<Name> {
  readonly from: number;
  readonly band: Name;
}

/** The last band that the points reach; the first one also for points below it, so the look-up is total. */
export function bandOf<Name>(bands: readonly [Band<Name>, ...Band<Name>[]], points: number): Name {
  let reached = bands[0];
  for (const each of bands) if (points >= each.from) reached = each;
  return reached.band;
}

export const sumOf = <Each>(all: readonly Each[], pointsOf: (each: Each) => number): number =>
  all.reduce((sum, each) => sum + pointsOf(each), 0);
