import { appendRecord } from '../../contracts/circles/records.js';
import { composeRecord } from '../../e2ee/circle/compose-record.js';
import type { RecordKind } from '../../e2ee/circle/header.js';
import { signLevel, type LevelFields } from '../../e2ee/circle/level-statement.js';
import type { Id } from '../../e2ee/shared/identity.js';
import { call } from '../api/call.js';
import { holdCircle, type HeldCircle } from './held-circle.js';
import { racing } from './racing.js';
import { unlocked } from './state.js';

export interface Sealing {
  readonly kind: RecordKind;
  readonly object: Id;
  readonly text: string;
  /** What the author of an assessment states beside it; the text repeats it. */
  readonly level?: LevelFields;
  /** Looks at the circle as it is just before the writing: an earlier sending may have arrived. Refuses by throwing. */
  readonly check?: (circle: HeldCircle) => 'write' | 'already';
}

/**
 * Seals a record, and states its level in the same request, so that neither is there without the other. Whoever is slower
 * composes again from the newer chain.
 *
 * @returns `already` when `check` found it written
 */
export async function sealInto(
  id: string,
  { kind, object, text, level, check }: Sealing,
): Promise<'written' | 'already'> {
  return racing(async () => {
    const circle = await holdCircle(id);
    if (check?.(circle) === 'already') return 'already';
    const { chain, secrets } = circle;
    const { identity } = unlocked();
    const writing = { author: identity, kind, object, ms: Date.now(), text };
    const { row, wrap, envelope } = composeRecord(chain, secrets.wrapKey, writing);
    const body = {
      caseId: chain.caseId,
      record: envelope.hash,
      author: identity.user,
      authorKv: identity.kv,
    };
    const stated = level ? { level: signLevel({ ...level, ...body }, identity) } : {};
    await call(appendRecord, { params: { id }, body: { row, wrap, ...stated } });
    return 'written';
  });
}
