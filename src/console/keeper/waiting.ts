import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { openDraft, sealDraft } from '../../e2ee/account/drafts.js';
import { Failed } from '../session/failure.js';
import { answerHeld } from './held-circle.js';
import { asNew, canGoOn, sendSteps, type Order } from './order.js';
import { forget, keep, keptUnder, keysFrom } from './safe-store.js';
import { unlocked } from './state.js';
import { takeStep } from './take-step.js';

const beginning = (): string => `waiting ${idText(unlocked().user)} `;
const keyOf = ({ circle, id }: Order): string => `${beginning()}${circle} ${id}`;
const circleIn = (key: string): string => key.split(' ')[2] ?? '';

/** Whoever sent it still has the form and can send all of it again: nothing arrived, or arriving twice changes nothing. */
const isWithItsForm = (order: Order, rest: Order): boolean =>
  order.what === 'plan' || rest.steps.length === order.steps.length;

export interface Outcome {
  /** `kept`: it is in this browser and goes out by itself; `lost-with-tab`: this browser keeps nothing. */
  readonly became: 'sent' | 'kept' | 'lost-with-tab';
  /** What is left of it. */
  readonly rest: Order;
}

/**
 * Sends an order, or keeps it, encrypted, until the server takes it.
 *
 * @throws Failed when it was refused and its form can send it again; what was refused of an order of which a part arrived is kept
 */
export async function sendOrder(given: Order): Promise<Outcome> {
  const order = named(given);
  const isKept = await keepOrder(order);
  const rest = await locked(() => trySending(order));
  if (rest.refused && (!isKept || isWithItsForm(order, rest))) {
    await forget(keyOf(order));
    throw new Failed(rest.refused);
  }
  if (!canGoOn(rest)) return { became: 'sent', rest };
  return { became: isKept ? 'kept' : 'lost-with-tab', rest };
}

function named(order: Order): Order {
  const known = answerHeld(order.circle);
  return known ? { ...order, of: { kind: known.kind, facts: known.facts } } : order;
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
      const rest = canGoOn(order) ? await trySending(order) : order;
      if (rest.steps.length > 0) left.push(rest);
    }
    return left;
  });
}

/** A person asks for it once more, with what was refused. */
export async function sendRefused(order: Order): Promise<void> {
  await locked(() => trySending(asNew(order)));
}

/** She has read what it says, and wants it gone. Nothing else may hold it any more. */
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

const keepRest = (rest: Order): Promise<boolean> =>
  rest.steps.length === 0 ? forget(keyOf(rest)) : keepOrder(rest);

const trySending = (order: Order): Promise<Order> =>
  sendSteps(order, (step) => takeStep(order.circle, step), keepRest);
