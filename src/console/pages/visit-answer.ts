import type { listVisits } from '../../contracts/safety/field-visits.js';
import type { AnswerOf } from '../../contracts/shared/route.js';

/** A visit as the server shows it to whoever is signed in. */
export type VisitAnswer = AnswerOf<typeof listVisits>['items'][number];
