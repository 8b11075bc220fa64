import type {
  Axis,
  Bands,
  Confidence,
  Instrument,
  InstrumentId,
  OverrideRules,
  Trigger,
} from '../../../domain/assessment/instrument.js';
import { LEVELS, type Level } from '../../../domain/assessment/level.js';
import type { Band } from '../../../domain/assessment/points.js';
import { ItemMaker, type FileWords } from './assessment-items.js';
import type { ProviderFile, VictimFile } from './assessment-schema.js';

/** The victim assessment from what its file says. */
export function victimInstrument(file: VictimFile): Instrument {
  const make = new ItemMaker(file.texts_reviewed);
  const { scoring, reassessment } = file;
  return {
    ...headOf('VSRA', file, make),
    title: make.words(file.instrument.title),
    sections: sectionsOf(file.sections, make),
    items: file.items.map((item) => make.standard(item, file.answers.standard, file.derived_flags, '')),
    ...rulesOf(file, make),
    inherited: [],
    row: axis('likelihood', scoring.bands.likelihood),
    column: axis('impact', scoring.bands.impact),
    matrix: matrixOf(scoring.matrix),
    ...namesOf(scoring.levels, scoring.uncertainty.bands, make),
    creditCap: scoring.protective_credit.cap * 100,
    override: overrideOf(scoring.override),
    reassessment: {
      hours: reassessment.intervals,
      provisionalCapHours: reassessment.provisional_cap_hours,
      criticalUnknownCapHours: reassessment.critical_unknown_cap_hours,
    },
    triggers: file.event_triggers.map((each) => triggerOf(each, make)),
    levelActions: perLevel((level) => actionOf(file.level_actions[level], make)),
    missionCheck: [],
  };
}

/** Both parts of the provider assessment. */
export function providerInstruments(file: ProviderFile): readonly [Instrument, Instrument] {
  return [partA(file), partB(file)];
}

function partA(file: ProviderFile): Instrument {
  const make = new ItemMaker(file.texts_reviewed);
  const { A1_threat_context: context, A2_controls: controls, scoring, reassessment } = file.part_A;
  const key = new Map(
    scoring.floors.flatMap((floor) => ('item' in floor ? [] : [[floor.key_control, floor.level] as const])),
  );
  const floorsOf = (id: string) =>
    new Map(
      scoring.floors.flatMap((floor) =>
        'item' in floor && floor.item === id ? [[String(floor.answer), floor.level] as const] : [],
      ),
    );
  return {
    ...headOf('PSRA-A', file, make),
    title: make.words(file.part_A.title),
    sections: sectionsOf(file.sections, make).filter(({ id }) => id !== 'B'),
    items: [
      ...context.items.map((item) =>
        make.context(item, file.answers.standard.unknown, context.unknown_value, floorsOf(item.id)),
      ),
      ...Object.entries(controls).flatMap(([section, items]) =>
        items.map((item) => make.control(item, file.answers.control, section, key)),
      ),
    ],
    flags: {},
    combinations: [],
    inherited: [],
    row: axis('threat', scoring.bands.threat),
    column: axis('vulnerability', scoring.bands.vulnerability),
    matrix: matrixOf(scoring.matrix),
    ...namesOf(file.levels, file.uncertainty.bands, make),
    creditCap: 0,
    override: overrideOf(scoring.override),
    reassessment: { hours: reassessment, provisionalCapHours: null, criticalUnknownCapHours: null },
    triggers: triggersOf(file, 'A', make).filter(({ id }) => reassessment.events.includes(id)),
    levelActions: null,
    missionCheck: [],
  };
}

function partB(file: ProviderFile): Instrument {
  const make = new ItemMaker(file.texts_reviewed);
  const { part_B: part } = file;
  return {
    ...headOf('PSRA-B', file, make),
    title: make.words(part.title),
    sections: sectionsOf(file.sections, make).filter(({ id }) => id === 'B'),
    items: part.items.map((item) => make.standard(item, file.answers.standard, part.derived_flags, 'B')),
    ...rulesOf(part, make),
    inherited: part.inherited.map(({ victim_level: victimLevel, floor }) => ({ victimLevel, floor })),
    row: axis('likelihood', part.scoring.bands.likelihood),
    column: axis('impact', part.scoring.bands.impact),
    matrix: matrixOf(part.scoring.matrix),
    ...namesOf(file.levels, file.uncertainty.bands, make),
    creditCap: 0,
    override: overrideOf(part.scoring.override),
    reassessment: {
      hours: part.reassessment,
      provisionalCapHours: part.reassessment.provisional_cap_hours,
      criticalUnknownCapHours: part.reassessment.critical_unknown_cap_hours,
    },
    triggers: triggersOf(file, 'B', make),
    levelActions: null,
    missionCheck: part.mission_check.map((each) => ({ id: each.id, words: make.words(each) })),
  };
}

