import type { ValueTransformer } from 'typeorm';
import { instant, type Instant } from '../../../domain/shared/time.js';

/** timestamptz in the table, `Instant` in the code. */
export const instantColumn: ValueTransformer = {
  to: (value: Instant | null | undefined) =>
    value === null || value === undefined ? value : new Date(value),
  from: (value: Date | null) => (value === null ? null : instant(value.getTime())),
};

/** A parameter for a raw statement. */
export const timestamp = (at: Instant): Date => new Date(at);

export const instantOrNull = (value: Date | null): Instant | null =>
  value === null ? null : instant(value.getTime());
