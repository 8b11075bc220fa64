import type { Instrument, Item } from '../../../domain/assessment/instrument.js';
import { isAbove, LEVELS, type Level } from '../../../domain/assessment/level.js';

/** What is wrong with an instrument whose file has the right shape: where in the file, and why. */
export interface InstrumentFault {
  /** A word to look for in the file: the id of the item or rule; the name of a part. */
  readonly at: string;
  readonly why: string;
}

/**
 * What the engine relies on. With it every answer set has a level, and a worse answer never makes a lower one: names exist and are
 * there once, tables grow, unknown is there and lies between no and suspected.
 */
export function faultsIn(instrument: Instrument): readonly InstrumentFault[] {
  return [
    ...repeated(instrument.items.map(({ id }) => id)),
    ...repeated(instrument.combinations.map(({ id }) => id)),
    ...instrument.items.flatMap((item) => itemFaults(instrument, item)),
    ...instrument.combinations.flatMap((rule) => componentFaults(instrument, rule)),
    ...flagFaults(instrument),
    ...tableFaults(instrument),
    ...contextFaults(instrument),
  ];
}

function repeated(ids: readonly string[]): InstrumentFault[] {
  return ids.filter((id, index) => ids.indexOf(id) < index).map((at) => ({ at, why: 'stands there twice' }));
}

function itemFaults(instrument: Instrument, item: Item): InstrumentFault[] {
  const faults: string[] = [];
  if (item.options.filter(({ isUnknown }) => isUnknown).length !== 1) {
    faults.push('needs exactly one answer that counts as uncertain');
  }
  if (!instrument.sections.some(({ id }) => id === item.section)) faults.push('is in a section that does not exist');
  const missing = item.measures.filter((id) => instrument.measures[id] === undefined);
  if (missing.length > 0) faults.push(`names the measure ${missing.join(', ')}, which does not exist`);
  if (item.critical === null && item.options.some(({ isUnknown, floor }) => isUnknown && floor !== null)) {
    faults.push('forces a level when unknown without being critical');
  }
  if (!growsWithCertainty(item)) faults.push('has values that do not grow from no over unknown and suspected to yes');
  return faults.map((why) => ({ at: item.id, why }));
}

const ladders: readonly (readonly string[])[] = [
  ['no', 'unknown', 'suspected', 'yes'],
  ['in_place', 'partly', 'unknown', 'missing'],
  ['0', '1', 'unknown', '2', '3'],
];

function growsWithCertainty({ options }: Item): boolean {
  const value = (id: string) => options.find((option) => option.id === id)?.value;
  const ladder = ladders.find((each) => each.every((id) => value(id) !== undefined));
  if (ladder === undefined) return true;
  const values = ladder.map((id) => value(id) ?? 0);
  return values.every((each, index) => index === 0 || each >= (values[index - 1] ?? 0));
}

function componentFaults(instrument: Instrument, rule: Instrument['combinations'][number]): InstrumentFault[] {
  const names = rule.all.flatMap((component) => (typeof component === 'string' ? [component] : component.any));
  return names
    .filter((name) => instrument.flags[name] === undefined && !isYesOrNo(instrument, name))
    .map((name) => ({ at: rule.id, why: `names ${name}, which is neither a yes-or-no item nor a flag` }));
}

const isYesOrNo = ({ items }: Instrument, name: string): boolean =>
  items.some(({ id, options }) => id === name && options.some(({ certainty }) => certainty === 'yes'));

const flagFaults = ({ flags, items }: Instrument): InstrumentFault[] =>
  Object.entries(flags)
    .filter(([name, from]) => {
      const options = items.find(({ id }) => id === from)?.options ?? [];
      return !options.some((option) => option.flags[name] === 'yes');
    })
    .map(([at]) => ({ at, why: 'is a flag that no option ever sets' }));

function tableFaults({ row, column, matrix, reassessment, confidence }: Instrument): InstrumentFault[] {
  const faults: InstrumentFault[] = [];
  for (const { name, bands } of [row, column]) {
    const isTable = bands.every(
      ({ from, band }, at) => band === at + 1 && (at === 0 ? from === 0 : from > (bands[at - 1]?.from ?? 0)),
    );
    if (!isTable) faults.push({ at: name, why: 'must have the bands 1 to 5, from 0 on, each beginning later' });
  }
  if (!neverFalls(matrix)) faults.push({ at: 'matrix', why: 'must never fall along a row or a column' });
  if (LEVELS.some((level, at) => reassessment.hours[level] > hoursBelow(reassessment.hours, at))) {
    faults.push({ at: 'reassessment', why: 'must not give a higher level more time' });
  }
  if (confidence[0].from !== 0) faults.push({ at: 'uncertainty', why: 'must begin at 0' });
  return faults;
}

const hoursBelow = (hours: Instrument['reassessment']['hours'], at: number): number => {
  const below = LEVELS[at - 1];
  return below === undefined ? Infinity : hours[below];
};

function neverFalls(matrix: Instrument['matrix']): boolean {
  const at = (row: number, column: number): Level => matrix[row]?.[column] ?? 'low';
  return matrix.every((cells, row) =>
    cells.every((cell, column) => !isAbove(at(row - 1, column), cell) && !isAbove(at(row, column - 1), cell)),
  );
}

/** `context_items_rule`: the world around the organisation alone never makes it extreme. */
function contextFaults({ row, items, matrix }: Instrument): InstrumentFault[] {
  if (row.name !== 'threat') return [];
  const forcing = items.filter(
    ({ weight, options }) => weight.row > 0 && options.some(({ floor }) => floor === 'extreme'),
  );
  const alone = matrix.some(([first]) => first === 'extreme') ? [{ at: 'matrix', why: 'lets context alone be extreme' }] : [];
  return [...forcing.map(({ id }) => ({ at: id, why: 'is context and must not force extreme' })), ...alone];
}
