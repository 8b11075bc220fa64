import type { WorkWay } from '../../contracts/identity/open-work.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';
import { IdentityRefused } from './identity-refused.js';
import type { HandOver, OpenWork, WorkItem } from './open-work.js';
import type { RecordAudit } from './record-audit.js';

const given: readonly WorkWay[] = ['moves', 'asks'];
const asked = ['asked', 'work-asked'] as const;
const handedOver = ['handed-over', 'work-handed-over'] as const;

/**
 * Gives one piece of what a person holds to a named colleague. Each piece is a transaction of its own, so that a hand-over which is
 * interrupted goes on with what is still hers.
 */
export class HandOverWork {
  constructor(
    private readonly work: OpenWork,
    private readonly announce: Announce,
    private readonly audit: RecordAudit,
  ) {}

  /**
   * @throws IdentityRefused `work-unknown` when she does not hold it (any more), `work-stays` when it cannot be given from here,
   *         `taker-unfit` when the colleague could not do it
   */
  async run(tx: Transaction, order: HandOver, by: StaffId): Promise<'handed-over' | 'asked'> {
    const { way, takers } = await this.#held(tx, order);
    const source = this.work.sourceOf(order.kind);
    if (!source?.handOver || !given.includes(way)) throw new IdentityRefused('work-stays');
    if (!takers.includes(order.to)) throw new IdentityRefused('taker-unfit');
    if (!(await source.handOver(tx, order))) throw new IdentityRefused('work-unknown');
    const [outcome, kind] = way === 'asks' ? asked : handedOver;
    await this.audit.run(tx, { actor: by, kind, subject: order.id });
    await this.announce.run(tx, { kind: 'open-work', subjectId: order.from });
    return outcome;
  }

  async #held(tx: Transaction, order: HandOver): Promise<WorkItem> {
    const held = (await this.work.sourceOf(order.kind)?.heldBy(tx, order.from)) ?? [];
    const item = held.find(({ kind, id }) => kind === order.kind && id === order.id);
    if (!item) throw new IdentityRefused('work-unknown');
    return item;
  }
}
