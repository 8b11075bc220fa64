/** The one-minute check before every field meeting, court, transport or home visit (PSRA 0.1.0, `mission_check`). */
export const MISSION_CHECKS = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6'] as const;
export type MissionCheckId = (typeof MISSION_CHECKS)[number];

export const MISSION_ANSWERS = ['yes', 'no', 'unknown'] as const;
export type MissionAnswer = (typeof MISSION_ANSWERS)[number];

/** What was left blank is unknown, and unknown is never "yes". */
export type MissionCheck = Readonly<Partial<Record<MissionCheckId, MissionAnswer>>>;

/** The points that are not a clear yes, in the order of the instrument. */
export const openPoints = (check: MissionCheck): MissionCheckId[] =>
  MISSION_CHECKS.filter((id) => check[id] !== 'yes');

/** Whether nobody may leave before a supervisor has agreed: any "no", any "unknown", any blank. */
export const needsYes = (check: MissionCheck): boolean => openPoints(check).length > 0;
