import { dueAfter, dueAround, longestWithin, TRIGGERS } from '../../../src/domain/review/triggers.js';
import { hours, minus, plus } from '../../../src/domain/shared/time.js';
import { inBelgrade } from '../../builders/working-week.js';
import { psraA, psraB, vsra } from '../assessment/instruments.js';

const at = inBelgrade(5, 6, 11);

/** What the published files say, as the engine and the console read them: hours within, hours before, and where it counts. */
const inTheFiles = [
  ...vsra.triggers.map((trigger) => ({ ...trigger, kind: 'client-case' as const })),
  ...psraA.triggers.map((trigger) => ({ ...trigger, kind: 'organisation-file' as const })),
  ...psraB.triggers.map((trigger) => ({ ...trigger, kind: 'worker-file' as const })),
];
const ofFile = (wanted: string) => inTheFiles.filter(({ id }) => id === wanted);

describe('an event', () => {
  it.each(TRIGGERS.map((kind) => [kind.id, kind] as const))(
    '%s is reviewed in the instrument’s time, in the circles of that instrument',
    (id, kind) => {
      const [first, ...others] = ofFile(id);
      const { withinHours, beforeHours } = first!;

      expect(others.every((one) => one.withinHours === withinHours)).toBe(true);
      expect(others.every((one) => one.beforeHours === beforeHours)).toBe(true);
      expect(dueAfter(kind, at)).toBe(plus(at, hours(withinHours)));
      expect(dueAround(kind, at)).toEqual([
        ...(beforeHours === null ? [] : [minus(at, hours(beforeHours))]),
        plus(at, hours(withinHours)),
      ]);
      expect(kind.kinds.toSorted()).toEqual(
        ofFile(id)
          .map((one) => one.kind)
          .toSorted(),
      );
    },
  );

  it('is one of fourteen and six, and none of the files is missing', () => {
    const ids = [...new Set(inTheFiles.map(({ id }) => id))];

    expect(TRIGGERS.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(ids.filter((id) => id.startsWith('T'))).toHaveLength(14);
    expect(ids.filter((id) => id.startsWith('E'))).toHaveLength(6);
  });

  it('is bounded in each kind of circle by the longest time that any of its events leaves', () => {
    expect(longestWithin('client-case')).toBe(hours(48));
    expect(longestWithin('worker-file')).toBe(hours(24));
    expect(longestWithin('organisation-file')).toBe(hours(72));
    expect(longestWithin('inbox')).toBeNull();
  });
});
