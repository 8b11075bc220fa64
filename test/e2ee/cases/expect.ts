import { ProtocolRefusal } from '../../../src/e2ee/shared/refusal.js';

/** A broken promise. */
class Broken extends Error {}

/** Refused for exactly this reason; and the outward error is the same for all reasons. */
export function refuses(reason: string, attempt: () => unknown): void {
  checkRefusal(
    reason,
    caughtFrom(() => {
      attempt();
    }),
  );
}

export async function refusesLater(reason: string, attempt: () => Promise<unknown>): Promise<void> {
  let caught: unknown = nothing;
  try {
    await attempt();
  } catch (thrown) {
    caught = thrown;
  }
  checkRefusal(reason, caught);
}

export function same(actual: unknown, wanted: unknown): void {
  const [left, right] = [shown(actual), shown(wanted)];
  if (left !== right) throw new Broken(`Got ${left} instead of ${right}.`);
}

export function holds(condition: boolean, promise: string): void {
  if (!condition) throw new Broken(promise);
}

/** Misuse by our own code, which is told what it did. */
export function throwsRange(attempt: () => unknown): boolean {
  try {
    attempt();
    return false;
  } catch (caught) {
    return caught instanceof RangeError && caught.message !== '';
  }
}

const nothing = Symbol('nothing thrown');

function caughtFrom(attempt: () => void): unknown {
  try {
    attempt();
    return nothing;
  } catch (thrown) {
    return thrown;
  }
}

function checkRefusal(reason: string, caught: unknown): void {
  if (caught === nothing) throw new Broken(`Was not refused (${reason}).`);
  if (!(caught instanceof ProtocolRefusal)) throw caught;
  same(caught.reason, reason);
  same([caught.message, caught.name, caught.code, JSON.stringify(caught)], outward);
}

const outward = ['Refused.', 'ProtocolRefusal', 'refused', '{}'];

function shown(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner instanceof Uint8Array
      ? `bytes:${[...inner].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
      : inner,
  );
}
