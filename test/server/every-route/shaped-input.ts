import fc from 'fast-check';
import type { z } from 'zod';
import { wordOf, type Word } from './known-things.js';

/** As much of a zod 4 definition as our contracts use. */
interface Def {
  readonly type: string;
  readonly format?: string;
  readonly pattern?: RegExp;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
}

interface Check {
  readonly check: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly format?: string;
  readonly pattern?: RegExp;
}

/** Where in a request something stands, which says of what it may be the id. */
export type Place = string;

/**
 * What a client may send by a contract: the form is right, and where the house knows something that could stand there (an id, a
 * hash, sealed bytes), it often does. What only a refinement of ours forbids may be among it.
 *
 * @param word a look-up in what the house knows, made when the request leaves
 * @throws Error for a kind of schema that no contract used before: teach it here
 */
export function shapedInput(schema: z.ZodType, place: Place): fc.Arbitrary<unknown> {
  const def = schema._zod.def as unknown as Def;
  const make = makers[def.type];
  if (!make) throw new Error(`No arbitrary for a "${def.type}" at ${place}.`);
  return make(def, place, schema);
}

type Maker = (def: Def, place: Place, schema: z.ZodType) => fc.Arbitrary<unknown>;

const inner: Maker = ({ innerType }, place) => shapedInput(innerType!, place);

const makers: Readonly<Record<string, Maker>> = {
  object: ({ shape = {} }, place) => {
    const names = Object.keys(shape);
    const required = names.filter((name) => shape[name]!._zod.optin !== 'optional');
    const fields = names.map((name) => [name, shapedInput(shape[name]!, `${place}.${name}`)] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: required });
  },
  array: ({ element, checks }, place) => {
    const { min, max } = boundsOf(checks);
    return fc.array(shapedInput(element!, place), {
      minLength: min ?? 0,
      maxLength: Math.min(max ?? 4, (min ?? 0) + 4),
    });
  },
  union: ({ options = [] }, place) => fc.oneof(...options.map((option) => shapedInput(option, place))),
  optional: inner,
  default: inner,
  nullable: ({ innerType }, place) => fc.option(shapedInput(innerType!, place), { nil: null }),
  enum: ({ entries = {} }) => fc.constantFrom(...Object.values(entries)),
  literal: ({ values = [] }) => fc.constantFrom(...values),
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  number: ({ checks }) => numbers(checks),
  string: (def, place) => strings(def, place),
  // A codec: what lies on the wire is its inner side.
  pipe: (def, place, schema) => {
    const within = def.in!._zod.def as unknown as Def;
    return within.format === 'base64' ? bytesFor(schema, place) : shapedInput(def.in!, place);
  },
};

const boundsOf = (checks: Def['checks'] = []): { min?: number; max?: number } => {
  const defs = checks.map(({ _zod }) => _zod.def);
  const [min] = defs.flatMap(({ minimum, length }) => minimum ?? length ?? []);
  const [max] = defs.flatMap(({ maximum, length }) => maximum ?? length ?? []);
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
};

/** Whole numbers: all that a contract takes are. */
function numbers(checks: Def['checks'] = []): fc.Arbitrary<number> {
  const defs = checks.map(({ _zod }) => _zod.def);
  const limit = (check: string, none: number, step: number): number => {
    const found = defs.find((def) => def.check === check);
    return found?.value === undefined ? none : found.value + (found.inclusive ? 0 : step);
  };
  const min = limit('greater_than', Number.MIN_SAFE_INTEGER, 1);
  const max = limit('less_than', Number.MAX_SAFE_INTEGER, -1);
  const small = fc.integer({ min: Math.max(min, 0), max: Math.min(max, Math.max(min, 0) + 5) });
  return fc.oneof(
    small,
    fc.maxSafeInteger().map((number) => clamp(number, min, max)),
    fc.constantFrom(min, max),
  );
}

const clamp = (number: number, min: number, max: number): number =>
  number >= min && number <= max ? number : min + (Math.abs(number) % (max - min + 1));

function strings({ format, pattern, checks = [] }: Def, place: Place): fc.Arbitrary<unknown> {
  const defs = checks.map(({ _zod }) => _zod.def);
  const named = [format, ...defs.map((def) => def.format)].find((name) => name && formats[name]);
  if (named) return formats[named]!(place);
  const shape = pattern ?? defs.find((def) => def.pattern)?.pattern;
  const { min = 0, max = 60 } = boundsOf(checks);
  const free = fc.string({ minLength: min, maxLength: Math.min(max, min + 60), unit: 'grapheme' });
  return known('text', place, shape ? fc.stringMatching(shape) : free);
}

const civil = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z') };

/** Something that the house knows, two times of three. */
const known = (kind: Word['kind'], place: Place, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(other, { arbitrary: fc.nat().map((pick) => wordOf({ kind, place, pick })), weight: 2 });

const formats: Readonly<Record<string, (place: Place) => fc.Arbitrary<unknown>>> = {
  guid: (place) => known('id', place, fc.uuid()),
  date: () => fc.date({ noInvalidDate: true, ...civil }).map((at) => at.toISOString().slice(0, 10)),
  email: () => fc.emailAddress(),
};

const lengths = new WeakMap<z.ZodType, readonly number[]>();
const tried = [
  ...[
    0, 1, 16, 32, 33, 40, 48, 64, 72, 76, 80, 81, 84, 100, 124, 128, 138, 158, 173, 200, 222, 256, 279, 368,
    400,
  ],
  ...[286, 310, 350, 512, 600, 1_024, 4_096, 65_536, 65_600],
];

/** The lengths that a contract takes; only trying tells, because a refinement says them. */
function lengthsOf(schema: z.ZodType): readonly number[] {
  const found =
    lengths.get(schema) ??
    tried.filter((length) => schema.safeParse(Buffer.alloc(length).toString('base64')).success);
  lengths.set(schema, found);
  return found;
}

function bytesFor(schema: z.ZodType, place: Place): fc.Arbitrary<unknown> {
  const fitting = lengthsOf(schema);
  const [least] = fitting;
  if (least === undefined) throw new Error(`No length of bytes fits ${place}: name it here.`);
  const lengthOf = fc.oneof(fc.constant(least), fc.constantFrom(...fitting));
  const random = lengthOf.chain((length) =>
    fc.uint8Array({ minLength: Math.min(length, 600), maxLength: Math.min(length, 600) }).map((some) => {
      const bytes = Buffer.alloc(length, 7);
      bytes.set(some);
      return bytes.toString('base64');
    }),
  );
  return fc.oneof(random, {
    arbitrary: fc
      .tuple(fc.nat(), fc.nat())
      .map(([pick, bit]) => wordOf({ kind: 'bytes', place, pick, bit, fitting })),
    weight: 3,
  });
}