const headOf = (id: InstrumentId, file: VictimFile | ProviderFile, make: ItemMaker) => ({
  id,
  letters: file.instrument.id,
  version: file.instrument.version,
  major: Number(file.instrument.version.split('.')[0]),
  status: file.instrument.status,
  measures: Object.fromEntries(
    Object.entries(file.measures).map(([measure, { owner, within_hours: withinHours, ...words }]) => [
      measure,
      { id: measure, words: make.words(words), owner, withinHours },
    ]),
  ),
});

const sectionsOf = (sections: Readonly<Record<string, FileWords>>, make: ItemMaker) =>
  Object.entries(sections).map(([id, title]) => ({ id, title: make.words(title) }));

const rulesOf = (
  file: Pick<VictimFile, 'derived_flags' | 'combination_rules'>,
  make: ItemMaker,
): Pick<Instrument, 'flags' | 'combinations'> => ({
  flags: Object.fromEntries(Object.entries(file.derived_flags).map(([flag, { from }]) => [flag, from])),
  combinations: file.combination_rules.map(({ id, all, level, why }) => ({ id, all, level, why: make.words(why) })),
});

type FileBands = VictimFile['scoring']['bands']['likelihood'];
const axis = (name: Axis['name'], bands: FileBands): Axis => ({
  name,
  bands: bands.map(({ band, from }) => ({ band, from: from * 100 })) as unknown as Bands,
});

const matrixOf = (matrix: VictimFile['scoring']['matrix']): Instrument['matrix'] => [
  matrix[1],
  matrix[2],
  matrix[3],
  matrix[4],
  matrix[5],
];

const perLevel = <Value>(of: (level: Level) => Value): Readonly<Record<Level, Value>> =>
  Object.fromEntries(LEVELS.map((level) => [level, of(level)])) as Record<Level, Value>;

function namesOf(
  levels: VictimFile['scoring']['levels'],
  bands: VictimFile['scoring']['uncertainty']['bands'],
  make: ItemMaker,
): Pick<Instrument, 'levelNames' | 'confidence' | 'confidenceNames'> {
  return {
    levelNames: perLevel((level) => make.words(levels[level])),
    confidence: bands.map(({ name, from }) => ({ band: name, from: Math.round(from * 100) })) as unknown as [
      Band<Confidence>,
    ],
    confidenceNames: Object.fromEntries(
      bands.map((band) => [band.name, make.words(band)]),
    ) as Instrument['confidenceNames'],
  };
}

const overrideOf = ({ up, down }: VictimFile['scoring']['override']): OverrideRules => ({
  upMinReasonChars: up.min_reason_chars,
  downMinReasonChars: down.min_reason_chars,
  downMaxLevels: down.max_levels,
  downValidDays: down.valid_days,
  downApproverIsNot: down.approver_is_not,
});

const triggerOf = (each: VictimFile['event_triggers'][number], make: ItemMaker): Trigger => ({
  id: each.id,
  words: make.words(each),
  withinHours: each.within_hours,
  beforeHours: each.before_hours ?? null,
});

const triggersOf = (file: ProviderFile, part: 'A' | 'B', make: ItemMaker): Trigger[] =>
  file.event_triggers.filter((each) => each.part.includes(part)).map((each) => triggerOf(each, make));

const actionOf = (action: VictimFile['level_actions']['low'], make: ItemMaker) => ({
  plan: make.words(action.plan),
  contact: make.words(action.contact),
  conferenceHours: action.conference_hours,
  signOff: action.sign_off,
  staffAssessment: action.staff_assessment === undefined ? null : make.words(action.staff_assessment),
  locksCase: action.case_lock === true,
});
