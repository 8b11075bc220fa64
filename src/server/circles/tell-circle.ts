import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';
import type { CircleMember } from './circle.js';
import { CircleWatch } from './circle-watch.js';

/** What can happen to a circle, as far as an open console must know. */
export type CircleEvent =
  | 'circle'
  | 'circle-chain'
  | 'circle-channel'
  | 'circle-members'
  | 'circle-case'
  | 'circle-level'
  | 'circle-alarm';

/** Nothing is planned by what was written or said. */
const onlyRead: readonly CircleEvent[] = ['circle-chain', 'circle-channel'];

/** Tells a circle's members, and nobody else, that something of a kind changed, never what; and the nouns that watch circles. */
export class TellCircle {
  constructor(
    private readonly announce: Announce,
    private readonly watch = new CircleWatch(),
  ) {}

  /** To be called when the change is written. */
  async run(
    tx: Transaction,
    kind: CircleEvent,
    id: CircleId,
    members: readonly Pick<CircleMember, 'userId'>[],
  ): Promise<void> {
    await this.announce.run(tx, {
      kind,
      subjectId: id,
      for: members.map(({ userId }) => userId as StaffId),
    });
    if (!onlyRead.includes(kind)) await this.watch.tell(tx, id);
  }
}
