import type { Audience, Policy } from '../../domain/escalation/ladder.js';
import { wakes } from '../../domain/review/overdue.js';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { PolicyBook } from '../escalation/policy-book.js';
import type { RaiseAlert } from '../escalation/raise-alert.js';
import type { ResolveAlert } from '../escalation/resolve-alert.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { Coordinators } from './coordinators.js';
import type { NumberedReview } from './review.js';

/**
 * Calls those who coordinate because a review is overdue: aloud and at any hour when the level is extreme, without a sound otherwise.
 * The alert says a kind and a number.
 */
export class OverdueAlert {
  constructor(
    private readonly policies: PolicyBook,
    private readonly coordinators: Coordinators,
    private readonly directory: Pick<StaffDirectory, 'byIds'>,
    private readonly raise: Pick<RaiseAlert, 'run'>,
    private readonly resolve: Pick<ResolveAlert, 'run'>,
  ) {}

  /** The call before, if there was one, gives way to this one. */
  async run(tx: Transaction, review: NumberedReview): Promise<AlertId> {
    if (review.alertId !== null) await this.resolve.run(tx, review.alertId, null, 'resolved');
    const loud = wakes(review.level);
    const policy = this.policies.find(loud ? 'review-overdue' : 'review-overdue-quiet');
    const named = await this.#named(tx, review, loud);
    return this.raise.run(tx, {
      kind: 'review',
      level: loud ? 'ORANGE' : 'YELLOW',
      policyId: policy.id,
      policy: calling(policy, named),
      subject: { id: review.circle, number: review.number },
    });
  }

  async #named(
    tx: Transaction,
    { circle, holder }: NumberedReview,
    loud: boolean,
  ): Promise<readonly StaffId[]> {
    const those = await this.coordinators.of(tx, circle, holder === null ? [] : [holder]);
    if (!loud || holder === null) return those;
    const isHere = (await this.directory.byIds(tx, [holder])).get(holder)?.active === true;
    return isHere ? [...those, holder] : those;
  }
}

/** Whoever is named comes first: aloud together with those whom the policy calls, quietly in their place. */
function calling(policy: Policy, named: readonly StaffId[]): Policy {
  const [first, ...rest] = policy.steps;
  if (!first || named.length === 0) return policy;
  const people = named.map((staff): Audience => ({ staff }));
  return {
    ...policy,
    steps: [{ ...first, whom: policy.silent ? people : [...people, ...first.whom] }, ...rest],
  };
}
