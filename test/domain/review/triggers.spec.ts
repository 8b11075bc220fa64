import { dueAfter, dueAround, longestWithin, TRIGGERS } from '../../../src/domain/review/triggers.js';
import { hours, minus, plus } from '../../../src/domain/shared/time.js';
import { inBelgrade } from '../../builders/working-week.js';

const at = inBelgrade(5, 6, 11);

/** `event_triggers` of VSRA 0.1.0 and PSRA 0.1.0: hours within, hours before. */
const asInTheInstruments: Readonly<Record<string, readonly [number, number?]>> = {
  T01: [1],
  T02: [4],
  T03: [24, 72],
  T04: [24, 168],
  T05: [48, 48],
  T06: [4],
  T07: [24],
  T08: [4],
  T09: [24],
  T10: [24],
  T11: [24],
  T12: [48],
  T13: [24],
  T14: [24],
  E01: [4],
  E02: [4],
  E03: [24, 72],
  E04: [24],
  E05: [72],
  E06: [24],
};

describe('an event', () => {
  it.each(TRIGGERS.map((kind) => [kind.id, kind] as const))(
    '%s is reviewed in the instrument’s time',
    (id, kind) => {
      const [within, before] = asInTheInstruments[id]!;

      expect(dueAfter(kind, at)).toBe(plus(at, hours(within)));
      expect(dueAround(kind, at)).toEqual([
        ...(before === undefined ? [] : [minus(at, hours(before))]),
        plus(at, hours(within)),
      ]);
    },
  );

  it('is one of fourteen and six', () => {
    expect(TRIGGERS.map(({ id }) => id)).toEqual(Object.keys(asInTheInstruments));
  });

  it('is bounded in each kind of circle by the longest time that any of its events leaves', () => {
    expect(longestWithin('client-case')).toBe(hours(48));
    expect(longestWithin('worker-file')).toBe(hours(24));
    expect(longestWithin('organisation-file')).toBe(hours(72));
    expect(longestWithin('inbox')).toBeNull();
  });
});
