import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { kinds } from '../../e2ee/circle/header.js';
import { hex } from '../../e2ee/shared/bytes.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChainRepository, NamedRecord } from './chain.repository.js';
import { checkWrap } from './check-wrap.js';
import type { Circle } from './circle.js';
import type { CircleAccess } from './circle-access.js';
import type { CircleRepository } from './circle.repository.js';
import { CirclesRefused } from './circles-refused.js';
import type { KeyRepository, Wrap } from './key.repository.js';
import type { LinkRepository } from './link.repository.js';
import type { NewRecord, RecordDesk } from './record-desk.js';

/** The sealed LINK record says the same to readers; the server needs it in the open to move the keys. */
export interface NewLink {
  readonly record: Omit<NewRecord, 'channel'>;
  readonly inbox: CircleId;
  readonly channel: string;
  readonly first: number;
  readonly last: number;
  /** Who holds the keys: the inbox, or the hand-over that was given exactly this part. */
  readonly holder: CircleId;
  /** The conversation's DEKs under the case's secret, one for each record that has its content. */
  readonly wraps: readonly Wrap[];
}

/**
 * Gives a part of a conversation to a case: its keys move from the inbox to the case, or, where an operator handed it to
 * somebody of the case, from their hand-over. Nothing is decrypted or sealed again, and the signatures of edge and operators
 * stay.
 */
export class LinkChannel {
  constructor(
    private readonly desk: RecordDesk,
    private readonly access: CircleAccess,
    private readonly circles: CircleRepository,
    private readonly chains: ChainRepository,
    private readonly keys: KeyRepository,
    private readonly links: LinkRepository,
  ) {}

  /** The caller may write in both. @throws CirclesRefused; a range that is partly linked already is refused as a whole */
  async run(tx: Transaction, link: NewLink, caller: StaffId): Promise<{ readonly seq: number }> {
    const { inbox, channel, first, last } = link;
    const written = await this.desk.write(tx, { ...link.record, channel: null }, [kinds.link], caller);
    const { circle, envelope } = written;
    const from = await this.access.enter(tx, link.holder, caller, {
      wanted: rights.write,
      lock: 'for share',
    });
    if (!(await this.#mayGive(tx, from.circle, circle, link))) throw new CirclesRefused('link-refused');
    // Who links or erases the same conversation at this moment is waited for: a key moves once, and none outlives its record.
    await this.circles.lockChannel(tx, inbox, channel);
    const records = await this.chains.range(tx, { circle: inbox, channel }, first, last);
    if (records.length !== last - first + 1) throw new CirclesRefused('link-refused');
    await this.#checkWraps(tx, link.holder, records, link.wraps, circle.epoch);
    await this.keys.replaceWraps(tx, circle.id, link.wraps);
    await this.links.insert(tx, { record: envelope.hash, circle: circle.id, inbox, channel, first, last });
    return { seq: envelope.header.seq };
  }

  /** The inbox gives what is its own; a hand-over gives on to a case what it was given itself, as a whole. */
  async #mayGive(tx: Transaction, from: Circle, to: Circle, link: NewLink): Promise<boolean> {
    const { inbox, channel, first, last } = link;
    if (from.id === inbox) return from.kind === 'inbox' && to.id !== inbox;
    if (from.kind !== 'hand-over' || to.kind !== 'client-case') return false;
    const given = await this.links.of(tx, from.id);
    return given.some(
      (each) =>
        each.inbox === inbox && each.channel === channel && each.first === first && each.last === last,
    );
  }

  async #checkWraps(
    tx: Transaction,
    holder: CircleId,
    records: readonly NamedRecord[],
    wraps: readonly Wrap[],
    epoch: number,
  ): Promise<void> {
    for (const { wrap } of wraps) checkWrap(wrap, epoch);
    const wanted = records.filter(({ erased }) => !erased).map(({ hash }) => hex(hash));
    const held = await this.keys.heldOf(tx, holder, records);
    if (wanted.some((hash) => !held.has(hash))) throw new CirclesRefused('link-refused');
    const given = new Set(wraps.map(({ record }) => hex(record)));
    const exact = given.size === wraps.length && given.size === wanted.length;
    if (!exact || wanted.some((hash) => !given.has(hash))) throw new CirclesRefused('wraps-incomplete');
  }
}
