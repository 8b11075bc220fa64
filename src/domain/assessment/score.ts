import { chosen, type Answers } from './answers.js';
import { firedRules, type FiredRule } from './combination.js';
import type { Certainty, Confidence, Instrument, Item, ItemId, Option } from './instrument.js';
import { highestOf, type Level } from './level.js';
import { bandOf, sumOf } from './points.js';
import { reviewHours } from './review-hours.js';

/** What is known beside the answers. */
export interface ScoreContext {
  /** Provider part B: the level in force of the person who is helped; absent when nobody has assessed it. */
  readonly victimLevel?: Level | undefined;
}

/** An answer that by itself forces a level. */
export interface FiredFloor {
  readonly item: ItemId;
  readonly option: string;
  readonly level: Level;
  /** It forces the level because nobody knows, not because of what is known. */
  readonly becauseUnknown: boolean;
}

/** What an item adds, in hundredths of a point. */
export interface Contribution {
  readonly item: ItemId;
  readonly row: number;
  readonly column: number;
}

export interface Score {
  readonly level: Level;
  /** Each 1 to 5. The row's band is the one after the protective credit. */
  readonly bands: { readonly row: number; readonly column: number };
  /** In hundredths; the row's before the credit. */
  readonly points: { readonly row: number; readonly column: number };
  /** What protective factors took off, in hundredths; 0 while something extreme is certain. */
  readonly credit: number;
  /** What the bands alone make. */
  readonly matrixLevel: Level;
  readonly floors: readonly FiredFloor[];
  readonly rules: readonly FiredRule[];
  /** The floor that comes from the level of the person who is helped. */
  readonly inherited: Level | null;
  readonly contributions: readonly Contribution[];
  /** Without protective factors: those lower nothing while they are unknown. */
  readonly unknown: readonly ItemId[];
  /** Unknown answers as a share of the items that apply, 0 to 1. */
  readonly uncertainty: number;
  readonly confidence: Confidence;
  readonly provisional: boolean;
  readonly criticalUnknown: boolean;
  /** The level if everything unknown were as bad as it can be. */
  readonly ceiling: Level;
  readonly nextReviewHours: number;
}

/**
 * The level of danger, and everything that explains it.
 *
 * Total: a blank, or an option that an item does not have, counts as unknown. Monotone: no ≤ unknown ≤ suspected ≤ yes. Independent of
 * the order of answers. Never above `ceiling`. Source: `scoring.steps` of the instruments.
 */
export function score(instrument: Instrument, answers: Answers, context: ScoreContext = {}): Score {
  const given = instrument.items.map((item) => ({ item, option: chosen(item, answers) }));
  const worst = given.map(({ item, option }) => ({
    item,
    option: option.isUnknown && item.protects === 0 ? worstOf(item) : option,
  }));
  const result = judge(instrument, given, context);
  const known = knowledgeOf(instrument, given);
  return {
    ...result,
    ...known,
    inherited: inheritedFloor(instrument, context),
    contributions: contributionsOf(given),
    ceiling: judge(instrument, worst, context).level,
    nextReviewHours: reviewHours(instrument.reassessment, result.level, known),
  };
}

interface Given {
  readonly item: Item;
  readonly option: Option;
}

/** Steps 1 to 6: floors, rules, points, credit, bands, matrix; the highest wins. */
function judge(instrument: Instrument, given: readonly Given[], context: ScoreContext) {
  const floors = floorsOf(given);
  const rules = firedRules(instrument.combinations, certainties(instrument, given));
  const inherited = inheritedFloor(instrument, context);
  const forced = highestOf(levelsOf(floors, rules, inherited));
  const row = sumOf(given, ({ item, option }) => item.weight.row * option.value);
  const column = sumOf(given, ({ item, option }) => item.weight.column * option.value);
  const credit = forced === 'extreme' ? 0 : creditOf(instrument, given);
  const bands = {
    row: creditedBand(instrument, row, credit),
    column: bandOf(instrument.column.bands, column),
  };
  const matrixLevel = instrument.matrix[bands.row - 1]?.[bands.column - 1] ?? 'extreme';
  return {
    level: highestOf([matrixLevel, forced]),
    bands,
    points: { row, column },
    credit,
    matrixLevel,
    floors,
    rules,
  };
}

function levelsOf(
  floors: readonly FiredFloor[],
  rules: readonly FiredRule[],
  inherited: Level | null,
): readonly Level[] {
  const levels = [...floors, ...rules].map(({ level }) => level);
  return inherited === null ? levels : [...levels, inherited];
}

