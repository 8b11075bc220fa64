import { idText } from '../../contracts/shared/scalars.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { kinds } from '../../e2ee/circle/header.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { AttachmentPlace, AttachmentRepository } from './attachment.repository.js';
import { CirclesRefused } from './circles-refused.js';
import type { NewRecord, RecordDesk } from './record-desk.js';
import type { StateLevel } from './state-level.js';

const writable = [kinds.note, kinds.assessment, kinds.plan, kinds.incident, kinds.manifest] as const;
const inChannel = [kinds.reply] as const;

/**
 * Adds a sealed record. A new version of what was written before is a record too: the older ones are kept and shown.
 * Erasing, linking and what the edge receives have use cases of their own.
 */
export class AppendRecord {
  constructor(
    private readonly clock: Clock,
    private readonly desk: RecordDesk,
    private readonly attachments: AttachmentRepository,
    private readonly levels: StateLevel,
  ) {}

  /**
   * @param level the signed statement of the assessment in the record, kept or refused together with it
   * @throws CirclesRefused; `attachment-unknown` for the manifest of a file that was not sent
   */
  async run(
    tx: Transaction,
    record: NewRecord,
    caller: StaffId,
    level: Uint8Array | null = null,
  ): Promise<{ readonly seq: number }> {
    const { envelope, circle } = await this.desk.write(
      tx,
      record,
      record.channel === null ? writable : inChannel,
      caller,
    );
    const { kind, object } = envelope.header;
    if (kind === kinds.manifest) await this.#sealFile(tx, { circle: circle.id, object: idText(object) });
    if (level) await this.levels.run(tx, circle.id, level, caller);
    return { seq: envelope.header.seq };
  }

  async #sealFile(tx: Transaction, place: AttachmentPlace): Promise<void> {
    if (!(await this.attachments.seal(tx, place, this.clock.now())))
      throw new CirclesRefused('attachment-unknown');
  }
}
