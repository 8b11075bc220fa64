import { stepsToTake } from '../../../src/domain/review/overdue.js';
import { signOffDue, signOffSteps } from '../../../src/domain/review/sign-off.js';
import { days, hours, plus } from '../../../src/domain/shared/time.js';
import { inBelgrade, workingWeek } from '../../builders/working-week.js';

const monday = inBelgrade(5, 4, 10);
const sunday = inBelgrade(5, 10, 3);

describe('a signature that is missing', () => {
  it('is due within a day, at extreme within four hours, counted from when somebody is at work', () => {
    expect(signOffDue(3, monday, workingWeek)).toBe(plus(monday, hours(24)));
    expect(signOffDue(4, monday, workingWeek)).toBe(plus(monday, hours(4)));
    expect(signOffDue(4, sunday, workingWeek)).toBe(inBelgrade(5, 11, 12));
  });

  it('is asked for at once, reminded of when it is late and again after a day, never at night', () => {
    const steps = (stated: typeof monday) =>
      signOffSteps({ stated, due: signOffDue(4, stated, workingWeek) }, workingWeek);

    expect(steps(monday)).toEqual([
      { step: 'remind', at: monday },
      { step: 'overdue', at: inBelgrade(5, 4, 14) },
      { step: 'overdue-again', at: inBelgrade(5, 5, 14) },
    ]);
    expect(steps(sunday)[0]).toEqual({ step: 'remind', at: inBelgrade(5, 11, 8) });
  });

  it('is asked for once after an outage', () => {
    const steps = signOffSteps({ stated: monday, due: plus(monday, hours(24)) }, workingWeek);

    expect(stepsToTake(steps, null, plus(monday, days(9)))).toEqual(['overdue-again']);
  });
});
