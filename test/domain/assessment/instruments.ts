import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Answers } from '../../../src/domain/assessment/answers.js';
import { newestOf } from '../../../src/domain/assessment/instrument-book.js';
import type { Instrument, InstrumentId } from '../../../src/domain/assessment/instrument.js';
import type { Level } from '../../../src/domain/assessment/level.js';
import { readAssessmentInstruments } from '../../../src/server/platform/instruments/read-assessment-instruments.js';

export const book = readAssessmentInstruments();

function newest(id: InstrumentId): Instrument {
  const found = newestOf(book, id);
  if (found === undefined) throw new Error(`No instrument ${id}.`);
  return found.instrument;
}

export const vsra = newest('VSRA');
export const psraA = newest('PSRA-A');
export const psraB = newest('PSRA-B');
export const all: readonly Instrument[] = [vsra, psraA, psraB];

/** Everything answered, and as mild as it can be: the least valued option that is known and applies. */
export const calm = (instrument: Instrument, set: Answers = {}): Answers => ({
  ...Object.fromEntries(
    instrument.items.map((item) => {
      const known = item.options.filter(({ isUnknown, isNotApplicable }) => !isUnknown && !isNotApplicable);
      return [item.id, known.reduce((least, each) => (each.value < least.value ? each : least)).id];
    }),
  ),
  ...set,
});

export interface Vector {
  readonly id: string;
  readonly instrument: InstrumentId;
  readonly answers: Answers;
  readonly victimLevel?: Level;
  readonly level: Level;
  readonly provisional?: boolean;
}

interface FileVector {
  readonly id: string;
  readonly part?: 'A' | 'B';
  readonly set?: Readonly<Record<string, string>>;
  readonly protective?: readonly string[];
  readonly all_unknown?: boolean;
  readonly context?: readonly number[];
  readonly controls_all?: string;
  readonly victim_level?: Level;
  readonly expect: Level;
  readonly expect_provisional?: boolean;
}

/** The vectors as the instruments' files give them; what they do not list is answered as mildly as it can be. */
export function fileVectors(): readonly Vector[] {
  const victim = parse(readFileSync('instruments/victim-safety-risk-assessment/v0.yaml', 'utf8')) as {
    test_vectors: FileVector[];
  };
  const provider = parse(readFileSync('instruments/provider-security-risk-assessment/v0.yaml', 'utf8')) as {
    test_vectors: FileVector[];
  };
  return [
    ...victim.test_vectors.map((each) => vectorOf(vsra, each)),
    ...provider.test_vectors.map((each) => vectorOf(each.part === 'A' ? psraA : psraB, each)),
  ];
}

function vectorOf(instrument: Instrument, each: FileVector): Vector {
  return {
    id: each.id,
    instrument: instrument.id,
    answers: each.all_unknown === true ? {} : calm(instrument, answersOf(instrument, each)),
    level: each.expect,
    ...(each.victim_level === undefined ? {} : { victimLevel: each.victim_level }),
    ...(each.expect_provisional === undefined ? {} : { provisional: each.expect_provisional }),
  };
}

function answersOf(instrument: Instrument, each: FileVector): Answers {
  const controls = instrument.items.filter(({ weight }) => weight.column > 0);
  return {
    ...Object.fromEntries((each.protective ?? []).map((id) => [id, 'yes'])),
    ...Object.fromEntries(
      (each.context ?? []).map((value, at) => [`A${String(at + 1).padStart(2, '0')}`, String(value)]),
    ),
    ...(each.controls_all === undefined
      ? {}
      : Object.fromEntries(controls.map(({ id }) => [id, each.controls_all ?? '']))),
    ...each.set,
  };
}
