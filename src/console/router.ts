import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
};

/**
 * The parts of the address after `#/`. Everything that names a page stays in the fragment, which no browser sends to a
 * server, so neither logs nor proxies learn who looked at what.
 */
export function useRoute(): readonly string[] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return hash.replace(/^#\/?/, '').split('/').filter(Boolean);
}

export const goTo = (path: string): void => {
  location.hash = path;
};
