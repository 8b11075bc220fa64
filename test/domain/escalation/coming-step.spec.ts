import { comingStep, repeatsOf } from '../../../src/domain/escalation/coming-step.js';
import { defaultPolicies } from '../../../src/domain/escalation/default-policies.js';
import { began, type LadderState } from '../../../src/domain/escalation/next-step.js';
import { acknowledged, resolved } from '../../../src/domain/escalation/turns.js';
import { instant, minutes, plus } from '../../../src/domain/shared/time.js';

const start = instant(1_790_000_000_000);
const red = began(defaultPolicies['contact-RED'], start);
const taken = (rungsTaken: number, lastRungAt = start): LadderState => ({ ...red, rungsTaken, lastRungAt });

describe('what a ladder will do next', () => {
  it('is the next step, with whom it calls', () => {
    expect(comingStep(taken(1), start)).toEqual({
      at: plus(start, minutes(2)),
      do: 'call',
      whom: [{ duty: 'deputy' }],
    });
  });

  it('is the step that is overdue, at the time at which it was due', () => {
    expect(comingStep(taken(1), plus(start, minutes(3)))).toMatchObject({
      at: plus(start, minutes(2)),
      do: 'call',
    });
  });

  it('is a repeat after the last step', () => {
    const last = plus(start, minutes(4));

    expect(comingStep(taken(3, last), last)).toEqual({
      at: plus(last, minutes(5)),
      do: 'repeat',
      whom: [{ everyone: true }],
    });
  });

  it('is to wake again while somebody has it', () => {
    expect(comingStep(acknowledged(taken(1), start), start)).toMatchObject({
      at: plus(start, minutes(15)),
      do: 'wake-again',
    });
  });

  it('is nothing once it is over, or when once is enough', () => {
    const quiet = { ...began(defaultPolicies['contact-quiet'], start), rungsTaken: 1, lastRungAt: start };

    expect(comingStep(resolved(taken(1), start), start)).toBeNull();
    expect(comingStep(quiet, start)).toBeNull();
  });

  it('counts repeats beyond the last step only', () => {
    expect([0, 3, 4, 6].map((rungs) => repeatsOf(taken(rungs)))).toEqual([0, 0, 1, 3]);
  });
});
