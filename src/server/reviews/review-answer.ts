import type { DueWhen } from '../../domain/review/due-when.js';
import type { Instant } from '../../domain/shared/time.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Measure } from './measure.repository.js';
import type { NumberedReview } from './review.js';
import type { Task } from './task.repository.js';

type WhenOf = (due: Instant) => DueWhen;

export const reviewAnswer =
  (when: WhenOf) =>
  ({ circle, kind, number, instrument, level, awaitsSignOff, assessed, ...review }: NumberedReview) => ({
    circle,
    kind,
    number,
    instrument,
    level,
    awaitsSignOff,
    assessed,
    due: review.due,
    when: when(review.due),
    latest: review.latest,
    because: review.because,
    holder: review.holder,
    version: review.version,
  });

export const measureAnswer =
  (when: WhenOf, holders: ReadonlyMap<string, readonly StaffId[]>) =>
  ({ id, circle, kind, number, owner, due, state, effect, version }: Measure) => ({
    id,
    circle,
    kind,
    number,
    owner: { ...owner },
    due,
    when: when(due),
    state,
    effect,
    ownerless: (holders.get(id) ?? []).length === 0,
    version,
  });

/** @param viewer who asks: where she answers it is told to a worker only */
export const taskAnswer =
  (when: WhenOf, viewer: StaffId) =>
  ({ id, task, circle, kind, number, subject, made, opened, due, outcome, closed, closedBy }: Task) => ({
    id,
    task,
    circle,
    kind,
    number,
    subjectId: subject,
    file: subject === viewer ? made : null,
    openedAt: opened,
    due,
    when: when(due),
    outcome,
    closedAt: closed,
    closedBy,
  });
