import type { StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import { TEST_OPEN_FOR } from './weekly-test.js';

export interface TestAnswers {
  readonly staff: StaffId;
  /** When she last answered a test; null: never. */
  readonly lastAnsweredAt: Instant | null;
  /** So many tests in a row, up to the latest one that is over, went unanswered. */
  readonly missed: number;
}

export interface LatestTest {
  readonly at: Instant;
  /** It no longer waits for answers. */
  readonly over: boolean;
  readonly asked: number;
  readonly answered: number;
}

interface LatestRecord {
  readonly raised_at: Date;
  readonly over: boolean;
  readonly asked: number;
  readonly answered: number;
}

interface AnswerRecord {
  readonly staff_id: StaffId;
  readonly answered_at: Date | null;
  readonly missed: number;
}

/** Whose phone answers the weekly test. About phones, not about people: an unanswered test wants mending, not blame. */
export class WeeklyTestAnswers {
  /** How the newest test went; null before the first one. Of people who left since, neither question nor answer counts. */
  async latest(tx: Transaction): Promise<LatestTest | null> {
    const [found] = await rows<LatestRecord>(
      tx,
      `select t.raised_at, t.closed_at is not null as over, count(s.id)::int as asked,
         count(s.id) filter (where exists (
           select from alert_event e where e.alert_id = t.alert_id and e.staff_id = s.id
             and e.what in ('acknowledged', 'also-acknowledged')))::int as answered
       from weekly_test t
         left join weekly_test_person p on p.test_number = t.number
         left join staff s on s.id = p.staff_id and s.active
       where t.alert_id is not null
       group by t.number order by t.number desc limit 1`,
    );
    if (!found) return null;
    const { raised_at, over, asked, answered } = found;
    return { at: instant(raised_at.getTime()), over, asked, answered };
  }

  /**
   * Those here who did not answer the latest test that is over, most missed first. A test that is still open counts as answered
   * when it was, and not at all when it was not yet.
   */
  async silent(tx: Transaction, now: Instant): Promise<readonly TestAnswers[]> {
    const found = await rows<AnswerRecord>(
      tx,
      `with answer as (
         select p.staff_id, p.test_number, t.raised_at,
           (select min(e.at) from alert_event e where e.alert_id = t.alert_id and e.staff_id = p.staff_id
              and e.what in ('acknowledged', 'also-acknowledged')) as at
         from weekly_test_person p
           join weekly_test t on t.number = p.test_number
           join staff s on s.id = p.staff_id and s.active
       ), person as (
         select staff_id, max(at) as answered_at, coalesce(max(test_number) filter (where at is not null), 0) as answered
         from answer group by staff_id
       )
       select p.staff_id, p.answered_at, count(*)::int as missed
       from person p join answer a on a.staff_id = p.staff_id
         and a.test_number > p.answered and a.raised_at <= $1
       group by p.staff_id, p.answered_at order by missed desc, p.staff_id`,
      [timestamp(instant(now - TEST_OPEN_FOR))],
    );
    return found.map(({ staff_id, answered_at, missed }) => ({
      staff: staff_id,
      lastAnsweredAt: answered_at === null ? null : instant(answered_at.getTime()),
      missed,
    }));
  }
}
