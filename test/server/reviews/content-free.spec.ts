import { z } from 'zod';
import * as measures from '../../../src/contracts/reviews/measures.js';
import * as reviews from '../../../src/contracts/reviews/reviews.js';
import * as tasks from '../../../src/contracts/reviews/tasks.js';
import type { Route } from '../../../src/contracts/shared/route.js';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** Texts that are ours: an instrument's four letters, a place in a list, hours of a clock, the calendar file. */
const ours = ['instrument', 'next', 'cursor', 'zone', 'from', 'to', 'holidays', 'fileName', 'text'];

const isFree = ({ type, enum: words, const: word, format, pattern }: Schema): boolean =>
  type === 'string' && [words, word, format, pattern].every((bound) => bound === undefined);

function freeTexts(schema: Schema, name = ''): string[] {
  const inside = [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [
    ...(isFree(schema) ? [name] : []),
    ...inside.flatMap((part) => (part ? freeTexts(part, name) : [])),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, part]) => freeTexts(part, key)),
  ];
}

const routes = [...Object.values(reviews), ...Object.values(measures), ...Object.values(tasks)].filter(
  (value): value is Route & typeof value => 'path' in value,
);

describe('what the API says of reviews, measures and tasks', () => {
  it('has no place for a sentence that somebody wrote', () => {
    const schemas = routes.flatMap(({ params, query, body, answer }) =>
      [params, query, body, answer].filter((schema) => schema !== undefined),
    );
    const texts = schemas.flatMap((schema) =>
      freeTexts(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema),
    );

    expect(routes.length).toBeGreaterThan(10);
    expect(texts.filter((name) => !ours.includes(name))).toEqual([]);
  });

  it('takes every list in pages', () => {
    const lists = routes.filter(({ answer }) => answer instanceof z.ZodObject && 'next' in answer.shape);
    const unpaged = lists.filter(({ query }) => query?.safeParse({ limit: '7' }).success !== true);

    expect(lists.length).toBeGreaterThan(5);
    expect(unpaged).toEqual([]);
  });
});
