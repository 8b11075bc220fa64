import { idBytes } from '../../contracts/shared/scalars.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import type { Database, Transaction } from '../platform/database/database.js';
import type { Circle, CircleMember } from './circle.js';
import type { CircleAccess } from './circle-access.js';
import type { CircleRepository } from './circle.repository.js';
import type { KeyRepository } from './key.repository.js';
import type { RecoveryPass } from './recovery-pass.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

/** What is due about a circle's members. */
export interface MembersVerdict {
  /** The epoch in force lists a key that was revoked or replaced: somebody who may grant makes a new one. */
  readonly needsNewEpoch: boolean;
  /** Persons with a key in force who may still change the members; at 0 only the recovery ceremony can. */
  readonly grantorsLeft: number;
}

export interface MyCircle extends MembersVerdict {
  readonly circle: Circle;
  readonly members: readonly CircleMember[];
}

export function judgeMembers(members: readonly CircleMember[], directory: Directory): MembersVerdict {
  const isStale = members.some((member) => !isInForce(member, directory));
  return { needsNewEpoch: isStale, grantorsLeft: grantorsOf(members, directory).length };
}

/** Persons with a key in force who may change the members. */
export const grantorsOf = (members: readonly CircleMember[], directory: Directory): CircleMember[] =>
  members.filter(
    (member) =>
      isInForce(member, directory) &&
      (member.rights & rights.grant) !== 0 &&
      directory.keyOf(idBytes(member.userId))?.kind === 'person',
  );

export const isInForce = ({ userId, kv }: CircleMember, directory: Directory): boolean =>
  directory.keyOf(idBytes(userId))?.kv === kv;

/** The circles that somebody is in, of one moment: facts, members and what is due, no content. */
export class ListMyCircles {
  constructor(
    private readonly database: Database,
    private readonly directory: TrustedDirectory,
    private readonly circles: CircleRepository,
  ) {}

  /** @param after the last id of the page before */
  run(caller: StaffId, after: CircleId | null, limit: number): Promise<MyCircle[]> {
    return this.database.snapshot((tx) => this.#page(tx, caller, after, limit));
  }

  async #page(tx: Transaction, caller: StaffId, after: CircleId | null, limit: number): Promise<MyCircle[]> {
    const directory = await this.directory.look(tx);
    const found = await this.circles.ofMember(tx, caller, after, limit);
    const members = await this.circles.membersOf(
      tx,
      found.map(({ id }) => id),
    );
    return found.map((circle) => {
      const own = members.get(circle.id) ?? [];
      return { circle, members: own, ...judgeMembers(own, directory) };
    });
  }
}

/** Every circle that RECOVERY is in, for whoever leads a ceremony; empty for everybody else. */
export class ListRecoverable {
  constructor(
    private readonly pass: RecoveryPass,
    private readonly circles: ListMyCircles,
  ) {}

  async run(tx: Transaction, caller: StaffId, after: CircleId | null, limit: number): Promise<MyCircle[]> {
    const standIn = await this.pass.standsInFor(tx, caller);
    return standIn === null ? [] : this.circles.run(standIn as StaffId, after, limit);
  }
}

type CircleWithGrant = MyCircle & { readonly grant: Uint8Array | null };

/** One circle with the caller's own grant, of one moment: what she needs to open its secret. */
export class ReadCircle {
  constructor(
    private readonly database: Database,
    private readonly directory: TrustedDirectory,
    private readonly access: CircleAccess,
    private readonly keys: KeyRepository,
  ) {}

  /** @throws CirclesRefused */
  run(id: CircleId, caller: StaffId): Promise<CircleWithGrant> {
    return this.database.snapshot((tx) => this.#read(tx, id, caller));
  }

  async #read(tx: Transaction, id: CircleId, caller: StaffId): Promise<CircleWithGrant> {
    const { circle, members, member } = await this.access.enter(tx, id, caller);
    const directory = await this.directory.look(tx);
    const grant = await this.keys.grantOf(tx, id, member.userId);
    return { circle, members, grant, ...judgeMembers(members, directory) };
  }
}
