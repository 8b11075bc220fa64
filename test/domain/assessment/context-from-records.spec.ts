import {
  incidentsAnchor,
  peopleAnchor,
  trendAnchor,
  type CountedIncident,
} from '../../../src/domain/assessment/context-from-records.js';

const minor: CountedIncident = { occurredAt: 0, isAttack: false, isSerious: false };
const serious: CountedIncident = { ...minor, isSerious: true };
const attack: CountedIncident = { ...minor, isAttack: true };
const times = (count: number): CountedIncident[] => Array.from({ length: count }, () => minor);

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

  it('A09: counts incidents, and a serious one or an attack counts more', () => {
    expect(incidentsAnchor([])).toBe('0');
    expect(incidentsAnchor(times(2))).toBe('1');
    expect(incidentsAnchor(times(3))).toBe('2');
    expect(incidentsAnchor(times(6))).toBe('3');
    expect(incidentsAnchor([serious])).toBe('2');
    expect(incidentsAnchor([attack])).toBe('3');
  });

  it.each([
    [0, 0, '0'],
    [2, 3, '0'],
    [3, 3, '1'],
    [3, 2, '2'],
    [4, 2, '3'],
    [1, 0, '2'],
    [2, 0, '3'],
  ])('A10: %i after %i is anchor %s', (thisYear, before, anchor) => {
    expect(trendAnchor(thisYear, before)).toBe(anchor);
  });
});
