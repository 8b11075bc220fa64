import type { Channel } from '../../domain/escalation/ladder.js';
import type { AlertEventWhat } from '../../domain/escalation/alert.js';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { DeliveryStatus } from './delivery.repository.js';
import type { TimelineLine } from './timeline.js';

interface LineRecord {
  readonly key: string;
  readonly at: Date;
  readonly round: number;
  readonly rung: number | null;
  readonly staff_id: StaffId | null;
  readonly code: string | null;
  readonly what: AlertEventWhat | null;
  readonly channel: Channel | null;
  readonly status: DeliveryStatus | null;
}

/**
 * An alert's timeline: what was done, and every call with what became of it. A call is one line, shown when it was delivered or
 * is due, so the events that only repeat how it went are left out.
 */
export class TimelineRepository {
  /** The newest first; of one moment the calls after the step that made them. @param before the last line of the page before */
  async page(
    tx: Transaction,
    alertId: AlertId,
    before: { readonly at: Instant; readonly key: string } | null,
    limit: number,
  ): Promise<TimelineLine[]> {
    const found = await rows<LineRecord>(
      tx,
      `select * from (
         select 'a' || lpad(id::text, 20, '0') as key, at, round, rung, staff_id, code, what,
           null as channel, null as status
         from alert_event where alert_id = $1 and what not in ('told', 'not-told')
         union all
         select 'b' || id::text, coalesce(sent_at, due_at), round, rung, staff_id, code, null, channel, status
         from alert_delivery where alert_id = $1
       ) line
       where $2::timestamptz is null or (at, key collate "C") < ($2, $3)
       order by at desc, key collate "C" desc limit $4`,
      [alertId, before && timestamp(before.at), before?.key ?? '', limit],
    );
    return found.map(lineOf);
  }

  /** Everybody who is named in it. */
  async peopleIn(tx: Transaction, alertId: AlertId): Promise<readonly StaffId[]> {
    const found = await rows<{ staff_id: StaffId }>(
      tx,
      `select staff_id from alert_event where alert_id = $1 and staff_id is not null
       union select staff_id from alert_delivery where alert_id = $1 and staff_id is not null`,
      [alertId],
    );
    return found.map(({ staff_id }) => staff_id);
  }
}

function lineOf(record: LineRecord): TimelineLine {
  const { key, round, code } = record;
  const common = { key, round, code, staffId: record.staff_id, at: instant(record.at.getTime()) };
  return record.what !== null
    ? { ...common, is: 'event', what: record.what, rung: record.rung }
    : {
        ...common,
        is: 'call',
        rung: record.rung ?? 0,
        channel: record.channel ?? 'telegram',
        status: record.status ?? 'pending',
      };
}
