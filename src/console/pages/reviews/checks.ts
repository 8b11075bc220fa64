import { useSyncExternalStore } from 'react';
import type { Place } from './name-of-place.js';

/** How the checking of the rows on the page goes. */
interface Checks {
  /** How many have not been checked yet. */
  readonly waiting: number;
  /** Of which circles rows are not what was signed. */
  readonly red: readonly RedPlace[];
}

interface RedPlace extends Place {
  readonly circle: string;
}

let checks: Checks = { waiting: 0, red: [] };
const watchers = new Set<() => void>();

function change(to: Partial<Checks>): void {
  checks = { ...checks, ...to };
  for (const watcher of watchers) watcher();
}

let last: Promise<unknown> = Promise.resolve();

/** The rows of a long list wait for one another, the first ones first, so that whatever else is asked of the keeper comes between. */
export function oneAfterAnother(check: () => Promise<void>): void {
  change({ waiting: checks.waiting + 1 });
  last = last.then(check).finally(() => change({ waiting: checks.waiting - 1 }));
}

/** A row that is red is named above the list too: a date that was moved far ahead takes it out of sight. @returns takes it back */
export function nameAsRed(place: RedPlace): () => void {
  change({ red: [...checks.red, place] });
  return () => change({ red: checks.red.filter((each) => each !== place) });
}

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

export const useChecks = (): Checks => useSyncExternalStore(watch, () => checks);
