import { Accounts1790000400000 } from './1790000400000-accounts.js';
import { Assessments1790001300000 } from './1790001300000-assessments.js';
import { Circles1790000500000 } from './1790000500000-circles.js';
import { EdgeCheck1790000600000 } from './1790000600000-edge-check.js';
import { Escalation1790000200000 } from './1790000200000-escalation.js';
import { FoldedAlerts1790000700000 } from './1790000700000-folded-alerts.js';
import { Identity1790000100000 } from './1790000100000-identity.js';
import { Inbox1790000800000 } from './1790000800000-inbox.js';
import { Intake1790000050000 } from './1790000050000-intake.js';
import { ForgottenAlerts1790000920000 } from './1790000920000-forgotten-alerts.js';
import { Polling1790000910000 } from './1790000910000-polling.js';
import { RosterVersion1790000900000 } from './1790000900000-roster-version.js';
import { Platform1790000000000 } from './1790000000000-platform.js';
import { Reviews1790001100000 } from './1790001100000-reviews.js';
import { Safety1790001200000 } from './1790001200000-safety.js';
import { SignOffs1790001400000 } from './1790001400000-sign-offs.js';
import { FurtherDates1790001900000 } from './1790001900000-further-dates.js';
import { FactsAsked1790001910000 } from './1790001910000-facts-asked.js';
import { TaskIndexes1790002300000 } from './1790002300000-task-indexes.js';
import { OpenVisits1790002310000 } from './1790002310000-open-visits.js';
import { DoubtAtTheDoor1790002320000 } from './1790002320000-doubt-at-the-door.js';
import { EndedRecovery1790001600000 } from './1790001600000-ended-recovery.js';
import { WritingAgreed1790001700000 } from './1790001700000-writing-agreed.js';
import { WordsOutsideAVisit1790001800000 } from './1790001800000-words-outside-a-visit.js';
import { VisitAsked1790001210000 } from './1790001210000-visit-asked.js';
import { VisitsThatDoNotBegin1790001500000 } from './1790001500000-visits-that-do-not-begin.js';
import { Duty1790000300000 } from './1790000300000-duty.js';

/** Every migration, oldest first. Append only. */
export const migrations = [
  Platform1790000000000,
  Intake1790000050000,
  Identity1790000100000,
  Escalation1790000200000,
  Duty1790000300000,
  Accounts1790000400000,
  Circles1790000500000,
  EdgeCheck1790000600000,
  FoldedAlerts1790000700000,
  Inbox1790000800000,
  RosterVersion1790000900000,
  Polling1790000910000,
  ForgottenAlerts1790000920000,
  Reviews1790001100000,
  Safety1790001200000,
  VisitAsked1790001210000,
  Assessments1790001300000,
  SignOffs1790001400000,
  VisitsThatDoNotBegin1790001500000,
  EndedRecovery1790001600000,
  WritingAgreed1790001700000,
  WordsOutsideAVisit1790001800000,
  FurtherDates1790001900000,
  FactsAsked1790001910000,
  TaskIndexes1790002300000,
  OpenVisits1790002310000,
  DoubtAtTheDoor1790002320000,
];
