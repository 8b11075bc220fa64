import type { PlanText } from '../../contracts/sealed/plan.js';

export type PlannedMeasure = PlanText['measures'][number];
