import { useCallback, useEffect, useState } from 'react';
import { session } from '../session/session.js';

/** The key that hides everything. It means nothing to browsers and sits alone on most keyboards. */
export const HIDE_KEY = 'F9';

const neutralTitle = 'Mere i težine';

export interface Hiding {
  readonly hidden: boolean;
  readonly hide: () => void;
  readonly comeBack: () => void;
}

/** One key blanks the page to something neutral and locks. Coming back needs the passphrase. */
export function useHiding(): Hiding {
  const [hidden, setHidden] = useState(false);
  const hide = useCallback(() => {
    setHidden(true);
    void session.lock();
  }, []);
  const comeBack = useCallback(() => setHidden(false), []);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== HIDE_KEY) return;
      event.preventDefault();
      if (hidden) comeBack();
      else hide();
    };
    addEventListener('keydown', press, { capture: true });
    return () => removeEventListener('keydown', press, { capture: true });
  }, [hidden, hide, comeBack]);
  useEffect(() => {
    document.title = hidden ? neutralTitle : 'Zaklon';
    if (hidden) history.replaceState(null, '', '/');
  }, [hidden]);
  return { hidden, hide, comeBack };
}
