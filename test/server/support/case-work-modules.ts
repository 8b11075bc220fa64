import type { DynamicModule } from '@nestjs/common';
import { CirclesModule } from '../../../src/server/circles/circles.module.js';
import { ReviewsApiModule } from '../../../src/server/reviews/reviews-api.module.js';
import { ReviewsModule } from '../../../src/server/reviews/reviews.module.js';
import { SafetyApiModule, SafetyModule } from '../../../src/server/safety/safety.module.js';
import { workingWeek } from '../../builders/working-week.js';
import { BELGRADE, dutyRoomModules } from '../duty-room/duty-room-house.js';

interface CaseWork {
  /** For modules that raise alerts too. */
  readonly escalation: DynamicModule;
  readonly modules: readonly DynamicModule[];
}

/** What follows from cases, on the API of a house that has circles: reviews and measures, visits and incidents, alerts and duty. */
export function caseWorkOf(identity: DynamicModule, circles: DynamicModule): CaseWork {
  const [letterbox, escalation, ...room] = dutyRoomModules(identity) as [DynamicModule, DynamicModule];
  const reviews = ReviewsModule.with(workingWeek, escalation);
  const safety = SafetyModule.with(BELGRADE, escalation);
  const modules = [
    letterbox,
    escalation,
    ...room,
    reviews,
    safety,
    ReviewsApiModule.with(identity, circles, reviews),
    SafetyApiModule.with(identity, safety, circles, escalation),
  ];
  return { escalation, modules };
}

/** The same with circles of its own. */
export function circlesAndCaseWork(identity: DynamicModule): readonly DynamicModule[] {
  const circles = CirclesModule.with(identity);
  return [circles, ...caseWorkOf(identity, circles).modules];
}
