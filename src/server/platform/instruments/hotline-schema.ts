import { z } from 'zod';
import { FOLLOW_FIELDS, MESSAGES, PRIORITIES, QUESTIONS } from '../../../domain/triage/instrument.js';

const wording = { en: z.string().min(1), sr: z.string().min(1), sr_child: z.string().min(1).optional() };
const sentence = z.strictObject(wording);
const everyOf = <Key extends string, Value extends z.ZodType>(keys: readonly Key[], value: Value) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, value])) as Record<Key, Value>);

const option = z
  .strictObject({
    ...wording,
    id: z.string().regex(/^[a-z_]{1,20}$/),
    weight: z.number().int().min(0).optional(),
    immediate: z.literal(true).optional(),
    go_silent: z.literal(true).optional(),
    floor: z.enum(PRIORITIES).optional(),
    flag: z.enum(['presumed_child', 'child', 'suicide']).optional(),
    handover: z.literal(true).optional(),
    exclusive: z.literal(true).optional(),
    ask: z.array(z.enum(['safe_channel', 'safe_time', 'code_word'])).optional(),
  })
  .refine(({ weight, immediate }) => (weight === undefined) === (immediate === true), {
    message: 'an option either has a weight or is immediate',
  });

const question = z.strictObject({
  ...wording,
  id: z.enum(QUESTIONS),
  type: z.enum(['single', 'multi']),
  options: z.array(option).min(2),
  cap: z.number().int().positive().optional(),
  ask_if: z.string().optional(),
  skip: z.literal(true),
  why: z.string(),
  src: z.array(z.string()),
});

const answerCommon = z.strictObject({
  ...wording,
  weight: z.number().int().min(0),
  counts_as_uncertain: z.literal(true),
});

const level = z.object({ en: z.string(), sr: z.string(), human_within_minutes: z.number().positive() });

/** The parts of the file that the code acts on, strictly; the rest (principles, sources, prose rules) is for people. */
export const hotlineFile = z.object({
  instrument: z.object({ id: z.literal('HIT'), version: z.string() }),
  safety_ui: z.object({ device_note: sentence, session_timeout_minutes: z.number().positive() }),
  conduct: z.object({
    for_whom: z.strictObject({
      ...wording,
      options: z.tuple([
        z.strictObject({ ...wording, id: z.literal('me') }),
        z.strictObject({ ...wording, id: z.literal('someone_else') }),
      ]),
      counted: z.literal(false),
      effect: z.string(),
    }),
  }),
  opening: z.strictObject({
    ...wording,
    buttons: z.tuple([
      z.strictObject({ ...wording, id: z.literal('start') }),
      z.strictObject({ ...wording, id: z.literal('human') }),
      z.strictObject({ ...wording, id: z.literal('exit') }),
    ]),
  }),
  emergency_contacts: z.array(
    z.object({
      ...wording,
      id: z.string(),
      number: z
        .string()
        .regex(/^\+?[0-9 ]{3,20}$/)
        .nullable(),
      verified: z.boolean(),
    }),
  ),
  answer_common: z.object({ skip: answerCommon, dont_know: answerCommon }),
  questions: z.array(question).length(QUESTIONS.length),
  follow_fields: everyOf(FOLLOW_FIELDS, sentence),
  scoring: z.object({ levels: everyOf(PRIORITIES, level) }),
  immediate_escalation: z.array(
    z.object({ when: z.string(), message: z.enum(MESSAGES), do: z.string().optional() }),
  ),
  messages: everyOf(MESSAGES, sentence),
  data_rules: z.object({ consent_text: sentence }),
});

export type HotlineFile = z.infer<typeof hotlineFile>;
