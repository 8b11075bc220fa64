import { z } from 'zod';
import { CONFIDENCES } from '../../../domain/assessment/instrument.js';
import { LEVELS } from '../../../domain/assessment/level.js';

/** `reviewed` is the file's `texts_reviewed` where a text does not say it. */
const wording = { en: z.string().min(1), sr: z.string().min(1), reviewed: z.boolean().optional() };
export const sentence = z.strictObject(wording);
const level = z.enum(LEVELS);
const name = z.string().regex(/^[a-z0-9_]{1,30}$/);
const id = z.string().regex(/^[A-Z][0-9]{1,2}$/);
const share = z
  .number()
  .min(0)
  .max(1)
  .refine((value) => Number.isSafeInteger(Math.round(value * 100)) && Math.abs(value * 100 - Math.round(value * 100)) < 1e-9, {
    error: 'must be a number of hundredths from 0 to 1',
  });
const weight = z.int().min(0).max(10);
const hours = z.number().min(0);
const perLevel = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ low: value, medium: value, high: value, extreme: value });

const answer = z.strictObject({
  ...wording,
  value: share,
  counts_as_uncertain: z.literal(true).optional(),
  requires_note: z.literal(true).optional(),
});
const standard = z.strictObject({ yes: answer, suspected: answer, unknown: answer, no: answer, na: answer });

const gap = z.strictObject({ ...answer.omit({ value: true }).shape, gap: share });
const control = z.strictObject({ in_place: gap, partly: gap, unknown: gap, missing: gap, na: gap });

/** What an option says of a derived flag. */
const flag = z.union([z.boolean(), z.literal('unknown')]);
const choice = z
  .object({ ...wording, value: share, counts_as_uncertain: z.literal(true).optional() })
  .catchall(flag);

const dim = z.enum(['likelihood', 'impact', 'protective']);
const asked = { why: sentence, src: z.array(z.string()) };
const item = z.strictObject({
  ...wording,
  ...asked,
  id,
  s: name.or(z.string().regex(/^[A-Z]$/)).optional(),
  dim,
  w: weight,
  w_impact: weight.optional(),
  critical: z.enum(['extreme', 'high', 'medium']).nullable(),
  type: z.literal('select').optional(),
  options: z.record(name, choice).optional(),
  help: sentence.optional(),
  extra_field: z.strictObject({ id: name, type: z.literal('date') }).optional(),
  m: z.array(id),
});
export type FileItem = z.infer<typeof item>;

const contextItem = z.strictObject({
  ...wording,
  id,
  astra_indicator: z.int().min(1).max(8).optional(),
  anchors: z.strictObject({ 0: sentence, 1: sentence, 2: sentence, 3: sentence }),
  evidence_hint: sentence.optional(),
  note: sentence.optional(),
  computed_from_system: z.literal(true).optional(),
  src: z.array(z.string()),
});
export type FileContextItem = z.infer<typeof contextItem>;

const controlItem = z.strictObject({ ...wording, ...asked, id, w: weight, key: z.literal(true).optional() });
export type FileControl = z.infer<typeof controlItem>;

const flags = z.record(name, z.strictObject({ from: id, option: name }));
const component = z.union([z.string(), z.strictObject({ any: z.array(z.string()).min(1) })]);
const combination = z.strictObject({ id, all: z.array(component).min(1), level, why: sentence });

const bands = z.array(z.strictObject({ band: z.int().min(1).max(5), from: z.int().min(0) })).length(5);
const matrixRow = z.array(level).length(5);
const matrix = z.strictObject({ 1: matrixRow, 2: matrixRow, 3: matrixRow, 4: matrixRow, 5: matrixRow });

const override = z.strictObject({
  up: z.strictObject({ allowed: z.literal(true), min_reason_chars: z.int(), approver: z.literal('none') }),
  down: z.strictObject({
    allowed: z.literal(true),
    min_reason_chars: z.int(),
    approver: z.literal('supervisor'),
    approver_is_not: z.array(z.enum(['assessor', 'line_manager'])).min(1),
    max_levels: z.int().min(1),
    valid_days: z.int().min(1),
    forbidden_if: z.string(),
  }),
  record: z.string().optional(),
  why: z.string().optional(),
});

