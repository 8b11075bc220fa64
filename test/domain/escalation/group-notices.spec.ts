import { groupNotice, type Told } from '../../../src/domain/escalation/group-notices.js';
import { instant, minutes, plus, seconds, type Instant } from '../../../src/domain/shared/time.js';
import fc from '../../builders/properties.js';

const start = instant(Date.UTC(2026, 2, 3, 21, 0));
const at = (second: number): Instant => plus(start, seconds(second));
const RED = 4;
const BLUE = 1;

/** Lets alerts come at these seconds and keeps the messages as the sender would. */
function flood(
  alertsAt: readonly number[],
  urgency = RED,
): { alone: number[]; grouped: number[]; told: Told[] } {
  const told: Told[] = [];
  for (const second of alertsAt) {
    const grouping = groupNotice(told, urgency, at(second));
    if (grouping.do === 'alone') told.push({ at: at(second), how: 'alone', urgency });
    if (grouping.do === 'group') told.push({ at: grouping.at, how: 'grouped', urgency });
  }
  const secondsOf = (how: Told['how']) =>
    told.filter((one) => one.how === how).map((one) => (one.at - start) / 1_000);
  return { alone: secondsOf('alone'), grouped: secondsOf('grouped'), told };
}

describe('a flood of alerts to one person', () => {
  it('brings the first three within a minute one by one and the fourth as a group at once', () => {
    expect(flood([0, 1, 2, 3])).toMatchObject({ alone: [0, 1, 2], grouped: [3] });
  });

  it('then brings one grouped message a minute for as long as it lasts', () => {
    const fourteenAMinute = Array.from({ length: 42 }, (_, index) => (index * 60) / 14);

    const { alone, grouped } = flood(fourteenAMinute);

    expect(alone).toHaveLength(3);
    // Three minutes of flood, and the last group waits for its minute.
    expect(grouped.slice(1).map((second, index) => second - (grouped[index] ?? 0))).toEqual([60, 60, 60]);
  });

  it('is over when a minute has passed without a grouped message', () => {
    const { told } = flood([0, 1, 2, 3]);

    expect(groupNotice(told, RED, at(62.9))).toEqual({ do: 'group', at: at(63) });
    expect(groupNotice(told, RED, at(63))).toEqual({ do: 'alone' });
  });

  it('is none when three alerts come each minute', () => {
    expect(flood([0, 20, 40, 60, 80, 100, 120]).grouped).toEqual([]);
  });

  it('joins a grouped message that already waits', () => {
    const { told } = flood([0, 1, 2, 3, 4]);

    expect(groupNotice(told, RED, at(30))).toEqual({ do: 'join', at: at(63) });
  });

  it('of quiet notices never delays a RED alert', () => {
    const { told } = flood([0, 1, 2, 3, 4, 5], BLUE);

    expect(groupNotice(told, RED, at(6))).toEqual({ do: 'alone' });
    expect(groupNotice(told, BLUE, at(6))).toMatchObject({ do: 'join' });
  });

  it('of RED alerts takes a quiet notice along', () => {
    const { told } = flood([0, 1, 2]);

    expect(groupNotice(told, BLUE, at(6))).toEqual({ do: 'group', at: at(6) });
  });

  it('makes nobody wait for a message that a clock set back has left in the far future', () => {
    expect(groupNotice([{ at: at(3_600), how: 'grouped', urgency: RED }], RED, at(0))).toEqual({
      do: 'alone',
    });
  });

  it('never makes anybody wait longer than a minute, nor sends more than three alone and one grouped within a minute', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600_000 }), { maxLength: 120 }), (moments) => {
        const told: Told[] = [];
        for (const moment of [...moments].sort((a, b) => a - b)) {
          const now = instant(start + moment);
          const grouping = groupNotice(told, RED, now);
          if (grouping.do !== 'alone') expect(grouping.at - now).toBeLessThanOrEqual(minutes(1));
          if (grouping.do === 'alone') told.push({ at: now, how: 'alone', urgency: RED });
          if (grouping.do === 'group') told.push({ at: grouping.at, how: 'grouped', urgency: RED });
          if (grouping.do === 'join') expect(told.some((one) => one.at === grouping.at)).toBe(true);
        }
        for (const one of told) {
          const same = told.filter(
            ({ at, how }) => how === one.how && at >= one.at && at < one.at + minutes(1),
          );
          expect(same.length).toBeLessThanOrEqual(one.how === 'alone' ? 3 : 1);
        }
      }),
    );
  });
});
