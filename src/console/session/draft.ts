import { useEffect, useRef, useState } from 'react';
import { keeper } from './keeper.js';
import { session } from './session.js';

const keepAfterMs = 300;

export interface Draft {
  readonly text: string;
  readonly kept: boolean;
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
  const latest = useRef('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keepNow = async (): Promise<void> => {
    clearTimeout(timer.current);
    const isKept = await keeper.ask('keepDraft', id, object, latest.current).catch(() => false);
    setKept(isKept && latest.current !== '');
  };
  useEffect(() => {
    let gone = false;
    void keeper.ask('readDraft', id, object).then(
      (found) => {
        if (gone || latest.current !== '' || found === '') return;
        latest.current = found;
        setText(found);
        setKept(true);
      },
      () => undefined,
    );
    const withdraw = session.beforeLock(async () => {
      await keeper.ask('keepDraft', id, object, latest.current);
    });
    return () => {
      gone = true;
      withdraw();
      clearTimeout(timer.current);
      void keeper.ask('keepDraft', id, object, latest.current).catch(() => undefined);
    };
  }, [id, object]);
  const change = (next: string): void => {
    latest.current = next;
    setText(next);
    setKept(false);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keepNow(), keepAfterMs);
  };
  const clear = async (): Promise<void> => {
    latest.current = '';
    setText('');
    await keepNow();
  };
  return { text, kept, change, clear };
}