const levelNames = perLevel(z.strictObject({ ...wording, order: z.int() }));
const uncertaintyBands = z
  .array(z.strictObject({ ...wording, name: z.enum(CONFIDENCES), from: share }))
  .length(CONFIDENCES.length);

const intervals = {
  low: hours,
  medium: hours,
  high: hours,
  extreme: hours,
};
const caps = { provisional_cap_hours: hours, critical_unknown_cap_hours: hours };

const trigger = z.strictObject({ ...wording, id, within_hours: hours, before_hours: hours.optional() });
const measures = z.record(id, z.strictObject({ ...wording, owner: name, within_hours: hours }));

const levelAction = z.strictObject({
  plan: sentence,
  contact: sentence,
  conference_hours: hours.nullable(),
  sign_off: z.enum(['case_worker', 'supervisor']),
  staff_assessment: sentence.optional(),
  case_lock: z.literal(true).optional(),
});

const head = { version: z.string().regex(/^\d+\.\d+\.\d+$/), status: z.string(), title: sentence };
const shared = { texts_reviewed: z.boolean(), sections: z.record(z.string(), sentence), measures };

/** What the code acts on, strictly; sources, record fields, test vectors and prose are for people. */
export const victimFile = z.object({
  ...shared,
  instrument: z.object({ ...head, id: z.literal('VSRA') }),
  answers: z.object({ standard }),
  items: z.array(item).min(1),
  derived_flags: flags,
  combination_rules: z.array(combination),
  scoring: z.object({
    bands: z.strictObject({ likelihood: bands, impact: bands }),
    matrix,
    levels: levelNames,
    uncertainty: z.object({ bands: uncertaintyBands }),
    protective_credit: z.strictObject({ cap: z.int().min(0) }),
    override,
  }),
  reassessment: z.object({ ...caps, intervals: z.strictObject(intervals) }),
  event_triggers: z.array(trigger),
  level_actions: perLevel(levelAction),
});
export type VictimFile = z.infer<typeof victimFile>;

const partA = z.object({
  title: sentence,
  A1_threat_context: z.strictObject({ unknown_value: z.number(), items: z.array(contextItem) }),
  A2_controls: z.strictObject({
    premises: z.array(controlItem),
    procedures: z.array(controlItem),
    people: z.array(controlItem),
  }),
  scoring: z.object({
    bands: z.strictObject({ threat: bands, vulnerability: bands }),
    matrix,
    floors: z.array(
      z.union([
        z.strictObject({ key_control: z.enum(['missing', 'unknown', 'partly']), level }),
        z.strictObject({ item: id, answer: z.int().min(0).max(3), level }),
      ]),
    ),
    override,
  }),
  reassessment: z.strictObject({ ...intervals, events: z.array(id) }),
});

const partB = z.object({
  title: sentence,
  items: z.array(item).min(1),
  derived_flags: flags,
  inherited: z.array(z.strictObject({ victim_level: level, floor: level })),
  combination_rules: z.array(combination),
  scoring: z.object({ bands: z.strictObject({ likelihood: bands, impact: bands }), matrix, override }),
  reassessment: z.strictObject({ ...intervals, ...caps }),
  mission_check: z.array(z.strictObject({ ...wording, id })),
});

export const providerFile = z.object({
  ...shared,
  instrument: z.object({ ...head, id: z.literal('PSRA') }),
  answers: z.object({ control, standard }),
  levels: levelNames,
  uncertainty: z.strictObject({ bands: uncertaintyBands }),
  part_A: partA,
  part_B: partB,
  event_triggers: z.array(
    z.strictObject({ ...trigger.shape, part: z.array(z.enum(['A', 'B'])).min(1) }),
  ),
});
export type ProviderFile = z.infer<typeof providerFile>;
