import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { stubBytes, stubOf } from '../../e2ee/circle/envelope.js';
import { isEpochRecord } from '../../e2ee/circle/epoch-record.js';
import { refusalOf } from '../../e2ee/shared/refusal.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChainRepository, StoredRow } from './chain.repository.js';
import type { CircleAccess } from './circle-access.js';

/**
 * Hands out to a member what proves who wrote which kind of record when, and no content: enough to verify levels of many circles
 * without opening one. No opening is written down: whoever looks through them would find every case of everybody on every day.
 */
export class ReadStubs {
  constructor(
    private readonly access: CircleAccess,
    private readonly chains: ChainRepository,
  ) {}

  /** @throws CirclesRefused */
  async run(
    tx: Transaction,
    place: { readonly circle: CircleId; readonly above: number; readonly limit: number },
    caller: StaffId,
  ): Promise<{ readonly records: readonly StoredRow[]; readonly head: number }> {
    const { circle } = await this.access.enter(tx, place.circle, caller);
    const chain = { circle: circle.id, channel: null };
    const records = await this.chains.page(tx, chain, place.above, place.limit);
    return { records: records.map(withoutContent), head: circle.head.seq };
  }
}

/** Epoch records hold none. Of a row that is no record any more, because somebody changed it, nothing is left: its place fails. */
function withoutContent({ seq, bytes }: StoredRow): StoredRow {
  if (isEpochRecord(bytes)) return { seq, bytes };
  try {
    return { seq, bytes: stubOf(bytes) };
  } catch (caught) {
    refusalOf(caught);
    return { seq, bytes: new Uint8Array(stubBytes) };
  }
}
