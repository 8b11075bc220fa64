import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { listAudit } from '../../contracts/identity/audit.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { instant } from '../../domain/shared/time.js';
import { rows, type Transaction } from '../platform/database/database.js';
import { pageOf, readPlace } from '../platform/http/cursor.js';

interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: StaffId | null;
  readonly kind: string;
  readonly subject: string | null;
}

/** Pages through the audit, newest first. */
export class ReadAudit {
  async run(
    tx: Transaction,
    { cursor, limit, kind, actor }: InputOf<typeof listAudit>['query'],
  ): Promise<AnswerOf<typeof listAudit>> {
    const [before = null] = readPlace(cursor, 'number') ?? [];
    const found = await rows<AuditRow>(
      tx,
      `select id, at, actor, kind, subject from audit
       where ($1::bigint is null or id < $1) and ($2::text is null or kind = $2) and ($3::uuid is null or actor = $3)
       order by id desc limit $4`,
      [before, kind ?? null, actor ?? null, limit + 1],
    );
    const { items, next } = pageOf(found, limit, ({ id }) => [Number(id)]);
    return {
      items: items.map(({ id, at, ...deed }) => ({ id: Number(id), at: instant(at.getTime()), ...deed })),
      next,
    };
  }
}
