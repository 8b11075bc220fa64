import { appendRecord } from '../../contracts/circles/records.js';
import { composeRecord, type ComposedRecord } from '../../e2ee/circle/compose-record.js';
import type { RecordKind } from '../../e2ee/circle/header.js';
import { signLevel, type LevelFields } from '../../e2ee/circle/level-statement.js';
import type { Id } from '../../e2ee/shared/identity.js';
import { fromHex, hex } from '../../e2ee/shared/bytes.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { holdCircle, type HeldCircle } from './held-circle.js';
import { racing } from './racing.js';
import { unlocked } from './state.js';

export interface Sealing {
  readonly kind: RecordKind;
  readonly object: Id;
  readonly text: string;
  /** What the author of an assessment states beside it; the text repeats it. */
  readonly level?: LevelFields;
  /**
   * Looks at the circle as it is just before the writing, because an earlier sending may have arrived. Refuses by throwing.
   *
   * @returns the hash, in hex, of the version that says this already; undefined when it is to be written
   */
  readonly check: (circle: HeldCircle) => string | undefined;
}

/**
 * Seals a record, and states its level in the same request, so that neither is there without the other. Whoever is slower
 * composes again from the newer chain.
 *
 * @returns the hash, in hex, of the version that says it
 */
export async function sealInto(id: string, sealing: Sealing): Promise<string> {
  const { level, check } = sealing;
  return racing(async () => {
    const circle = await holdCircle(id);
    const already = check(circle);
    if (already !== undefined) return already;
    const { row, wrap, envelope } = composeIn(circle, sealing);
    const { identity } = unlocked();
    const body = {
      caseId: circle.chain.caseId,
      record: envelope.hash,
      author: identity.user,
      authorKv: identity.kv,
    };
    const stated = level ? { level: signLevel({ ...level, ...body }, identity) } : {};
    await call(appendRecord, { params: { id }, body: { row, wrap, ...stated } });
    return hex(envelope.hash);
  });
}

/** The next record of a circle as it was just held, by me and now. It is not sent. */
export function composeIn(
  { chain, secrets }: HeldCircle,
  { kind, object, text }: Pick<Sealing, 'kind' | 'object' | 'text'>,
): ComposedRecord {
  const writing = { author: unlocked().identity, kind, object, ms: Date.now(), text };
  return composeRecord(chain, secrets.wrapKey, writing);
}

/** For what has one version only: whatever lies under its id says it. */
export const onceUnder =
  (object: Id): Sealing['check'] =>
  ({ chain }) => {
    const known = chain.object(object);
    return known && hex(known.hash);
  };

/** The id of an object, or of an alarm, that a page has drawn. @param text 16 bytes in hex */
export function objectOf(text: string): Id {
  const bytes = fromHex(text, 16);
  if (!bytes) throw new Failed({ kind: 'fault', code: 'fault' });
  return bytes;
}
