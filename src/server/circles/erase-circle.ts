import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { shrinkToStub } from '../../e2ee/circle/envelope.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { hex } from '../../e2ee/shared/bytes.js';
import type { RecordAudit } from '../identity/record-audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { AttachmentRepository } from './attachment.repository.js';
import type { ChainRepository } from './chain.repository.js';
import type { Circle } from './circle.js';
import type { CircleAccess } from './circle-access.js';
import type { CircleRepository } from './circle.repository.js';
import { CirclesRefused } from './circles-refused.js';
import type { KeyRepository } from './key.repository.js';
import type { LinkRepository } from './link.repository.js';
import type { ScheduleRepository } from './schedule.repository.js';
import type { TellCircle } from './tell-circle.js';

/**
 * Erases a circle: grants, wraps, records, levels, alarms, files, and the content of conversations that it cites. What
 * remains is its id, so that no other chain takes its place, its number, and who opened it when.
 */
export class EraseCircle {
  constructor(
    private readonly clock: Clock,
    private readonly access: CircleAccess,
    private readonly circles: CircleRepository,
    private readonly chains: ChainRepository,
    private readonly keys: KeyRepository,
    private readonly links: LinkRepository,
    private readonly schedule: ScheduleRepository,
    private readonly attachments: AttachmentRepository,
    private readonly audit: RecordAudit,
    private readonly tell: TellCircle,
  ) {}

  /**
   * By a member who may write and grant. A client case is closed first, so that nobody erases what others work on; an inbox
   * is never erased as a whole.
   *
   * @throws CirclesRefused `erasure-refused`
   */
  async run(tx: Transaction, id: CircleId, caller: StaffId): Promise<void> {
    const { circle, members } = await this.access.enter(tx, id, caller, {
      wanted: rights.write | rights.grant,
      lock: 'for update',
    });
    if (circle.kind === 'inbox') throw new CirclesRefused('erasure-refused', 'inbox');
    if (circle.facts && circle.facts.state !== 'closed') throw new CirclesRefused('erasure-refused', 'open');
    await this.#eraseCited(tx, circle);
    await this.keys.eraseAll(tx, id);
    await this.schedule.eraseAll(tx, id);
    await this.attachments.eraseAll(tx, id);
    await this.links.eraseAll(tx, id);
    await this.chains.eraseAll(tx, id);
    await this.circles.bury(tx, id, caller, this.clock.now());
    await this.audit.run(tx, { actor: caller, kind: 'circle-erased', subject: id });
    await this.tell.run(tx, 'circle', id, members);
  }

  /**
   * Cited records whose keys are here stay in the inbox's chain as stubs: nobody else can open them. What went on into a case is
   * that case's to erase.
   */
  async #eraseCited(tx: Transaction, { id }: Circle): Promise<void> {
    for (const { inbox, channel, first, last } of await this.links.of(tx, id)) {
      const cited = await this.chains.range(tx, { circle: inbox, channel }, first, last);
      const held = await this.keys.heldOf(tx, id, cited);
      for (const { hash, bytes } of cited.filter((record) => !record.erased && held.has(hex(record.hash))))
        await this.chains.shrink(tx, hash, shrinkToStub(bytes));
    }
  }
}
