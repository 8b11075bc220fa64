import type { LevelNumber } from '../../domain/circle/level-rules.js';
import type { RaiseAlert } from '../escalation/raise-alert.js';
import type { ResolveAlert } from '../escalation/resolve-alert.js';
import type { CircleStanding } from '../circles/circle-standing.js';
import type { Transaction } from '../platform/database/database.js';
import type { ReviewedCircle } from './review.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';

/** How alarming a circle is for those around it: a client's level when it is high or extreme, in a case that is not closed. */
export function alarmingLevel({ kind, state, levels }: CircleStanding): 0 | 3 | 4 {
  if (kind !== 'client-case' || state === 'closed') return 0;
  const highest = Math.max(0, ...levels.map(({ effect }): LevelNumber => effect.level));
  return highest === 4 ? 4 : highest === 3 ? 3 : 0;
}

/**
 * Calls the security focal points when a case becomes high, without a sound, or extreme, aloud and at any hour: once for each rise.
 * It says a kind and a number. When the level falls, or the case is closed, nobody needs to come any more.
 */
export class LevelAlert {
  constructor(
    private readonly circles: ReviewedCircleRepository,
    private readonly raise: Pick<RaiseAlert, 'run'>,
    private readonly resolve: Pick<ResolveAlert, 'run'>,
  ) {}

  /** @param circle as it was before; its `taskLevel` is the level that was told of */
  async run(tx: Transaction, circle: ReviewedCircle, standing: CircleStanding): Promise<void> {
    const level = alarmingLevel(standing);
    if (level === circle.taskLevel) return;
    if (circle.levelAlert !== null) await this.resolve.run(tx, circle.levelAlert, null, 'resolved');
    const alert = level > circle.taskLevel ? await this.#call(tx, circle, level) : null;
    await this.circles.setLevelAlert(tx, circle.id, alert);
  }

  #call(tx: Transaction, { id, number }: ReviewedCircle, level: 0 | 3 | 4) {
    return this.raise.run(tx, {
      kind: 'review',
      level: level === 4 ? 'ORANGE' : 'YELLOW',
      policyId: level === 4 ? 'level-extreme' : 'level-high',
      subject: { id, number },
    });
  }
}
