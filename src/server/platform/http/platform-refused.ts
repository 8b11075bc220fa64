import type { PlatformRefusal } from '../../../contracts/shared/refusal-codes.js';
import type { Problem } from '../../../contracts/shared/problem.js';
import { Refusal } from '../../../domain/shared/refusal.js';

interface Detail {
  readonly fields?: Problem['fields'];
  /** Whole seconds until it is worth trying again. */
  readonly retryAfter?: number;
}

/** The API itself refuses a request, before or beside any use case. Nothing was changed. */
export class PlatformRefused extends Refusal {
  constructor(
    readonly code: PlatformRefusal,
    readonly detail: Detail = {},
  ) {
    super('The request was refused.');
  }
}
