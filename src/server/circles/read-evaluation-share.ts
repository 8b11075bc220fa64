import { idBytes } from '../../contracts/shared/scalars.js';
import {
  EVALUATED_KINDS,
  type EvaluatedKind,
  type SignedAssessments,
} from '../../domain/assessment/evaluation-share.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { days, minus } from '../../domain/shared/time.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { CircleMember } from './circle.js';
import { CirclesRefused } from './circles-refused.js';
import type { EvaluationShareRepository } from './evaluation-share.repository.js';
import { rolesOf } from './judge-members.js';
import { isInForce } from './read-circle.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

export interface EvaluationShare {
  readonly signed: readonly SignedAssessments[];
  readonly withoutExtracts: readonly WithoutExtracts[];
}

/** Who is still here, assesses circles of this kind, and leaves no extract. */
interface WithoutExtracts {
  readonly kind: EvaluatedKind;
  readonly people: number;
  /** Null for whoever does not see anyhow who works on what. */
  readonly who: readonly StaffId[] | null;
}

/**
 * What an evaluation is a part of: how many assessments the house signed, by kind and quarter, and whose leave nothing in it. Only
 * for those who are in one. No case, no level, no day, and nobody's number (ADR 0184).
 */
export class ReadEvaluationShare {
  constructor(
    private readonly clock: Clock,
    private readonly directory: TrustedDirectory,
    private readonly shares: EvaluationShareRepository,
  ) {}

  /** @throws CirclesRefused `circle-unknown` for whoever is in no evaluation */
  async run(tx: Transaction, caller: StaffId): Promise<EvaluationShare> {
    const directory = await this.directory.look(tx);
    const members = await this.shares.colleagues(tx, caller);
    if (members.length === 0) throw new CirclesRefused('circle-unknown');
    const found = await this.shares.signed(tx, EVALUATED_KINDS, minus(this.clock.now(), days(365)));
    const writers = writersAmong(members, directory);
    const isNamed = seesWork(caller, directory);
    return {
      signed: found.map(({ kind, quarter, assessments }) => ({ kind, quarter, assessments })),
      withoutExtracts: EVALUATED_KINDS.map((kind) => {
        const authors = found.filter((each) => each.kind === kind).flatMap((each) => each.authors);
        const missing = [...new Set(authors)].filter(
          (author) => !writers.has(author) && isHere(author, directory),
        );
        return { kind, people: missing.length, who: isNamed ? missing.sort() : null };
      }),
    };
  }
}

/** Whoever has a new key since cannot open the evaluation with it, and leaves nothing until she is given it anew. */
const writersAmong = (members: readonly CircleMember[], directory: Directory): ReadonlySet<string> =>
  new Set(
    members
      .filter((member) => (member.rights & rights.write) !== 0 && isInForce(member, directory))
      .map(({ userId }) => userId),
  );

const isHere = (staffId: StaffId, directory: Directory): boolean =>
  directory.keyOf(idBytes(staffId))?.kind === 'person';

/** Those who read everybody's workload. By the signed directory, not by a row that somebody could change. */
function seesWork(staffId: StaffId, directory: Directory): boolean {
  const roles = rolesOf(directory.keyOf(idBytes(staffId))?.role ?? 0);
  return roles.includes('coordinator') || roles.includes('director');
}
