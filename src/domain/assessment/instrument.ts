import type { Level } from './level.js';
import type { Band } from './points.js';

/**
 * The instruments of assessments as the code knows them. Wording, weights and rules come from `instruments/`, where a published
 * version never changes; the engine knows no item by its name.
 */
export const INSTRUMENT_IDS = ['VSRA', 'PSRA-A', 'PSRA-B'] as const;
export type InstrumentId = (typeof INSTRUMENT_IDS)[number];

/** Such as `V01`, `P03`, `A16`, `B06`. */
export type ItemId = string;
/** Such as `M05` or `S11`. */
export type MeasureId = string;
/** Such as `T03` or `E01`. */
export type TriggerId = string;

/** A sentence of an instrument. Serbian Cyrillic is made by transliteration. */
export interface Wording {
  readonly en: string;
  /** In Serbian Latin. */
  readonly sr: string;
  /** Whether a native practitioner has read it. */
  readonly reviewed: boolean;
}

/** How a combination rule sees an answer. `unknown` and `no` fulfil nothing. */
export type Certainty = 'yes' | 'suspected' | 'unknown' | 'no';

export interface Option {
  /** `yes`, `suspected`, `unknown`, `no`, `na`; in a choice its own word, in a context item `0` to `3`. */
  readonly id: string;
  readonly words: Wording;
  /** Hundredths of the item's weight. */
  readonly value: number;
  /** Not known, not asked, no answer: never the same as "no". */
  readonly isUnknown: boolean;
  /** Does not apply: counts neither as known nor as unknown, and wants a note that says why. */
  readonly isNotApplicable: boolean;
  readonly certainty: Certainty;
  /** The level is at least this when the option is chosen. */
  readonly floor: Level | null;
  /** What the option says of derived flags; a flag that is not named is `no`. */
  readonly flags: Readonly<Record<string, Certainty>>;
}

/** `key` is a control of an organisation without which everything else is worth little. */
export type Critical = 'extreme' | 'high' | 'medium' | 'key';

export interface Item {
  readonly id: ItemId;
  readonly section: string;
  readonly question: Wording;
  readonly why: Wording | null;
  /** How to ask or to answer. */
  readonly help: Wording | null;
  /** What is known from the sources. */
  readonly evidence: Wording | null;
  /** In the order in which they are shown. One of them is unknown: it stands for every blank. */
  readonly options: readonly Option[];
  /** Whole numbers; `row` is likelihood or threat, `column` impact or vulnerability. */
  readonly weight: { readonly row: number; readonly column: number };
  /** What a confirmed protective factor takes off the row's points, as a weight; 0 for every other item. */
  readonly protects: number;
  readonly critical: Critical | null;
  /** A date that goes with the answer: a hearing, a release. */
  readonly dateField: string | null;
  /** Filled in from records, not asked. */
  readonly isComputed: boolean;
  /** Which of ASTRA's eight general indicators it is. */
  readonly indicator: number | null;
  readonly measures: readonly MeasureId[];
}

export interface Section {
  readonly id: string;
  readonly title: Wording;
}

/** An item, a derived flag, or one of several. */
export type Component = string | { readonly any: readonly string[] };

export interface Combination {
  readonly id: string;
  readonly all: readonly Component[];
  readonly level: Level;
  readonly why: Wording;
}

export type Owner = string;

export interface Measure {
  readonly id: MeasureId;
  readonly words: Wording;
  /** The role or function that it falls to, such as `case_worker`, `legal`, `security_focal_point`. */
  readonly owner: Owner;
  readonly withinHours: number;
}

/** Something that happened, or will, and asks for a new assessment. */
export interface Trigger {
  readonly id: TriggerId;
  readonly words: Wording;
  /** Assess again no later than this after it. */
  readonly withinHours: number;
  /** And also this long before a dated one. */
  readonly beforeHours: number | null;
}

/** The least that a level asks for, on top of the measures of single items. */
export interface LevelAction {
  readonly plan: Wording;
  readonly contact: Wording;
  /** A case conference within this time; null when none is asked for. */
  readonly conferenceHours: number | null;
  readonly signOff: 'case_worker' | 'supervisor';
  readonly staffAssessment: Wording | null;
  readonly locksCase: boolean;
}

export interface OverrideRules {
  readonly upMinReasonChars: number;
  readonly downMinReasonChars: number;
  readonly downMaxLevels: number;
  readonly downValidDays: number;
  /** Who the second person must not be. */
  readonly downApproverIsNot: readonly ('assessor' | 'line_manager')[];
}

export interface Reassessment {
  readonly hours: Readonly<Record<Level, number>>;
  /** null: the instrument names none. */
  readonly provisionalCapHours: number | null;
  readonly criticalUnknownCapHours: number | null;
}

export type Bands = readonly [Band<number>, ...Band<number>[]];

export interface Axis {
  readonly name: 'likelihood' | 'impact' | 'threat' | 'vulnerability';
  /** In hundredths. */
  readonly bands: Bands;
}

export const CONFIDENCES = ['firm', 'partial', 'provisional'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export interface Instrument {
  readonly id: InstrumentId;
  /** The four letters of its signed statements; both parts of PSRA share them. */
  readonly letters: string;
  readonly version: string;
  readonly major: number;
  readonly status: string;
  readonly title: Wording;
  readonly sections: readonly Section[];
  readonly items: readonly Item[];
  /** Names of derived flags, each with the item whose options set it. */
  readonly flags: Readonly<Record<string, ItemId>>;
  readonly combinations: readonly Combination[];
  /** Floors that come from the level of the person who is helped (provider part B). */
  readonly inherited: readonly { readonly victimLevel: Level; readonly floor: Level }[];
  readonly row: Axis;
  readonly column: Axis;
  /** `matrix[row band - 1][column band - 1]`. */
  readonly matrix: readonly (readonly Level[])[];
  readonly levelNames: Readonly<Record<Level, Wording>>;
  /** In hundredths of protective weight; 0 when the instrument knows no credit. */
  readonly creditCap: number;
  /** Share of unknown answers, in hundredths. */
  readonly confidence: readonly [Band<Confidence>, ...Band<Confidence>[]];
  readonly confidenceNames: Readonly<Record<Confidence, Wording>>;
  readonly override: OverrideRules;
  readonly reassessment: Reassessment;
  readonly triggers: readonly Trigger[];
  /** null: the instrument names none. */
  readonly levelActions: Readonly<Record<Level, LevelAction>> | null;
  readonly measures: Readonly<Record<MeasureId, Measure>>;
  /** Before every departure: any "no" or "unknown" stops it until a supervisor agrees (provider part B). */
  readonly missionCheck: readonly { readonly id: string; readonly words: Wording }[];
}

/** An instrument together with what proves which one it is. */
export interface Published {
  readonly instrument: Instrument;
  /** Of the file it came from, in hex. */
  readonly sha256: string;
}

export const itemOf = (instrument: Instrument, id: ItemId): Item | undefined => indexOf(instrument).get(id);

const indexes = new WeakMap<Instrument, ReadonlyMap<ItemId, Item>>();

function indexOf(instrument: Instrument): ReadonlyMap<ItemId, Item> {
  const known = indexes.get(instrument);
  if (known !== undefined) return known;
  const made = new Map(instrument.items.map((item) => [item.id, item]));
  indexes.set(instrument, made);
  return made;
}
