import { useEffect, useRef, useSyncExternalStore } from 'react';
import { canGoOn, isReplacedBy, type Order } from '../keeper/order.js';
import type { Outcome } from '../keeper/waiting.js';
import { keeper } from './keeper.js';
import { session } from './session.js';

const lookEveryMs = 4_000;
const firstPauseMs = 8_000;
const longestPauseMs = 64_000;

/** What was signed here and has not arrived at the server. Sends itself as soon as the server is heard and takes it. */
class Waiting {
  #orders: readonly Order[] = [];
  #pauseMs = 0;
  #nextAt = 0;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly orders = (): readonly Order[] => this.#orders;

  /** @returns what became of it; a refusal that its form can answer is thrown */
  async send(order: Order): Promise<Outcome['became']> {
    this.#restFor(firstPauseMs);
    try {
      const { became, rest } = await keeper.ask('sendOrder', order);
      if (rest.delay) session.hear(rest.delay);
      if (became === 'sent') await this.#dropReplaced(order);
      return became;
    } finally {
      this.#set(await keeper.ask('listWaiting').catch(() => this.#orders));
    }
  }

  async #dropReplaced(newer: Order): Promise<void> {
    for (const older of this.#orders)
      if (isReplacedBy(older, newer)) await keeper.ask('dropOrder', older).catch(() => undefined);
  }

  /** Whatever may go out without being asked for, however long the last pause was to be. */
  async tryAgain(): Promise<void> {
    this.#set(await keeper.ask('sendWaiting').catch(() => this.#orders));
    const held = this.#orders.filter(canGoOn);
    this.#restFor(held.length === 0 ? 0 : Math.min(this.#pauseMs * 2, longestPauseMs));
    const over = held.find(({ delay }) => delay?.code === 'not-signed-in');
    if (over?.delay) session.hear(over.delay);
  }

  /** The same, when the pause is over: a server that is away is not asked more and more often. */
  async tryInTime(): Promise<void> {
    if (Date.now() >= this.#nextAt && this.#orders.some(canGoOn)) await this.tryAgain();
  }

  async tryRefused(order: Order): Promise<void> {
    await keeper.ask('sendRefused', order).catch(() => undefined);
    this.#set(await keeper.ask('listWaiting').catch(() => this.#orders));
  }

  async drop(order: Order): Promise<void> {
    await keeper.ask('dropOrder', order);
    this.#set(await keeper.ask('listWaiting').catch(() => []));
  }

  #restFor(pauseMs: number): void {
    this.#pauseMs = Math.max(pauseMs, firstPauseMs);
    this.#nextAt = Date.now() + this.#pauseMs;
  }

  #set(orders: readonly Order[]): void {
    if (orders.length === 0 && this.#orders.length === 0) return;
    this.#orders = orders;
    for (const listener of this.#listeners) listener();
  }
}

export const waiting = new Waiting();

export const useWaiting = (): readonly Order[] => useSyncExternalStore(waiting.subscribe, waiting.orders);

/** Whether something of a circle waits to be sent. @param sent is called when it has been, so that a page reads anew */
export function useWaitingFor(circle: string, what: Order['what'], sent: () => Promise<void>): boolean {
  const isWaiting = useWaiting().some(
    (order) => order.circle === circle && order.what === what && order.refused === null,
  );
  const latest = useRef(sent);
  const waited = useRef(false);
  useEffect(() => {
    latest.current = sent;
    if (waited.current && !isWaiting) void latest.current();
    waited.current = isWaiting;
  });
  return isWaiting;
}

/** While somebody is inside: at once, whenever the connection returns, and after a pause while something waits. */
export function useSending(): void {
  useEffect(() => {
    const again = (): void => void waiting.tryAgain();
    again();
    addEventListener('online', again);
    const timer = setInterval(() => void waiting.tryInTime(), lookEveryMs);
    return () => {
      removeEventListener('online', again);
      clearInterval(timer);
    };
  }, []);
}
