import type { StaffId } from '../../domain/shared/ids.js';
import { hours, minus, type Duration } from '../../domain/shared/time.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Transaction } from '../platform/database/database.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { AttachmentPlace, AttachmentRepository } from './attachment.repository.js';
import type { CircleAccess } from './circle-access.js';
import { CirclesRefused } from './circles-refused.js';
import type { OpeningLog } from './opening-log.js';

/** 64 MiB in pieces of 64 KiB. */
const mostPieces = 1_024;
const looseFor: Duration = hours(24);

/** Takes one piece of a sealed file, before its manifest is written. Sending a piece again changes nothing. */
export class PutPiece {
  constructor(
    private readonly clock: Clock,
    private readonly access: CircleAccess,
    private readonly attachments: AttachmentRepository,
  ) {}

  /** @throws CirclesRefused for another person's upload, one that is finished, and a place that holds something else */
  async run(
    tx: Transaction,
    piece: AttachmentPlace & { readonly index: number; readonly bytes: Uint8Array },
    caller: StaffId,
  ): Promise<void> {
    await this.access.enter(tx, piece.circle, caller, { wanted: rights.write, lock: 'for share' });
    if (piece.index >= mostPieces) throw new CirclesRefused('attachment-refused', 'length');
    const begun = await this.attachments.begin(tx, piece, caller, this.clock.now());
    if (begun.uploadedBy !== caller || begun.sealed) throw new CirclesRefused('attachment-refused', 'sealed');
    if (!(await this.attachments.put(tx, piece, piece.index, piece.bytes)))
      throw new CirclesRefused('attachment-refused', 'piece');
  }
}

export class ReadPieces {
  constructor(
    private readonly access: CircleAccess,
    private readonly attachments: AttachmentRepository,
    private readonly openings: OpeningLog,
  ) {}

  /** @param from the first piece, from 0. @throws CirclesRefused */
  async run(
    tx: Transaction,
    { from, limit, ...place }: AttachmentPlace & { readonly from: number; readonly limit: number },
    caller: StaffId,
  ): Promise<readonly Uint8Array[]> {
    await this.access.enter(tx, place.circle, caller);
    await this.openings.note(tx, place.circle, caller);
    return this.attachments.pieces(tx, place, from, limit);
  }
}

/** A file whose manifest never came is of no use to anybody: its key is nowhere. */
export class ForgetLoosePieces implements Sweep {
  readonly name = 'loose-attachments';
  readonly every = hours(1);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly attachments: AttachmentRepository,
  ) {}

  run(): Promise<void> {
    return this.attachments.forgetLoose(this.database.reader, minus(this.clock.now(), looseFor));
  }
}
