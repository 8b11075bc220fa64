import { useCallback, useEffect, useRef, useState } from 'react';
import { newId } from '../assessing/new-id.js';
import { keeper } from './keeper.js';
import { afterSending, blank, readTyped, writeTyped, type Beginning, type Typed } from './kept-draft.js';
import { session } from './session.js';

const keepAfterMs = 300;

export interface Draft extends Typed {
  /** `not-yet`: nothing was typed, or this instant; `impossible`: this browser keeps nothing. */
  readonly keeping: 'not-yet' | 'kept' | 'impossible';
  /** Whether what was kept is known. Until then nothing can be typed: it would be written over what was kept. */
  readonly isRead: boolean;
  /** Whether there is anything else than what was there before. */
  readonly isChanged: boolean;
  readonly change: (text: string) => void;
  /** That text was sent: it goes. What was typed since stays, and so does what is kept of it. @param began what is there now */
  readonly clear: (sent: string, began?: Beginning) => Promise<void>;
  /** A newer version was read: what is typed is to follow it. */
  readonly follow: (began: Beginning) => Promise<void>;
}

/**
 * Unsent text of one case: read back when the page opens, kept encrypted at every pause in typing, before a lock, and when
 * the part is left.
 *
 * @param key   what is being written there, such as the object of the note that is amended; empty for a new note
 * @param begin what is there while nothing was typed
 */
export function useDraft(id: string, key: string, begin: Beginning = blank): Draft {
  const began = useRef(begin);
  const [typed, setTyped] = useState<Typed>(() => ({ ...begin, object: newId() }));
  const [keeping, setKeeping] = useState<Draft['keeping']>('not-yet');
  const [isRead, setRead] = useState(false);
  const latest = useRef(typed);
  // What nobody typed is not kept: a part that is left untouched would write over what another tab kept meanwhile.
  const touched = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const put = useCallback((next: Typed): void => {
    latest.current = next;
    setTyped(next);
  }, []);
  const keepNow = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    if (!touched.current) return;
    const writing = writeTyped(latest.current, began.current);
    const isKept = await keeper.ask('keepDraft', id, key, writing).catch(() => undefined);
    if (isKept === false) setKeeping('impossible');
    else setKeeping(isKept && writing !== '' ? 'kept' : 'not-yet');
  }, [id, key]);
  useEffect(() => {
    let gone = false;
    void keeper
      .ask('readDraft', id, key)
      .catch(() => '')
      .then((kept) => {
        if (gone) return;
        const found = readTyped(kept);
        if (found) put(found);
        setKeeping(found ? 'kept' : 'not-yet');
        setRead(true);
      });
    const withdraw = session.beforeLock(keepNow);
    return () => {
      gone = true;
      withdraw();
      void keepNow();
    };
  }, [id, key, keepNow, put]);
  const isChanged = typed.text !== began.current.text;
  // Whoever has typed nothing sees, and begins from, the newest version.
  useEffect(() => {
    if (!isRead || latest.current.text !== began.current.text || began.current.base === begin.base) return;
    began.current = { text: begin.text, base: begin.base };
    put({ ...latest.current, text: begin.text, base: begin.base });
  }, [isRead, begin.text, begin.base, put]);
  const change = (text: string): void => {
    if (!isRead) return;
    touched.current = true;
    put({ ...latest.current, text });
    setKeeping((before) => (before === 'impossible' ? before : 'not-yet'));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keepNow(), keepAfterMs);
  };
  const begunAt = (next: Beginning, now: Typed): Promise<void> => {
    began.current = next;
    touched.current = true;
    put(now);
    return keepNow();
  };
  const clear = (sent: string, next: Beginning = blank): Promise<void> =>
    begunAt(next, afterSending(latest.current, sent, next, newId()));
  const follow = (next: Beginning): Promise<void> => begunAt(next, { ...latest.current, base: next.base });
  return { ...typed, keeping, isRead, isChanged, change, clear, follow };
}
