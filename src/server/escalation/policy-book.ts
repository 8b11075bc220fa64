import { defaultPolicies } from '../../domain/escalation/default-policies.js';
import { refuseFaultyPolicy, type Policy } from '../../domain/escalation/ladder.js';
import { Refusal } from '../../domain/shared/refusal.js';

/** A cause names a policy that nobody wrote: a fault in the program, found by its tests. */
export class PolicyUnknown extends Refusal {
  readonly code = 'policy-unknown';
  constructor(readonly policyId: string) {
    super('There is no such policy.');
  }
}

/** The policies in force. Alerts keep a copy, so a page may be rewritten at any time. */
export class PolicyBook {
  readonly #policies: Map<string, Policy>;

  constructor(policies: readonly Policy[] = Object.values(defaultPolicies)) {
    this.#policies = new Map(policies.map((policy) => [policy.id, policy]));
  }

  /** @throws PolicyUnknown */
  find(id: string): Policy {
    const policy = this.#policies.get(id);
    if (!policy) throw new PolicyUnknown(id);
    return policy;
  }

  /** From now on; alerts already raised go on as they began. @throws PolicyFaulty */
  rewrite(policy: Policy): void {
    refuseFaultyPolicy(policy);
    this.#policies.set(policy.id, policy);
  }
}
