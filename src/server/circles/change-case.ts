import {
  isChange,
  type AssistanceStage,
  type CaseStanding,
  type CircleId,
  type ProceedingsStage,
} from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import type { Transaction } from '../platform/database/database.js';
import { PlatformRefused } from '../platform/http/platform-refused.js';
import type { CaseFacts, Circle } from './circle.js';
import type { CircleAccess } from './circle-access.js';
import type { CircleRepository } from './circle.repository.js';
import { CirclesRefused } from './circles-refused.js';
import type { TellCircle } from './tell-circle.js';

/** What is left out stays as it is. */
export interface CaseChange {
  readonly standing?: CaseStanding | undefined;
  readonly stage?: AssistanceStage | undefined;
  readonly proceedings?: ProceedingsStage | undefined;
}

/** Sets state, stage of assistance and stage of proceedings of a client case. */
export class ChangeCase {
  constructor(
    private readonly access: CircleAccess,
    private readonly circles: CircleRepository,
    private readonly tell: TellCircle,
  ) {}

  /**
   * @param seen the version that the caller has in front of her
   * @returns the new version; the same one when nothing changed
   * @throws CirclesRefused, or PlatformRefused `superseded` when somebody else changed it since
   */
  async run(
    tx: Transaction,
    id: CircleId,
    { change, seen }: { readonly change: CaseChange; readonly seen: number },
    caller: StaffId,
  ): Promise<{ readonly version: number }> {
    const { circle, members } = await this.access.enter(tx, id, caller, {
      wanted: rights.write,
      lock: 'for update',
    });
    if (!circle.facts) throw new CirclesRefused('not-a-client-case');
    if (circle.version !== seen) throw new PlatformRefused('superseded');
    const facts = changed(circle.facts, change);
    if (!differs(circle.facts, facts)) return { version: circle.version };
    const after: Circle = { ...circle, facts, version: circle.version + 1 };
    await this.circles.setFacts(tx, after);
    await this.tell.run(tx, 'circle-case', id, members);
    return { version: after.version };
  }
}

function changed(facts: CaseFacts, { standing, stage, proceedings }: CaseChange): CaseFacts {
  const { state, reason } = standing ?? standingOf(facts);
  return {
    ...facts,
    state,
    closedReason: reason,
    stage: stage ?? facts.stage,
    proceedings: proceedings ?? facts.proceedings,
  };
}

const differs = (a: CaseFacts, b: CaseFacts): boolean =>
  a.stage !== b.stage || a.proceedings !== b.proceedings || isChange(standingOf(a), standingOf(b));

const standingOf = ({ state, closedReason }: CaseFacts): CaseStanding =>
  ({ state, reason: closedReason }) as CaseStanding;
