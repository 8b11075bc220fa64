import type { LevelNumber } from '../circle/level-rules.js';
import { days, hours, plus, type Duration, type Instant } from '../shared/time.js';
import type { StepAt } from './overdue.js';
import { nextWorking, type WorkingHours } from './working-hours.js';

/** How long a supervisor has. The instruments name no time (ADR 0144): a day; at extreme, which is assessed daily, four hours. */
const within = (level: LevelNumber): Duration => (level === 4 ? hours(4) : days(1));

const again: Duration = days(1);

/** Until when a level should be signed: the time runs from the first working hour, because nobody is woken for a signature. */
export const signOffDue = (level: LevelNumber, stated: Instant, working: WorkingHours): Instant =>
  plus(nextWorking(working, stated), within(level));

/** Asked for at once, reminded of when it is late and again a day later; all of it in working hours. */
export function signOffSteps(
  { stated, due }: { readonly stated: Instant; readonly due: Instant },
  working: WorkingHours,
): readonly StepAt[] {
  const lateAt = nextWorking(working, due);
  return [
    { step: 'remind', at: nextWorking(working, stated) },
    { step: 'overdue', at: lateAt },
    { step: 'overdue-again', at: nextWorking(working, plus(lateAt, again)) },
  ];
}
