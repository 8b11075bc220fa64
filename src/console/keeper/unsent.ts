import { draftKeyOf } from './circles.js';
import type { Order } from './order.js';
import { keysOf } from './safe-store.js';
import { listWaiting } from './waiting.js';

export interface Unsent {
  /** Texts and forms that were typed and not signed. */
  readonly drafts: number;
  /** What was signed and has not arrived. */
  readonly orders: number;
}

/** How much of what somebody wrote is nowhere else than in this browser. */
export async function unsentOf(user: string): Promise<Unsent> {
  // While the keys are locked nobody knows which forms were signed; they are counted as typed.
  const orders = await listWaiting().catch(() => []);
  return unsentAmong(user, await keysOf(user), orders);
}

/** A form that was signed is kept until its order has arrived: it is counted once, as signed. */
export function unsentAmong(
  user: string,
  keys: readonly string[],
  orders: readonly Pick<Order, 'circle' | 'steps'>[],
): Unsent {
  const signed = new Set(
    orders.flatMap(({ circle, steps }) =>
      steps.flatMap((step) => (step.do === 'forget-draft' ? [draftKeyOf(user, circle, step.key)] : [])),
    ),
  );
  const from = (what: string): string[] => keys.filter((key) => key.startsWith(`${what} `));
  return { drafts: from('draft').filter((key) => !signed.has(key)).length, orders: from('waiting').length };
}
