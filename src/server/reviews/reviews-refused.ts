import type { CircleRefusal } from '../../contracts/circles/refusal-codes.js';
import type { ReviewRefusal } from '../../contracts/reviews/refusal-codes.js';
import type { Problem } from '../../contracts/shared/problem.js';
import { Refusal } from '../../domain/shared/refusal.js';

interface Rule {
  /** Where the field is when it is not in the body under the reason's own name. */
  readonly at?: string;
  readonly rule: string;
}

const measureRules: Readonly<Record<string, Rule>> = {
  id: { rule: 'once, and of this circle' },
  due: { rule: 'at most 30 days back and 366 ahead' },
  owner: { rule: 'a member of the circle' },
};

const rules: Readonly<Partial<Record<ReviewsRefused['code'], Readonly<Record<string, Rule>>>>> = {
  'measure-refused': measureRules,
  'task-refused': {
    outcome: { rule: 'only a coordinator may say so' },
    circle: { rule: 'a file of this worker' },
  },
  'trigger-refused': {
    due: { at: 'body.statement.due', rule: 'no later than any event allows here' },
    state: { at: 'body.statement.state', rule: 'set' },
    kind: { at: 'params.id', rule: 'a circle that is assessed' },
  },
};

/** Reviews refuse. `reason` names the field, or is one of a few fixed words. Nothing was saved. */
export class ReviewsRefused extends Refusal {
  constructor(
    readonly code:
      ReviewRefusal | Extract<CircleRefusal, 'circle-unknown' | 'circle-right-missing' | 'case-closed'>,
    readonly reason?: string,
  ) {
    super('Reviews refused.');
  }

  /** Where in the request it is, by its path, and which rule it breaks. */
  get fields(): Problem['fields'] {
    const name = this.reason?.split('.').at(-1);
    if (this.reason === undefined || name === undefined) return undefined;
    const { at, rule } = rules[this.code]?.[name] ?? {};
    return rule === undefined ? undefined : [{ at: at ?? `body.${this.reason}`, rule }];
  }
}
