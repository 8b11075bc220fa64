import { canned } from './en/canned.js';
import { consoleAlerts } from './en/console-alerts.js';
import { assess } from './en/assess.js';
import { level } from './en/level.js';
import { plan } from './en/plan.js';
import { paper } from './en/paper.js';
import { providers } from './en/providers.js';
import { evaluation } from './en/evaluation.js';
import { myReviews } from './en/my-reviews.js';
import { consoleCase } from './en/console-case.js';
import { consoleCircles } from './en/console-circles.js';
import { consoleDoor } from './en/console-door.js';
import { consoleErrors } from './en/console-errors.js';
import { consoleHotline } from './en/console-hotline.js';
import { consoleInbox } from './en/console-inbox.js';
import { consoleInstruments } from './en/console-instruments.js';
import { consoleLeaving } from './en/console-leaving.js';
import { consoleOwnKeys } from './en/console-own-keys.js';
import { consolePeople } from './en/console-people.js';
import { consoleRecovery } from './en/console-recovery.js';
import { consoleRoster } from './en/console-roster.js';
import { consoleSafety } from './en/console-safety.js';
import { missionYes } from './en/mission-yes.js';
import { consoleFrame } from './en/console.js';
import { duty } from './en/duty.js';
import { intake } from './en/intake.js';
import { reviews } from './en/reviews.js';
import { safety } from './en/safety.js';
import { staff } from './en/staff.js';
import { thirdPerson } from './en/third-person.js';

/** Every area has one file a language. A new area is two files and one line in this table and in that of `serbian.ts`. */
export const ENGLISH = {
  intake,
  thirdPerson,
  staff,
  safety,
  duty,
  reviews,
  console: consoleFrame,
  consoleDoor,
  consoleInstruments,
  consolePeople,
  consoleErrors,
  consoleCase,
  consoleAlerts,
  consoleRoster,
  consoleSafety,
  missionYes,
  consoleInbox,
  consoleHotline,
  canned,
  consoleCircles,
  consoleRecovery,
  consoleLeaving,
  consoleOwnKeys,
  myReviews,
  evaluation,
  providers,
  paper,
  plan,
  level,
  assess,
} as const;

export type English = typeof ENGLISH;
