import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Order } from '../keeper/waiting.js';
import { keeper } from './keeper.js';

const tryAgainMs = 8_000;

/** What was signed here and has not arrived at the server. Sends itself as soon as the server is heard. */
class Waiting {
  #orders: readonly Order[] = [];
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly orders = (): readonly Order[] => this.#orders;

  /** @returns what became of it; a refusal is thrown */
  async send(order: Order): Promise<'sent' | 'kept' | 'lost-with-tab'> {
    try {
      return await keeper.ask('sendOrder', order);
    } finally {
      this.#set(await keeper.ask('listWaiting').catch(() => this.#orders));
    }
  }

  async tryAgain(): Promise<void> {
    this.#set(await keeper.ask('sendWaiting').catch(() => this.#orders));
  }

  async drop(order: Order): Promise<void> {
    await keeper.ask('dropOrder', order);
    this.#set(await keeper.ask('listWaiting').catch(() => []));
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

/** While somebody is inside: at once, whenever the connection returns, and every few seconds while something waits. */
export function useSending(): void {
  useEffect(() => {
    const again = (): void => void waiting.tryAgain();
    again();
    addEventListener('online', again);
    const timer = setInterval(() => {
      if (waiting.orders().some(({ refused }) => refused === null)) again();
    }, tryAgainMs);
    return () => {
      removeEventListener('online', again);
      clearInterval(timer);
    };
  }, []);
}
