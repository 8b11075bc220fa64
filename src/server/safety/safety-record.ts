import { idText } from '../../contracts/shared/scalars.js';
import type { CircleId, CircleKind } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { parseEnvelope } from '../../e2ee/circle/envelope.js';
import type { RecordKind } from '../../e2ee/circle/header.js';
import { ProtocolRefusal } from '../../e2ee/shared/refusal.js';
import type { AppendRecord } from '../circles/append-record.js';
import type { CircleAccess } from '../circles/circle-access.js';
import type { Transaction } from '../platform/database/database.js';
import { SafetyRefused } from './safety-refused.js';

export interface SafetyRecord {
  readonly circle: CircleId;
  readonly row: Uint8Array;
  readonly wrap: Uint8Array;
}

/** What the record must be: a plan in her own safety book, facts in a log or a book. */
export interface Belonging {
  readonly kind: RecordKind;
  /** The id of what the server keeps of it. */
  readonly object: string;
  readonly circles: readonly CircleKind[];
  /** In whose book; null: any that the caller may write in. */
  readonly bookOf: StaffId | null;
}

/** Writes the sealed half of what this noun keeps a row of, in the same transaction. */
export class WriteSafetyRecord {
  constructor(
    private readonly access: CircleAccess,
    private readonly append: AppendRecord,
  ) {}

  /** @throws SafetyRefused `safety-record-refused`; CirclesRefused */
  async run(tx: Transaction, record: SafetyRecord, belonging: Belonging, caller: StaffId): Promise<void> {
    const { circle } = await this.access.enter(tx, record.circle, caller);
    if (!belonging.circles.includes(circle.kind)) throw new SafetyRefused('safety-record-refused', 'circle');
    if (belonging.bookOf !== null && circle.subjectId !== belonging.bookOf)
      throw new SafetyRefused('safety-record-refused', 'not-her-book');
    const { kind, object } = headerOf(record.row);
    if (kind !== belonging.kind) throw new SafetyRefused('safety-record-refused', 'kind');
    if (idText(object) !== belonging.object) throw new SafetyRefused('safety-record-refused', 'object');
    await this.append.run(tx, { ...record, channel: null }, caller);
  }
}

function headerOf(row: Uint8Array) {
  try {
    return parseEnvelope(row).header;
  } catch (caught) {
    if (caught instanceof ProtocolRefusal) throw new SafetyRefused('safety-record-refused', 'form');
    throw caught;
  }
}
