import { idBytes } from '../../contracts/shared/scalars.js';
import type { CaseState, CircleId, CircleKind } from '../../domain/circle/circle.js';
import { effectOf, type LevelEffect } from '../../domain/circle/level-rules.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { CircleMember } from './circle.js';
import type { CircleRepository } from './circle.repository.js';
import type { ScheduleRepository, StoredAlarm, StoredLevel } from './schedule.repository.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

export interface StandingMember {
  readonly staffId: StaffId;
  readonly mayWrite: boolean;
}

export type StandingLevel = StoredLevel & { readonly effect: LevelEffect };

/** What the server knows of a circle by itself, for nouns that plan by it. No content. */
export interface CircleStanding {
  readonly id: CircleId;
  readonly kind: CircleKind;
  /** A client case's; null for other kinds. */
  readonly number: number | null;
  /** Null for other kinds. */
  readonly state: CaseState | null;
  /** The worker whom a worker file is about. */
  readonly subjectId: StaffId | null;
  readonly openedAt: Instant;
  /** Persons whose key in the epoch is in force; whoever has left is not among them. */
  readonly members: readonly StandingMember[];
  /** The newest of each instrument. */
  readonly levels: readonly StandingLevel[];
  readonly alarms: readonly StoredAlarm[];
}

/** For the server's own work: nobody's rights are asked. */
export class ReadStanding {
  constructor(
    private readonly clock: Clock,
    private readonly directory: TrustedDirectory,
    private readonly circles: CircleRepository,
    private readonly schedule: ScheduleRepository,
  ) {}

  /** Null for a circle that is unknown or was erased. */
  async run(tx: Transaction, id: CircleId): Promise<CircleStanding | null> {
    const circle = await this.circles.find(tx, id);
    if (!circle) return null;
    const directory = await this.directory.look(tx);
    const members = await this.circles.members(tx, id);
    const now = this.clock.now();
    const levels = await this.schedule.levels(tx, id);
    return {
      id,
      kind: circle.kind,
      number: circle.facts?.number ?? null,
      state: circle.facts?.state ?? null,
      subjectId: circle.subjectId,
      openedAt: circle.openedAt,
      members: members.filter((member) => isHere(member, directory)).map(standingMember),
      levels: levels.map((level) => ({ ...level, effect: effectOf(level, level.signOffs.length > 0, now) })),
      alarms: await this.schedule.alarms(tx, id),
    };
  }
}

/** Every circle there is, page by page, for whoever has to catch up. */
export class ListCircleIds {
  constructor(private readonly circles: CircleRepository) {}

  async run(tx: Transaction, after: CircleId | null, limit: number): Promise<CircleId[]> {
    const found = await this.circles.all(tx, after, limit);
    return found.map(({ id }) => id);
  }
}

function isHere({ userId, kv }: CircleMember, directory: Directory): boolean {
  const key = directory.keyOf(idBytes(userId));
  return key?.kv === kv && key.kind === 'person';
}

const standingMember = ({ userId, rights: held }: CircleMember): StandingMember => ({
  staffId: userId as StaffId,
  mayWrite: (held & rights.write) !== 0,
});
