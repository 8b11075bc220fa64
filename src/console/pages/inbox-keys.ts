import { useEffect } from 'react';
import { latinKey } from '../i18n/latin-key.js';
import { isTyping } from '../parts/go-keys.js';
import { goTo } from '../router.js';

/** The reply's text field, wherever the page has put it. */
export const REPLY_FIELD = 'reply-text';

/** "j" and "k" walk through the queue, "r" goes to the reply; never while somebody is typing. */
export function useInboxKeys(ids: readonly string[], chosen: string | undefined): void {
  const list = ids.join(' ');
  useEffect(() => {
    const walk = (step: number): void => {
      const all = list.split(' ').filter(Boolean);
      const at = chosen === undefined ? -1 : all.indexOf(chosen);
      const next = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
      if (next) goTo(`/inbox/${next}`);
    };
    const acts: Readonly<Record<string, () => void>> = {
      j: () => walk(1),
      k: () => walk(-1),
      r: () => document.getElementById(REPLY_FIELD)?.focus(),
    };
    const press = (event: KeyboardEvent): void => {
      const act = isPlain(event) ? acts[latinKey(event)] : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [list, chosen]);
}

const isPlain = ({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  !isTyping(target) && !ctrlKey && !metaKey && !altKey;
