import { kinds } from '../../e2ee/circle/header.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import { checkSealedWrap, checkWrap } from './check-wrap.js';
import type { CircleAccess } from './circle-access.js';
import type { KeyRepository, Wrap } from './key.repository.js';
import type { NewRecord, RecordDesk } from './record-desk.js';

/** Takes what the edge has sealed to an inbox. For this process only: no address of the API leads here. */
export class ReceiveInbound {
  constructor(private readonly desk: RecordDesk) {}

  /** @throws CirclesRefused `chain-superseded` when another message of the conversation was first: seal again */
  async run(
    tx: Transaction,
    record: NewRecord & { readonly channel: string },
  ): Promise<{ readonly seq: number }> {
    checkSealedWrap(record.wrap);
    const { header } = await this.desk.takeInbound(tx, record, kinds.inbound);
    return { seq: header.seq };
  }
}

/** An operator who has opened what the edge sealed wraps its keys under the epoch's secret, so that the sealed wraps go. */
export class RewrapInbound {
  constructor(
    private readonly access: CircleAccess,
    private readonly keys: KeyRepository,
  ) {}

  /** Who comes second changes nothing. @throws CirclesRefused */
  async run(
    tx: Transaction,
    inbox: CircleId,
    wraps: readonly Wrap[],
    caller: StaffId,
  ): Promise<{ replaced: number }> {
    const { circle } = await this.access.enter(tx, inbox, caller, {
      wanted: rights.write,
      lock: 'for share',
    });
    for (const { wrap } of wraps) checkWrap(wrap, circle.epoch);
    return { replaced: await this.keys.replaceSealed(tx, circle.id, wraps) };
  }
}
