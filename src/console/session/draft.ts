import { useCallback, useEffect, useRef, useState } from 'react';
import { keeper } from './keeper.js';
import { session } from './session.js';

const keepAfterMs = 300;

export interface Draft {
  readonly text: string;
  readonly kept: boolean;
  /** Whether what was kept is known. Until then nothing can be typed: it would be written over what was kept. */
  readonly isRead: boolean;
  readonly change: (text: string) => void;
  readonly clear: () => Promise<void>;
}

/**
 * Unsent text of one case: read back when the page opens, kept encrypted at every pause in typing, before a lock, and when
 * the part is left.
 *
 * @param object the note that is amended; empty for a new one
 */
export function useDraft(id: string, object: string): Draft {
  const [text, setText] = useState('');
  const [kept, setKept] = useState(false);
  const [isRead, setRead] = useState(false);
  const latest = useRef('');
  // What nobody typed is not kept: a part that is left untouched would write over what another tab kept meanwhile.
  const touched = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keepNow = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    if (!touched.current) return;
    const isKept = await keeper.ask('keepDraft', id, object, latest.current).catch(() => false);
    setKept(isKept && latest.current !== '');
  }, [id, object]);
  useEffect(() => {
    let gone = false;
    void keeper
      .ask('readDraft', id, object)
      .catch(() => '')
      .then((found) => {
        if (gone) return;
        latest.current = found;
        setText(found);
        setKept(found !== '');
        setRead(true);
      });
    const withdraw = session.beforeLock(keepNow);
    return () => {
      gone = true;
      withdraw();
      void keepNow();
    };
  }, [id, object, keepNow]);
  const change = (next: string): void => {
    if (!isRead) return;
    latest.current = next;
    touched.current = true;
    setText(next);
    setKept(false);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keepNow(), keepAfterMs);
  };
  const clear = async (): Promise<void> => {
    latest.current = '';
    touched.current = true;
    setText('');
    await keepNow();
  };
  return { text, kept, isRead, change, clear };
}
