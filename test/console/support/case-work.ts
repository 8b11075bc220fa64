import type { DynamicModule } from '@nestjs/common';
import { defaultPolicies } from '../../../src/domain/escalation/default-policies.js';
import { AssessmentsModule } from '../../../src/server/assessments/assessments.module.js';
import { AlertRow } from '../../../src/server/escalation/alert.row.js';
import { EscalationModule } from '../../../src/server/escalation/escalation.module.js';
import { readAssessmentInstruments } from '../../../src/server/platform/instruments/read-assessment-instruments.js';
import { ReviewsApiModule } from '../../../src/server/reviews/reviews-api.module.js';
import { ReviewsModule } from '../../../src/server/reviews/reviews.module.js';
import { SafetyApiModule, SafetyModule } from '../../../src/server/safety/safety.module.js';
import { belgrade, roundTheClock } from '../../builders/working-week.js';
import { platformOfDuty } from '../../server/support/duty-platform.js';

/**
 * What a console house needs beside accounts and circles for everything that follows from a case: assessments, reviews, measures,
 * field visits, incidents. Nothing is moved into working hours, so that a date does not depend on the day of the test.
 */
export const caseWork = {
  entities: [AlertRow],
  modules: (identity: DynamicModule, circles: DynamicModule): DynamicModule[] => {
    const escalation = EscalationModule.with({
      timeZone: belgrade,
      heartbeatUrl: null,
      policies: Object.values(defaultPolicies),
    });
    const safety = SafetyModule.with(belgrade, escalation);
    const reviews = ReviewsModule.with(roundTheClock, escalation);
    return [
      platformOfDuty(),
      escalation,
      safety,
      SafetyApiModule.with(identity, safety, circles, escalation),
      reviews,
      ReviewsApiModule.with(identity, circles, reviews),
      AssessmentsModule.with(identity, readAssessmentInstruments()),
    ];
  },
};
