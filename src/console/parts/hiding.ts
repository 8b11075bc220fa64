import { useEffect, useSyncExternalStore } from 'react';
import { session } from '../session/session.js';
import { hearTabs, tellTabs } from '../session/tabs.js';

/** The key that hides everything. It means nothing to browsers and sits alone on most keyboards. */
export const HIDE_KEY = 'F9';

const neutralTitle = 'Mere i težine';
/** A key that is held, or pressed twice in a fright, must not bring back what it has hidden. */
const staysHiddenMs = 1_000;

/** One key blanks every tab to something neutral and locks. Coming back needs the passphrase. */
class Hiding {
  #isHidden = false;
  #since = 0;
  #locked = Promise.resolve();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly isHidden = (): boolean => this.#isHidden;

  readonly hide = (): void => {
    tellTabs('hide');
    this.hideHere();
  };

  hideHere(): void {
    if (this.#isHidden) return;
    this.#since = performance.now();
    this.#locked = session.lock();
    this.#show(true);
  }

  /** To the locked door, and never before it is locked. */
  readonly comeBack = (): void => {
    void this.#locked.then(() => this.#show(false));
  };

  readonly press = (event: KeyboardEvent): void => {
    if (event.key !== HIDE_KEY) return;
    event.preventDefault();
    if (!this.#isHidden) this.hide();
    else if (!event.repeat && performance.now() - this.#since > staysHiddenMs) this.comeBack();
  };

  #show(isHidden: boolean): void {
    this.#isHidden = isHidden;
    for (const listener of this.#listeners) listener();
  }
}

const hiding = new Hiding();

export const { hide, comeBack } = hiding;

/** Whether the neutral page is shown. Listens to the key and to the other tabs while it is used. */
export function useHiding(): boolean {
  const isHidden = useSyncExternalStore(hiding.subscribe, hiding.isHidden);
  useEffect(() => {
    addEventListener('keydown', hiding.press, { capture: true });
    const deafen = hearTabs((order) => (order === 'hide' ? hiding.hideHere() : void session.lock()));
    return () => {
      removeEventListener('keydown', hiding.press, { capture: true });
      deafen();
    };
  }, []);
  useEffect(() => {
    document.title = isHidden ? neutralTitle : 'Zaklon';
    if (isHidden) history.replaceState(null, '', '/');
  }, [isHidden]);
  return isHidden;
}
