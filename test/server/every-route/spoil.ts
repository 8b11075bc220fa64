import fc from 'fast-check';
import { refusalsOf } from '../../../src/contracts/shared/refusals-of-route.js';
import type { Route } from '../../../src/contracts/shared/route.js';
import type { Shot } from './shot.js';
import {
  bodies,
  cookies,
  cursors,
  encodings,
  keys,
  MARK,
  nasty,
  origins,
  queries,
  segments,
  tails,
  types,
  versions,
} from './spoiled-values.js';

/** One thing wrong with a request. */
export interface Spoil {
  readonly name: string;
  by(shot: Shot): Shot;
}

type Change = (old: unknown) => unknown;

/** @param draws the arbitrary of what `by` is given */
const spoil = <Value>(
  draws: fc.Arbitrary<Value>,
  name: string,
  by: (shot: Shot, value: Value) => Shot,
): fc.Arbitrary<Spoil> =>
  draws.map((value) => {
    const what = typeof value === 'string' ? `${name} ${value.slice(0, 30)}` : name;
    return { name: what, by: (shot) => by(shot, value) };
  });

/** Changes one place somewhere within the body. */
const inBody = (name: string, change: fc.Arbitrary<Change>): fc.Arbitrary<Spoil> =>
  spoil(fc.tuple(fc.nat(), change), name, (shot, [at, by]) =>
    shot.sent === undefined ? shot : { ...shot, body: JSON.stringify(changed(shot.sent, at, by)) },
  );

/** @param at chooses the place */
function changed(value: unknown, at: number, by: Change): unknown {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const chosen = names[at % (names.length + 1)];
  if (chosen === undefined) return by(value);
  const part = (value as Record<string, unknown>)[chosen];
  const inside = changed(part, Math.floor(at / (names.length + 1)), by);
  return Array.isArray(value)
    ? value.map((each: unknown, index) => (String(index) === chosen ? inside : each))
    : { ...(value as object), [chosen]: inside };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const without =
  (at: number): Change =>
  (old) => {
    if (!isRecord(old)) return undefined;
    const names = Object.keys(old);
    return Object.fromEntries(Object.entries(old).filter(([name]) => name !== names[at % names.length]));
  };

const extended =
  (name: string): Change =>
  (old) =>
    isRecord(old) ? { ...old, [name]: MARK } : [old, old];

/** Bytes with something off: cut, doubled, in the alphabet of addresses, with a line break. */
const cut =
  (at: number): Change =>
  (old) => {
    if (typeof old !== 'string') return old;
    const ways = [
      old.slice(0, -1),
      old.slice(0, -4),
      old + old,
      old.replaceAll('+', '-'),
      `${old}\n`,
      `${old}=`,
    ];
    return ways[at % ways.length];
  };

const constantly =
  (value: unknown): Change =>
  () =>
    value;

const asJson = (shot: Shot, body: string | Buffer): Shot => ({
  ...shot,
  body,
  headers: { 'content-type': 'application/json', ...shot.headers },
});

const addQuery = (shot: Shot, more: string): Shot => ({
  ...shot,
  path: `${shot.path}${shot.path.includes('?') ? '&' : '?'}${more}`,
});

/** Node takes header values as Latin-1. */
const header = (name: string, values: readonly string[]): fc.Arbitrary<Spoil> =>
  spoil(fc.constantFrom(...values), name, (shot, value) => ({
    ...shot,
    headers: { ...shot.headers, [name]: Buffer.from(value).toString('latin1') },
  }));

/** Puts `segment` where a parameter of the route stands; a route without one keeps its path. */
function withSegment(shot: Shot, at: number, segment: string): Shot {
  const holes = shot.route.path.split('/').flatMap((part, index) => (part.startsWith(':') ? [index] : []));
  const hole = holes[at % (holes.length || 1)];
  const [path = '', ...query] = shot.path.split('?');
  const odd = path.split('/').map((part, index) => (index === hole ? segment : part));
  return { ...shot, odd: true, path: [odd.join('/'), ...query].join('?') };
}

const withTail = (shot: Shot, tail: string): Shot => ({
  ...shot,
  odd: true,
  path: shot.path.replace(/(\?|$)/, `${tail}$1`),
});

const withVersion = (shot: Shot, version: string): Shot => ({
  ...shot,
  headers: { ...shot.headers, 'if-match': version },
});

/** In the place of every other question: two of one name are a list. */
const withCursor = (shot: Shot, cursor: string): Shot => ({
  ...shot,
  path: `${shot.path.replace(/\?.*/, '')}?cursor=${cursor}`,
});

const names = ['__proto__', 'constructor', 'id', MARK];

const inBodies = fc.oneof(
  { weight: 6, arbitrary: inBody('something nasty', fc.constantFrom(...nasty).map(constantly)) },
  { weight: 2, arbitrary: inBody('something missing', fc.nat(9).map(without)) },
  { weight: 1, arbitrary: inBody('something more', fc.constantFrom(...names).map(extended)) },
  { weight: 2, arbitrary: inBody('bytes cut', fc.nat(5).map(cut)) },
  { weight: 1, arbitrary: inBody('any JSON', fc.jsonValue({ maxDepth: 3 }).map(constantly)) },
  { weight: 2, arbitrary: inBody('any text', fc.string({ unit: 'binary', maxLength: 80 }).map(constantly)) },
);

const outsideBodies = fc.oneof(
  spoil(fc.constantFrom(...bodies), 'body', asJson),
  spoil(fc.uint8Array({ maxLength: 60 }), 'bytes as a body', (shot, some) => asJson(shot, Buffer.from(some))),
  header('content-type', types),
  header('content-encoding', encodings),
  spoil(fc.tuple(fc.nat(3), fc.constantFrom(...segments)), 'segment', (shot, [at, segment]) =>
    withSegment(shot, at, segment),
  ),
  spoil(fc.constantFrom(...tails), 'tail', withTail),
  spoil(fc.constantFrom(...queries), 'query', addQuery),
  spoil(fc.constantFrom(...cursors), 'cursor', withCursor),
  header('idempotency-key', keys),
  header('if-match', versions),
  header('origin', origins),
  header('cookie', cookies),
);

/** Whatever a list, a version or a parameter of an address can be given, each once. */
export function everyOddAddress(route: Route): readonly Spoil[] {
  const some = (is: unknown, values: readonly string[], by: (shot: Shot, value: string) => Shot): Spoil[] =>
    is ? values.map((value) => ({ name: `with ${value.slice(0, 60)}`, by: (shot) => by(shot, value) })) : [];
  const holes = route.path.split('/').filter((part) => part.startsWith(':')).length;
  return [
    ...some(refusalsOf(route).has('cursor-unknown'), cursors, withCursor),
    ...some(route.query, queries, addQuery),
    ...some(route.ifMatch, versions, withVersion),
    ...[...Array(holes).keys()].flatMap((hole) =>
      some(true, segments, (shot, segment) => withSegment(shot, hole, segment)),
    ),
  ];
}

/** One thing wrong with a request, or something odd that must do no harm. */
export const spoils: fc.Arbitrary<Spoil> = fc.oneof(inBodies, outsideBodies);
