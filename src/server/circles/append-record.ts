import type { StaffId } from '../../domain/shared/ids.js';
import { kinds } from '../../e2ee/circle/header.js';
import type { Transaction } from '../platform/database/database.js';
import type { NewRecord, RecordDesk } from './record-desk.js';

const writable = [kinds.note, kinds.assessment, kinds.plan, kinds.incident, kinds.manifest] as const;
const inChannel = [kinds.reply] as const;

/**
 * Adds a sealed record. A new version of what was written before is a record too: the older ones are kept and shown.
 * Erasing, linking and what the edge receives have use cases of their own.
 */
export class AppendRecord {
  constructor(private readonly desk: RecordDesk) {}

  /** @throws CirclesRefused */
  async run(tx: Transaction, record: NewRecord, caller: StaffId): Promise<{ readonly seq: number }> {
    const { envelope } = await this.desk.write(
      tx,
      record,
      record.channel === null ? writable : inChannel,
      caller,
    );
    return { seq: envelope.header.seq };
  }
}
