import { datedAt, orderOf, textOf, withReason } from '../../../src/console/assessing/form.js';
import { assessmentFaults } from '../../../src/contracts/sealed/assessment-faults.js';
import { nextReview } from '../../../src/domain/review/due-date.js';
import { hours, instant } from '../../../src/domain/shared/time.js';
import { roundTheClock } from '../../builders/working-week.js';
import { aForm, at, published, signedWith } from './forms.js';
import { calm, vsra } from './instruments.js';

describe('signing an assessment', () => {
  it('follows the one that its author had before her, not the one that a colleague signed since', () => {
    const seen = signedWith({ answers: calm(vsra), record: 'a' });
    const form = aForm(seen);

    expect(orderOf(form, textOf(published('VSRA'), form, at))).toMatchObject({
      object: form.object,
      after: seen.record,
    });
  });
});

describe('a correction', () => {
  const week = 7 * 86_400_000;
  const first = signedWith({ answers: calm(vsra), record: 'a' });
  const corrected = (now: number) => {
    const form = withReason(aForm(first), 'correction', first);
    return { form, text: textOf(published('VSRA'), form, datedAt(form, first, now)) };
  };

  it('keeps the date of what it corrects, and the time until the next review', () => {
    const { form, text } = corrected(at + week);

    expect(form.object).toBe(first.object);
    expect(text.level).toMatchObject({ assessed: at, due: first.text.level.due });
    expect(assessmentFaults(vsra, text)).toEqual([]);
  });

  it('answers nothing that happened since', () => {
    const happened = { due: instant(at + week + hours(4)), stated: instant(at + week), happened: true };
    const { level } = corrected(at + week + hours(1)).text;
    const last = {
      level: level.inForce,
      provisional: false,
      criticalUnknown: false,
      assessed: instant(level.assessed),
      due: instant(level.due),
      loweredUntil: null,
    };

    const next = nextReview({ last, opened: instant(at), alarms: [happened] }, roundTheClock);

    expect(next).toMatchObject({ because: 'trigger', latest: happened.due });
  });

  it('becomes an assessment of its own, made now, when another reason is chosen', () => {
    const form = withReason(corrected(at).form, 'scheduled', first);

    expect(form.object).not.toBe(first.object);
    expect(datedAt(form, first, at + week)).toBe(at + week);
  });

  it('is late at once when it finds a level whose time has run out', () => {
    const grave = withReason({ ...aForm(first), answers: calm(vsra, { V01: 'yes' }) }, 'correction', first);

    const { level } = textOf(published('VSRA'), grave, datedAt(grave, first, at + week));

    expect(level).toMatchObject({ computed: 4, assessed: at, due: at + 86_400_000 });
  });
});
