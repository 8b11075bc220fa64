import type { Role } from '../../contracts/shared/people.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { FieldVisit, Saying } from '../../domain/safety/field-visit.js';
import type { StaffId } from '../../domain/shared/ids.js';

/** The id of the sealed plan, too. */
export type VisitId = string & { readonly __id: 'visit' };

/** A field visit as the server keeps it. */
export interface Visit extends FieldVisit {
  readonly id: VisitId;
  readonly number: number;
  readonly workerId: StaffId;
  /** Her safety book. */
  readonly circle: CircleId;
  readonly yesBy: StaffId | null;
  readonly concludedBy: StaffId | null;
  /** What the staff bot asked her word for; null: nothing, or it was said. */
  readonly asked: Saying | null;
}

/** Fixed words of a visit's course. */
export type VisitEvent =
  | 'planned'
  | 'yes-given'
  | 'yes-refused'
  | 'cancelled'
  | 'asked'
  | 'not-begun'
  | 'doubted'
  | 'departed'
  | 'checked-in'
  | 'extended'
  | 'safe'
  | 'missed'
  | 'duress'
  | 'wrong-words'
  | 'resolved'
  | 'false-alarm';

/** Who acts: with the roles that her session or her row has at this moment. */
export interface Actor {
  readonly id: StaffId;
  readonly roles: readonly Role[];
}

const watchers: readonly Role[] = ['focal-point', 'coordinator', 'director'];

/** Who would look for somebody who does not check in, and so sees everybody's visits. */
export const mayWatch = ({ roles }: Pick<Actor, 'roles'>): boolean =>
  roles.some((role) => watchers.includes(role));

/** Whoever coordinates among them, other than the one whom it is about; null: it is about nobody of them. */
export const coordinatorsBeside = (staff: readonly Actor[], one: StaffId | null): StaffId[] =>
  staff.filter(({ id, roles }) => id !== one && roles.includes('coordinator')).map(({ id }) => id);
