import { useSyncExternalStore } from 'react';
import type { Unsent } from '../keeper/unsent.js';
import { session } from './session.js';

/** Signing out: at once where nothing would be lost, and otherwise only after a person was told what. */
class Leaving {
  #lost: Unsent | undefined;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly lost = (): Unsent | undefined => this.#lost;

  async ask(): Promise<void> {
    const unsent = await session.unsent();
    if (unsent.drafts + unsent.orders === 0) await session.signOut();
    else this.#set(unsent);
  }

  async signOut(): Promise<void> {
    this.#set(undefined);
    await session.signOut();
  }

  readonly stay = (): void => this.#set(undefined);

  #set(lost: Unsent | undefined): void {
    this.#lost = lost;
    for (const listener of this.#listeners) listener();
  }
}

export const leaving = new Leaving();

/** What signing out would erase, while that is being asked. */
export const useLost = (): Unsent | undefined => useSyncExternalStore(leaving.subscribe, leaving.lost);
