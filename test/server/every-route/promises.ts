import { problem } from '../../../src/contracts/shared/problem.js';
import type { Role } from '../../../src/contracts/shared/people.js';
import type { RefusalCode } from '../../../src/contracts/shared/refusal-codes.js';
import { refusalsOf } from '../../../src/contracts/shared/refusals-of-route.js';
import type { Allowed, Route } from '../../../src/contracts/shared/route.js';
import { problemKinds } from '../../../src/server/platform/http/problem-kinds.js';
import { shapesOf } from '../../scenarios/support/search-everything.js';
import type { Answer, Shot } from './shot.js';
import { MARK } from './spoiled-values.js';

export type Caller = Role | 'nobody';

export const PROMISES = [
  'is never a fault',
  'refuses with a problem that its contract names',
  'answers what its contract says',
  'changes nothing when it refuses',
  'does nothing for whom its contract does not admit',
  'repeats nothing of what it refuses',
] as const;

export type Promised = (typeof PROMISES)[number];

export interface Broken {
  readonly promised: Promised;
  readonly what: string;
}

interface Exchange {
  readonly shot: Shot;
  readonly answer: Answer;
  readonly caller: Caller;
  /** The tables of which rows were written. */
  readonly changed: readonly string[];
}

export const admits = ({ may }: Route, caller: Caller): boolean => {
  const allowed: readonly Allowed[] = may;
  if (allowed.includes('anyone')) return true;
  return caller !== 'nobody' && (allowed.includes('session') || allowed.includes(caller));
};

/** Which promises an answer breaks; none, if the house is sound. */
export function brokenPromises(exchange: Exchange): readonly Broken[] {
  return exchange.answer.status >= 400 ? refusalFaults(exchange) : successFaults(exchange);
}

function refusalFaults({ shot, answer, changed }: Exchange): Broken[] {
  const broken: Broken[] = problemFaults(shot, answer);
  if (changed.length > 0)
    broken.push({
      promised: 'changes nothing when it refuses',
      what: `a refusal changed ${changed.join(', ')}`,
    });
  if (marks.some((mark) => answer.text.includes(mark)))
    broken.push({ promised: 'repeats nothing of what it refuses', what: 'a refusal repeats what was sent' });
  return broken;
}

const marks = shapesOf(MARK);

function problemFaults(shot: Shot, answer: Answer): Broken[] {
  const { status, type, text } = answer;
  const parsed = problem.safeParse(jsonOf(text));
  if (!type.startsWith('application/problem+json') || !parsed.success)
    return [{ promised: named, what: `${status} is no problem` }];
  const { code } = parsed.data;
  if (status >= 500)
    return code === 'busy' ? [] : [{ promised: 'is never a fault', what: `${status} ${code}` }];
  const isKnown = parsed.data.status === status && statusOf(code) === status;
  if (!isKnown) return [{ promised: named, what: `${code} comes with ${status}` }];
  return allows(shot, code) ? [] : [{ promised: named, what: `the contract does not name ${code}` }];
}

const named = 'refuses with a problem that its contract names';

const statusOf = (code: string): number | undefined => problemKinds[code as RefusalCode]?.status;

const allows = ({ route, odd }: Shot, code: string): boolean =>
  refusalsOf(route).has(code as RefusalCode) || (odd && code === 'not-found');

function successFaults({ shot: { route, odd }, answer, caller }: Exchange): Broken[] {
  const broken: Broken[] = [];
  const fits = route.answer ? route.answer.safeParse(jsonOf(answer.text)).success : answer.text === '';
  const isExpected = answer.status === (route.answer ? 200 : 204);
  // An address that was tampered with may be another route's.
  if (!odd && !(fits && isExpected))
    broken.push({ promised: 'answers what its contract says', what: `${answer.status} of another form` });
  if (!odd && !admits(route, caller))
    broken.push({
      promised: 'does nothing for whom its contract does not admit',
      what: `${caller} was answered`,
    });
  return broken;
}

export function codeOf({ status, text }: Answer): string {
  const parsed = problem.safeParse(jsonOf(text));
  return parsed.success ? parsed.data.code : `${status} without a code`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
