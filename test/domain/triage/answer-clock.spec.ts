import { hours, instant, minutes, plus } from '../../../src/domain/shared/time.js';
import { answerDueAt } from '../../../src/domain/triage/answer-clock.js';
import { isOpen, nextOpening, type OpeningHours } from '../../../src/domain/triage/opening-hours.js';
import { hit, noon } from './conversation-builder.js';

const at = (iso: string) => instant(Date.parse(iso));

/** Weekdays nine to five in Belgrade, and the night from Friday to Saturday. */
const office: OpeningHours = {
  zone: 'Europe/Belgrade',
  week: [
    ...([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: '09:00', to: '17:00' })),
    { weekday: 5, from: '22:00', to: '06:00' },
  ],
};
const monday = {
  during: at('2026-06-01T10:00:00Z'),
  before: at('2026-06-01T05:00:00Z'),
  opens: at('2026-06-01T07:00:00Z'),
};

describe('by when a human must answer', () => {
  it.each([
    ['RED', minutes(2)],
    ['ORANGE', minutes(15)],
    ['YELLOW', hours(4)],
    ['BLUE', hours(24)],
  ] as const)('%s within the time of the instrument', (priority, span) => {
    expect(answerDueAt(hit, { priority, personWanted: false }, noon, null)).toEqual({
      dueAt: plus(noon, span),
      humanAvailable: true,
      opensAt: null,
    });
  });

  it.each([
    ['RED', minutes(2)],
    ['ORANGE', minutes(15)],
    ['YELLOW', minutes(15)],
    ['BLUE', minutes(15)],
  ] as const)(
    '%s who asked for a person within a quarter of an hour while somebody is on shift',
    (priority, span) => {
      const due = answerDueAt(hit, { priority, personWanted: true }, monday.during, office);

      expect(due).toEqual({ dueAt: plus(monday.during, span), humanAvailable: true, opensAt: null });
    },
  );

  it('outside opening hours the wish for a person counts from the opening time, and that time is told', () => {
    const due = answerDueAt(hit, { priority: 'YELLOW', personWanted: true }, monday.before, office);

    expect(due).toEqual({
      dueAt: plus(monday.opens, minutes(15)),
      humanAvailable: false,
      opensAt: monday.opens,
    });
  });

  it('a level does not wait for opening hours', () => {
    const due = answerDueAt(hit, { priority: 'RED', personWanted: true }, monday.before, office);

    expect(due).toMatchObject({ dueAt: plus(monday.before, minutes(2)), humanAvailable: false });
  });

  it('a hotline without any hours still has its level to answer by', () => {
    const never: OpeningHours = { zone: 'Europe/Belgrade', week: [] };

    expect(answerDueAt(hit, { priority: 'BLUE', personWanted: true }, noon, never)).toEqual({
      dueAt: plus(noon, hours(24)),
      humanAvailable: false,
      opensAt: null,
    });
  });
});

describe('opening hours', () => {
  it.each([
    ['2026-06-01T06:59:59Z', false],
    ['2026-06-01T07:00:00Z', true],
    ['2026-06-01T14:59:59Z', true],
    ['2026-06-01T15:00:00Z', false],
    ['2026-06-05T22:30:00Z', true],
    ['2026-06-06T03:59:59Z', true],
    ['2026-06-06T04:00:00Z', false],
    ['2026-01-05T07:59:59Z', false],
    ['2026-01-05T08:00:00Z', true],
  ])('at %s open: %s', (iso, open) => {
    expect(isOpen(office, at(iso))).toBe(open);
  });

  it.each([
    ['2026-06-06T10:00:00Z', '2026-06-08T07:00:00Z'],
    ['2026-06-05T16:00:00Z', '2026-06-05T20:00:00Z'],
    ['2026-10-24T10:00:00Z', '2026-10-26T08:00:00Z'],
    ['2026-03-28T10:00:00Z', '2026-03-30T07:00:00Z'],
  ])('after %s opens next at %s, whatever the clocks do', (from, opens) => {
    expect(nextOpening(office, at(from))).toBe(at(opens));
  });

  it('open round the clock is always open', () => {
    const always: OpeningHours = {
      zone: 'Europe/Belgrade',
      week: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday, from: '00:00', to: '00:00' })),
    };

    for (let hour = 0; hour < 24 * 8; hour += 1)
      expect(isOpen(always, plus(at('2026-03-26T00:30:00Z'), hours(hour)))).toBe(true);
  });
});
