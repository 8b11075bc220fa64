import { peopleAnchor } from '../../../src/domain/assessment/context-from-records.js';

describe('counting what part A does not ask', () => {
  it.each([
    [0, 0, '0'],
    [11, 11, '0'],
    [12, 12, '1'],
    [35, 35, '1'],
    [36, 36, '2'],
    [71, 71, '2'],
    [72, 72, '3'],
  ])('A03: %i people in a year after %i are anchor %s', (thisYear, before, anchor) => {
    expect(peopleAnchor(thisYear, before)).toBe(anchor);
  });

  it('A03: growth over half within a year is the highest, but not growth from nothing recorded', () => {
    expect(peopleAnchor(16, 10)).toBe('3');
    expect(peopleAnchor(15, 10)).toBe('1');
    expect(peopleAnchor(6, 0)).toBe('0');
  });
});
