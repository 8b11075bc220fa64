import { changeMeasure, listMeasuresOfCircle, setMeasures } from '../../contracts/reviews/measures.js';
import type { InputOf } from '../../contracts/shared/route.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import type { MEASURE_EFFECTS, MEASURE_STATES } from '../../domain/review/measure.js';
import { openDraft, sealDraft } from '../../e2ee/account/drafts.js';
import { ApiRefused, call, Unreachable } from '../api/call.js';
import { everyPage } from '../api/every-page.js';
import { Failed, failureOf, type Failure } from '../session/failure.js';
import {
  sealText,
  signAlarmFor,
  signAssessment,
  signTriggerFor,
  type AlarmOrder,
  type AssessmentOrder,
} from './assessments.js';
import { keepDraft } from './circles.js';
import { forget, keep, keptUnder, keysFrom } from './safe-store.js';
import { unlocked } from './state.js';

type Effect = (typeof MEASURE_EFFECTS)[number];
type State = (typeof MEASURE_STATES)[number];
type Measures = InputOf<typeof setMeasures>['body']['measures'];

/** One thing to send. Each may be sent again without being done twice. */
export type Step =
  | { readonly do: 'assess'; readonly order: AssessmentOrder }
  | { readonly do: 'seal'; readonly kind: 'plan' | 'note'; readonly object: string; readonly text: string }
  /** In another circle, such as the evaluation. */
  | { readonly do: 'seal-in'; readonly circle: string; readonly object: string; readonly text: string }
  | { readonly do: 'alarm' | 'trigger'; readonly order: AlarmOrder }
  | { readonly do: 'measures'; readonly measures: Measures }
  | {
      readonly do: 'measure';
      readonly measure: string;
      readonly to: { readonly effect?: Effect; readonly state?: State };
    }
  /** What was typed is needed no longer. */
  | { readonly do: 'forget-draft'; readonly key: string };

/** What a person has signed and what has not arrived yet. */
export interface Order {
  readonly id: string;
  readonly circle: string;
  readonly what: 'assessment' | 'plan' | 'date' | 'trigger';
  readonly madeAt: number;
  readonly steps: readonly Step[];
  /** Why the server did not take it; null while it waits for a connection. */
  readonly refused: Failure | null;
}

const beginning = (): string => `waiting ${idText(unlocked().user)} `;
const keyOf = ({ circle, id }: Order): string => `${beginning()}${circle} ${id}`;
const circleIn = (key: string): string => key.split(' ')[2] ?? '';

/**
 * Sends an order, or keeps it, encrypted, until the server is heard again.
 *
 * @returns `kept`: it is in this browser and goes out by itself; `lost-with-tab`: this browser keeps nothing
 */
export async function sendOrder(order: Order): Promise<'sent' | 'kept' | 'lost-with-tab'> {
  const isKept = await keepOrder(order);
  const rest = await locked(() => sendSteps(order));
  if (rest.refused) {
    await forget(keyOf(order));
    throw new Failed(rest.refused);
  }
  if (rest.steps.length === 0) return 'sent';
  return isKept ? 'kept' : 'lost-with-tab';
}

/** Everything that waits, oldest first. */
export async function listWaiting(): Promise<Order[]> {
  const orders = await Promise.all((await keysFrom(beginning())).map(readOrder));
  return orders.filter((order) => order !== undefined).sort((a, b) => a.madeAt - b.madeAt);
}

/** Tries again to send what waits. @returns what still waits, or was refused */
export async function sendWaiting(): Promise<Order[]> {
  return locked(async () => {
    const left: Order[] = [];
    for (const order of await listWaiting()) {
      const rest = order.refused ? order : await sendSteps(order);
      if (rest.refused || rest.steps.length > 0) left.push(rest);
    }
    return left;
  });
}

/** She has read why it was refused. What she typed stays in the form. */
export const dropOrder = (order: Order): Promise<unknown> => forget(keyOf(order));

async function readOrder(key: string): Promise<Order | undefined> {
  const { accountSecret, user } = unlocked();
  const sealed = await keptUnder(key);
  if (!(sealed instanceof Uint8Array)) return undefined;
  return JSON.parse(openDraft(accountSecret, user, idBytes(circleIn(key)), sealed)) as Order;
}

const keepOrder = (order: Order): Promise<boolean> => {
  const { accountSecret, user } = unlocked();
  return keep(keyOf(order), sealDraft(accountSecret, user, idBytes(order.circle), JSON.stringify(order)));
};

/** One tab at a time: two would race with the same intention. */
const locked = <T>(act: () => Promise<T>): Promise<T> => navigator.locks.request('zaklon-waiting', act);

async function sendSteps(order: Order): Promise<Order> {
  let left = order;
  for (const step of order.steps) {
    try {
      await take(order.circle, step);
    } catch (caught) {
      if (caught instanceof Unreachable) return left;
      left = { ...left, refused: failureOf(caught) };
      await keepOrder(left);
      return left;
    }
    left = { ...left, steps: left.steps.slice(1) };
    await keepOrder(left);
  }
  await forget(keyOf(order));
  return left;
}

const takers: {
  readonly [What in Step['do']]: (circle: string, step: Step & { do: What }) => Promise<unknown>;
} = {
  assess: (circle, { order }) => signAssessment(circle, order),
  seal: (circle, { kind, object, text }) => sealText(circle, { kind, object, text }),
  'seal-in': (_, { circle, object, text }) => sealText(circle, { kind: 'note', object, text }),
  alarm: (circle, { order }) => onceSet(signAlarmFor(circle, order)),
  trigger: (circle, { order }) => onceSet(signTriggerFor(circle, order)),
  measures: (circle, { measures }) => putMeasures(circle, measures),
  measure: (circle, { measure, to }) => putMeasure(circle, measure, to),
  'forget-draft': (circle, { key }) => keepDraft(circle, key, ''),
};

/** An alarm of this counter or a higher one is there: an earlier sending arrived, or somebody was faster. Both are done. */
async function onceSet(sending: Promise<void>): Promise<void> {
  try {
    await sending;
  } catch (caught) {
    if (!(caught instanceof ApiRefused && caught.code === 'alarm-superseded')) throw caught;
  }
}

const take = (circle: string, step: Step): Promise<unknown> =>
  (takers[step.do] as (circle: string, step: Step) => Promise<unknown>)(circle, step);

/** With the versions that the server has now: the plan that was signed is the intention. */
async function putMeasures(circle: string, measures: Measures): Promise<void> {
  if (measures.length === 0) return;
  const known = await versionsIn(circle);
  const body = { measures: measures.map((each) => ({ ...each, seen: known.get(each.id) ?? 0 })) };
  await call(setMeasures, { params: { id: circle }, body });
}

async function putMeasure(
  circle: string,
  measure: string,
  to: (Step & { do: 'measure' })['to'],
): Promise<void> {
  const version = (await versionsIn(circle)).get(measure);
  if (version === undefined) return;
  await call(changeMeasure, { params: { id: circle, measure }, version, body: to });
}

async function versionsIn(circle: string): Promise<Map<string, number>> {
  const items = await everyPage((cursor) =>
    call(listMeasuresOfCircle, { params: { id: circle }, query: { cursor } }),
  );
  return new Map(items.map(({ id, version }) => [id, version]));
}
