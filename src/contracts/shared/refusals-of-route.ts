import { z } from 'zod';
import { pageQuery } from './page.js';
import type { RefusalCode } from './refusal-codes.js';
import type { Route } from './route.js';

/** What may go wrong with any request, whatever it asks for. A body is read before anybody looks whether one belongs there. */
const anywhere = [
  'invalid-request',
  'too-large',
  'unsupported-media-type',
  'busy',
  'database-away',
  'fault',
] as const;

const isOpen = ({ may }: Route): boolean => may.includes('anyone');
const writes = ({ method }: Route): boolean => method !== 'GET';
const isPaged = ({ query }: Route): boolean =>
  query instanceof z.ZodObject && query.shape['cursor'] === pageQuery.shape.cursor;

/** What follows from a route's form. */
const byForm: readonly (readonly [RefusalCode, (route: Route) => boolean])[] = [
  ['not-signed-in', (route) => !isOpen(route)],
  ['not-allowed', (route) => !isOpen(route)],
  ['second-factor-needed', (route) => !isOpen(route) && !route.beforeSecondFactor],
  ['origin-refused', writes],
  ['key-reused', (route) => writes(route) && !isOpen(route) && !route.ownTransaction],
  ['answered-once', ({ answersOnce }) => answersOnce === true],
  ['version-needed', ({ ifMatch }) => ifMatch === true],
  ['cursor-unknown', isPaged],
];

/** Every code with which a route may refuse: its own, and those that follow from its form. */
export const refusalsOf = (route: Route): ReadonlySet<RefusalCode> =>
  new Set([
    ...anywhere,
    ...byForm.flatMap(([code, follows]) => (follows(route) ? [code] : [])),
    ...(route.refuses ?? []),
  ]);
