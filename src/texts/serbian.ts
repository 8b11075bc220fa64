import { canned } from './sr-Latn/canned.js';
import { consoleAlerts } from './sr-Latn/console-alerts.js';
import { assess } from './sr-Latn/assess.js';
import { level } from './sr-Latn/level.js';
import { plan } from './sr-Latn/plan.js';
import { paper } from './sr-Latn/paper.js';
import { providers } from './sr-Latn/providers.js';
import { evaluation } from './sr-Latn/evaluation.js';
import { myReviews } from './sr-Latn/my-reviews.js';
import { consoleCase } from './sr-Latn/console-case.js';
import { consoleCircles } from './sr-Latn/console-circles.js';
import { consoleDoor } from './sr-Latn/console-door.js';
import { consoleErrors } from './sr-Latn/console-errors.js';
import { consoleHotline } from './sr-Latn/console-hotline.js';
import { consoleInbox } from './sr-Latn/console-inbox.js';
import { consoleInstruments } from './sr-Latn/console-instruments.js';
import { consoleLeaving } from './sr-Latn/console-leaving.js';
import { consoleOwnKeys } from './sr-Latn/console-own-keys.js';
import { consolePeople } from './sr-Latn/console-people.js';
import { consoleRecovery } from './sr-Latn/console-recovery.js';
import { consoleRoster } from './sr-Latn/console-roster.js';
import { consoleSafety } from './sr-Latn/console-safety.js';
import { missionYes } from './sr-Latn/mission-yes.js';
import { consoleFrame } from './sr-Latn/console.js';
import { duty } from './sr-Latn/duty.js';
import { intake } from './sr-Latn/intake.js';
import { reviews } from './sr-Latn/reviews.js';
import { safety } from './sr-Latn/safety.js';
import { staff } from './sr-Latn/staff.js';
import { thirdPerson } from './sr-Latn/third-person.js';
import type { Catalog } from './phrasebook.js';

/** In Latin letters; Cyrillic is made from it. */
export const SERBIAN: Catalog = {
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
};
