import type { Certainty, Combination, Component } from './instrument.js';
import type { Level } from './level.js';

/** A combination rule that fired. */
export interface FiredRule {
  readonly id: string;
  /** The level that it forces. */
  readonly level: Level;
  /** At least one component is only suspected: an extreme result became high. */
  readonly softened: boolean;
}

const fulfilment: Readonly<Record<Certainty, 0 | 1 | 2>> = { yes: 2, suspected: 1, unknown: 0, no: 0 };

/**
 * Which rules fire. All components must be at least suspected; if any is only suspected, an extreme result becomes high and a high
 * result stays high. Unknown fulfils nothing.
 *
 * @param certaintyOf of an item or a derived flag
 */
export function firedRules(
  rules: readonly Combination[],
  certaintyOf: (name: string) => Certainty,
): readonly FiredRule[] {
  return rules.flatMap((rule) => {
    const weakest = Math.min(...rule.all.map((component) => fulfilled(component, certaintyOf)));
    return weakest === 0 ? [] : [fired(rule, weakest === 1)];
  });
}

const fired = ({ id, level }: Combination, softened: boolean): FiredRule => ({
  id,
  level: softened && level === 'extreme' ? 'high' : level,
  softened,
});

function fulfilled(component: Component, certaintyOf: (name: string) => Certainty): 0 | 1 | 2 {
  if (typeof component === 'string') return fulfilment[certaintyOf(component)];
  return component.any.reduce<0 | 1 | 2>((best, name) => {
    const each = fulfilment[certaintyOf(name)];
    return each > best ? each : best;
  }, 0);
}
