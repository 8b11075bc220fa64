import type { AlertEventWhat } from '../../domain/escalation/alert.js';
import type { Channel } from '../../domain/escalation/ladder.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { DeliveryStatus } from './delivery.repository.js';

interface Common {
  readonly at: Instant;
  readonly round: number;
  readonly staffId: StaffId | null;
  readonly code: string | null;
  /** Places two lines of the same moment. */
  readonly key: string;
}

/** One line of an alert's timeline: what was done, or a call with what became of it. */
export type TimelineLine =
  | (Common & { readonly is: 'event'; readonly what: AlertEventWhat; readonly rung: number | null })
  | (Common & {
      readonly is: 'call';
      readonly rung: number;
      readonly channel: Channel;
      readonly status: DeliveryStatus;
    });
