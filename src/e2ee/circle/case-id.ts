import { hash128 } from '../hazmat/hash.js';
import { FieldWriter } from '../shared/fields.js';
import type { Id } from '../shared/identity.js';
import { labels } from '../shared/labels.js';

/** Bound to its creator's key version: nobody else can begin a chain that has the same id. */
export const deriveCaseId = (creator: Id, creatorKv: number, caseSalt: Uint8Array): Id =>
  hash128(
    new FieldWriter(labels.caseId.length + 36)
      .put(labels.caseId)
      .put(creator, 16)
      .u32(creatorKv)
      .put(caseSalt, 16)
      .done(),
  );
