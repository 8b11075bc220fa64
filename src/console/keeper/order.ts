import type { setMeasures } from '../../contracts/reviews/measures.js';
import type { listMyCircles } from '../../contracts/circles/circles.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { MEASURE_EFFECTS, MEASURE_STATES } from '../../domain/review/measure.js';
import type { alarmStates } from '../../e2ee/circle/alarm.js';
import type { LevelFields } from '../../e2ee/circle/level-statement.js';
import { ApiRefused, Unreachable } from '../api/refused.js';
import { failureOf, Locked, type Failure } from '../session/failure.js';

type Effect = (typeof MEASURE_EFFECTS)[number];
type State = (typeof MEASURE_STATES)[number];
export type Measures = InputOf<typeof setMeasures>['body']['measures'];

export interface AssessmentOrder {
  readonly object: string;
  /** The newest assessment of the instrument that its author has seen, in hex; null for the first one. */
  readonly after: string | null;
  /** The sealed text, which repeats the level. */
  readonly text: string;
  readonly level: LevelFields;
}

export interface TextOrder {
  readonly kind: 'plan' | 'note';
  readonly object: string;
  readonly text: string;
  /** Of a plan: the newest one, in hex, that its author had before her; null: there was none. Absent in an order of an older console. */
  readonly base?: string | null;
}

export interface AlarmOrder {
  /** Of the alarm, 16 bytes in hex; the sealed record that says why names it. */
  readonly alarm: string;
  readonly counter: number;
  readonly due: number;
  readonly state: keyof typeof alarmStates;
}

/** One thing to send. Each may be sent again without being done twice. */
export type Step = (
  | { readonly do: 'assess'; readonly order: AssessmentOrder }
  | ({ readonly do: 'seal' } & TextOrder)
  /** In another circle, such as the evaluation. */
  | { readonly do: 'seal-in'; readonly circle: string; readonly object: string; readonly text: string }
  /** @property of the sealed date that it reminds of: without that nobody would know why */
  | { readonly do: 'alarm'; readonly of: string; readonly order: AlarmOrder }
  | { readonly do: 'trigger'; readonly order: AlarmOrder }
  | { readonly do: 'measures'; readonly measures: Measures }
  | {
      readonly do: 'measure';
      readonly measure: string;
      readonly to: { readonly effect?: Effect; readonly state?: State };
    }
  /** What was typed is needed no longer. */
  | { readonly do: 'forget-draft'; readonly key: string }
) & {
  /** Why the server did not take it. It is tried again only when a person asks for it. */
  readonly refused?: Failure;
};

/** What a person has signed and what has not arrived yet. */
export interface Order {
  readonly id: string;
  readonly circle: string;
  /** What its circle is called, as this browser knew it: it must be told also where nobody can be asked. */
  readonly of?: Pick<AnswerOf<typeof listMyCircles>['items'][number], 'kind' | 'facts'>;
  readonly what: 'assessment' | 'plan' | 'date' | 'trigger' | 'extract';
  readonly madeAt: number;
  /** What has not arrived. */
  readonly steps: readonly Step[];
  /** Why the server did not take a part of it; null while all of it only waits. */
  readonly refused: Failure | null;
  /** What the last try met: the connection, or a house that could not take it just then. */
  readonly delay?: Failure;
}

/** Codes of what passes by itself: a race that is lost again and again, a session that has ended. */
const passing: ReadonlySet<string> = new Set([
  'not-signed-in',
  'superseded',
  'chain-superseded',
  'wraps-incomplete',
  'directory-superseded',
]);
const tooManyRequests = 429;

/** Whether the same thing may well be taken later, without anybody changing it. */
export function isPassing(caught: unknown): boolean {
  if (caught instanceof Unreachable || caught instanceof Locked) return true;
  if (!(caught instanceof ApiRefused)) return false;
  return caught.status >= 500 || caught.status === tooManyRequests || passing.has(caught.code);
}

/** Nothing else would be taken now either. */
const isDeaf = ({ kind, code }: Failure): boolean =>
  kind === 'unreachable' || kind === 'locked' || code === 'not-signed-in';

/** What makes no sense before an earlier step was taken. Everything else goes its own way. */
function holdsBack(earlier: Step, later: Step): boolean {
  switch (earlier.do) {
    case 'assess':
    case 'trigger':
      return true;
    case 'seal':
      return earlier.kind === 'plan' || (later.do === 'alarm' && later.of === earlier.object);
    case 'measures':
      return later.do === 'forget-draft';
    default:
      return false;
  }
}

/** Whether a try could send anything of it without a person asking for it. */
export const canGoOn = ({ steps }: Order): boolean =>
  steps.some((step, at) => isFree(step, steps.slice(0, at)));

const isFree = (step: Step, before: readonly Step[]): boolean =>
  step.refused === undefined && !before.some((earlier) => holdsBack(earlier, step));

/**
 * Whether what was refused is over, because its author signed the same anew: a plan is written as a whole, and an assessment that
 * never arrived is still in its form. Tried again, the older one would be written over the newer.
 */
export const isReplacedBy = (older: Order, newer: Order): boolean =>
  older.refused !== null &&
  older.circle === newer.circle &&
  older.what === newer.what &&
  (older.what === 'plan' || older.steps.some((step) => step.do === 'assess'));

/** The same once more, with what was refused. */
export const asNew = (order: Order): Order => ({
  ...order,
  refused: null,
  steps: order.steps.map(({ refused: _, ...step }) => step as Step),
});

/**
 * Sends what can be sent. A step that is refused or put off keeps back only what depends on it.
 *
 * @param keep is told what is left after every step, also when that is nothing, so that a crash repeats one step at most
 * @returns what has not arrived
 */
export async function sendSteps(
  order: Order,
  take: (step: Step) => Promise<unknown>,
  keep: (left: Order) => Promise<unknown>,
): Promise<Order> {
  const left = [...order.steps];
  let delay: Failure | undefined;
  for (const step of order.steps) {
    const at = left.indexOf(step);
    if (!isFree(step, left.slice(0, at))) continue;
    const caught = await take(step).then(
      () => undefined,
      (reason: unknown) => ({ failure: failureOf(reason), passes: isPassing(reason) }),
    );
    if (caught === undefined) left.splice(at, 1);
    else if (caught.passes) delay = caught.failure;
    else left[at] = { ...step, refused: caught.failure };
    await keep(withLeft(order, left, delay));
    if (delay && isDeaf(delay)) break;
  }
  return withLeft(order, left, delay);
}

function withLeft(order: Order, left: readonly Step[], delay: Failure | undefined): Order {
  const { delay: _, ...rest } = order;
  const refused = left.find((step) => step.refused)?.refused ?? null;
  return { ...rest, steps: [...left], refused, ...(delay ? { delay } : {}) };
}
