import { z } from 'zod';
import { eventsPath, liveEvent } from '../../../contracts/shared/events.js';
import { problem } from '../../../contracts/shared/problem.js';
import type { RefusalCode } from '../../../contracts/shared/refusal-codes.js';
import { refusalsOf } from '../../../contracts/shared/refusals-of-route.js';
import type { Route } from '../../../contracts/shared/route.js';
import { problemKinds } from './problem-kinds.js';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of exactly the routes that are wired; made from the schemas that parse them. */
export function openApiOf(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = { [eventsPath]: { get: eventsOperation } };
  for (const route of routes) {
    const address = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[address] = { ...paths[address], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Zaklon', version: '1', summary: 'What the staff console speaks. Contents are sealed.' },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: { Problem: schemaOf(problem, 'output'), LiveEvent: schemaOf(liveEvent, 'input') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-zaklon' } },
    },
  };
}

const eventsOperation: Json = {
  summary: 'Events without content, live. Resume with Last-Event-ID.',
  security: [{ session: [] }],
  responses: {
    200: {
      description: 'A stream; each data line is a LiveEvent.',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
  },
};

function operationOf(route: Route): Json {
  const isOpen = route.may.includes('anyone');
  return {
    summary: route.summary,
    description: `May be called by: ${route.may.join(', ')}.`,
    security: isOpen ? [] : [{ session: [] }],
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...headersOf(route),
    ],
    ...(route.body ? { requestBody: { required: true, content: json(schemaOf(route.body, 'input')) } } : {}),
    responses: responsesOf(route),
  };
}

function responsesOf(route: Route): Json {
  const success = route.answer
    ? { 200: { description: 'Done.', content: json(schemaOf(route.answer, 'input')) } }
    : { 204: { description: 'Done.' } };
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of refusalsOf(route)) {
    const { status } = problemKinds[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const refusals = [...byStatus].map(([status, codes]) => [
    status,
    {
      description: `Codes: ${codes.join(', ')}.`,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]);
  return { ...success, ...(Object.fromEntries(refusals) as Json) };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: shape,
  }));
}

function headersOf(route: Route): Json[] {
  const header = (name: string, required: boolean, description: string): Json => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  });
  const repeats = route.method !== 'GET' && !route.ownTransaction;
  return [
    ...(repeats
      ? [header('Idempotency-Key', false, '16 to 64 symbols; the same write is done once within 24 hours.')]
      : []),
    ...(route.ifMatch ? [header('If-Match', true, 'The version that was seen, like "3".')] : []),
  ];
}

/** What lies on the wire: the inner side of the codecs, for requests and answers alike. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...shape } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return shape;
}

const json = (schema: Json): Json => ({ 'application/json': { schema } });
