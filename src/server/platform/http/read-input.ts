import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Route } from '../../../contracts/shared/route.js';
import { PlatformRefused } from './platform-refused.js';

const parts = ['params', 'query', 'body'] as const;

const nothing = z.union([z.undefined(), z.null(), z.strictObject({})]).transform(() => undefined);

/**
 * Parses what came in by the route's contract. What a contract does not name is refused, also a body where none belongs.
 *
 * @throws PlatformRefused naming each field and the rule that it broke, never what it held
 */
export function readInput(route: Route, request: FastifyRequest): Record<string, unknown> {
  if (route.body && !/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new PlatformRefused('unsupported-media-type');
  const fields: { at: string; rule: string }[] = [];
  const input: Record<string, unknown> = {};
  for (const part of parts) {
    const parsed = (route[part] ?? nothing).safeParse(request[part]);
    if (parsed.success) {
      input[part] = parsed.data;
      fields.push(...zeroBytes(parsed.data, [part]));
    } else
      fields.push(...parsed.error.issues.map((issue) => ({ at: placeOf(part, issue), rule: ruleOf(issue) })));
  }
  if (fields.length > 0) throw new PlatformRefused('invalid-request', { fields });
  return input;
}

/** A text with a zero byte can be kept nowhere, and nobody types one. */
function zeroBytes(value: unknown, at: readonly string[]): { at: string; rule: string }[] {
  if (typeof value === 'string')
    return value.includes('\0') ? [{ at: at.join('.'), rule: 'must not have a zero byte' }] : [];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => zeroBytes(each, [...at, name]));
}

/** Numbers and words of a contract; a key that we do not know is not repeated. */
const placeOf = (part: string, issue: z.core.$ZodIssue): string =>
  [part, ...issue.path.map(String)].join('.');

/** Rules of our own say their sentence; those of zod their code, because its sentences may quote. */
const ruleOf = (issue: z.core.$ZodIssue): string => (issue.code === 'custom' ? issue.message : issue.code);
