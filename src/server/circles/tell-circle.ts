import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';
import type { CircleMember } from './circle.js';

/** What can happen to a circle, as far as an open console must know. */
export type CircleEvent =
  | 'circle'
  | 'circle-chain'
  | 'circle-channel'
  | 'circle-members'
  | 'circle-case'
  | 'circle-level'
  | 'circle-alarm';

/** Tells a circle's members, and nobody else, that something of a kind changed. Never what. */
export class TellCircle {
  constructor(private readonly announce: Announce) {}

  run(
    tx: Transaction,
    kind: CircleEvent,
    id: CircleId,
    members: readonly Pick<CircleMember, 'userId'>[],
  ): Promise<void> {
    return this.announce.run(tx, {
      kind,
      subjectId: id,
      for: members.map(({ userId }) => userId as StaffId),
    });
  }
}