function floorsOf(given: readonly Given[]): readonly FiredFloor[] {
  const floors: FiredFloor[] = [];
  for (const { item, option } of given) {
    if (option.floor === null) continue;
    floors.push({ item: item.id, option: option.id, level: option.floor, becauseUnknown: option.isUnknown });
  }
  return floors;
}

/** Credit may lower the row's band by one at most. */
function creditedBand({ row: { bands } }: Instrument, points: number, credit: number): number {
  const without = bandOf(bands, points);
  return Math.max(bandOf(bands, points - credit), without - 1);
}

/** Only what is confirmed protects. */
const creditOf = ({ creditCap }: Instrument, given: readonly Given[]): number =>
  Math.min(
    creditCap,
    sumOf(given, ({ item, option }) => (option.certainty === 'yes' ? item.protects * option.value : 0)),
  );

const inheritedFloor = ({ inherited }: Instrument, { victimLevel }: ScoreContext): Level | null =>
  inherited.find((each) => each.victimLevel === victimLevel)?.floor ?? null;

function certainties(instrument: Instrument, given: readonly Given[]): (name: string) => Certainty {
  const at = placesOf(instrument);
  const optionOf = (id: ItemId): Option | undefined => given[at.get(id) ?? -1]?.option;
  return (name) => {
    const source = instrument.flags[name];
    if (source === undefined) return optionOf(name)?.certainty ?? 'unknown';
    return optionOf(source)?.flags[name] ?? 'no';
  };
}

const places = new WeakMap<Instrument, ReadonlyMap<ItemId, number>>();

/** Made once for each instrument: a form is scored at every tap. */
function placesOf(instrument: Instrument): ReadonlyMap<ItemId, number> {
  const known = places.get(instrument);
  if (known !== undefined) return known;
  const made = new Map(instrument.items.map(({ id }, at) => [id, at]));
  places.set(instrument, made);
  return made;
}

const CERTAINTIES: readonly Certainty[] = ['no', 'unknown', 'suspected', 'yes'];

/**
 * As bad as an item can be: of every effect the worst that any of its options has. In today's instruments that is one option;
 * taking each effect by itself keeps the ceiling a ceiling whatever a later version says.
 */
function worstOf(item: Item): Option {
  const known = worstOptions.get(item);
  if (known !== undefined) return known;
  const heaviest = item.options.reduce((worst, each) => (each.value >= worst.value ? each : worst));
  const floors = item.options.flatMap(({ floor }) => floor ?? []);
  const made: Option = {
    ...heaviest,
    isUnknown: false,
    certainty: mostCertain(item.options.map(({ certainty }) => certainty)),
    floor: floors.length === 0 ? null : highestOf(floors),
    flags: worstFlags(item),
  };
  worstOptions.set(item, made);
  return made;
}
const worstOptions = new WeakMap<Item, Option>();

function worstFlags({ options }: Item): Record<string, Certainty> {
  const names = new Set(options.flatMap(({ flags }) => Object.keys(flags)));
  return Object.fromEntries(
    [...names].map((name) => [name, mostCertain(options.map(({ flags }) => flags[name] ?? 'no'))]),
  );
}

const mostCertain = (all: readonly Certainty[]): Certainty =>
  all.reduce((most, each) => (CERTAINTIES.indexOf(each) > CERTAINTIES.indexOf(most) ? each : most), 'no');

/** Step 7. The share never lowers a level. */
function knowledgeOf(instrument: Instrument, given: readonly Given[]) {
  const asked = given.filter(({ item, option }) => item.protects === 0 && !option.isNotApplicable);
  const open = asked.filter(({ option }) => option.isUnknown);
  const criticalUnknown = open.some(({ item }) => item.critical !== null);
  const share = asked.length === 0 ? 0 : open.length / asked.length;
  // whole numbers on both sides, so that a quarter of the items is a quarter
  const confidence = instrument.confidence.reduce<Confidence>(
    (reached, { from, band }) => (open.length * 100 >= from * asked.length ? band : reached),
    instrument.confidence[0].band,
  );
  const known = asked.length === 0 ? instrument.confidence[0].band : confidence;
  return {
    unknown: open.map(({ item }) => item.id),
    uncertainty: share,
    confidence: criticalUnknown ? ('provisional' as const) : known,
    provisional: criticalUnknown || known === 'provisional',
    criticalUnknown,
  };
}

function contributionsOf(given: readonly Given[]): readonly Contribution[] {
  const contributions: Contribution[] = [];
  for (const { item, option } of given) {
    const row = item.weight.row * option.value;
    const column = item.weight.column * option.value;
    if (row + column > 0) contributions.push({ item: item.id, row, column });
  }
  return contributions;
}
