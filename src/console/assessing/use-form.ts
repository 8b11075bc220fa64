import { useCallback, useEffect, useRef, useState } from 'react';
import { keeper } from '../session/keeper.js';
import { session } from '../session/session.js';

const keepAfterMs = 300;

export interface KeptForm<Form> {
  /** Undefined while it is being read back. */
  readonly form: Form | undefined;
  /** Whether it was begun on an earlier visit. */
  readonly isResumed: boolean;
  readonly isKept: boolean;
  readonly change: (change: (form: Form) => Form) => void;
  /** Writes what is there now, without waiting for a pause. */
  readonly keepNow: () => Promise<boolean>;
  /** It was signed: nothing of it is written any more, unless somebody goes on typing. */
  readonly letGo: () => void;
  /** Forgets what was typed and begins anew. */
  readonly restart: () => void;
}

/**
 * A form that loses nothing: read back when the page opens, kept encrypted at every pause, before a lock, and when the page
 * is left. @param begin the form when nothing was kept
 */
export function useForm<Form extends object>(
  id: string,
  key: string,
  begin: () => Form,
  isForm: (kept: unknown) => kept is Form,
): KeptForm<Form> {
  const [form, setForm] = useState<Form>();
  const [isResumed, setResumed] = useState(false);
  const [isKept, setKept] = useState(false);
  const latest = useRef<Form>(undefined);
  const touched = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const beginning = useRef(begin);

  const keepNow = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (!latest.current || !touched.current) return true;
    const kept = await keeper.ask('keepDraft', id, key, JSON.stringify(latest.current)).catch(() => false);
    setKept(kept);
    return kept;
  }, [id, key]);

  useEffect(() => {
    let gone = false;
    void keeper
      .ask('readDraft', id, key)
      .catch(() => '')
      .then((found) => {
        if (gone) return;
        const kept = parsed(found);
        latest.current = isForm(kept) ? kept : beginning.current();
        touched.current = isForm(kept);
        setResumed(isForm(kept));
        setKept(isForm(kept));
        setForm(latest.current);
      });
    const withdraw = session.beforeLock(async () => {
      await keepNow();
    });
    return () => {
      gone = true;
      withdraw();
      void keepNow();
    };
  }, [id, key, keepNow, isForm]);

  const change = useCallback(
    (next: (form: Form) => Form): void => {
      if (!latest.current) return;
      latest.current = next(latest.current);
      touched.current = true;
      setForm(latest.current);
      setKept(false);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void keepNow(), keepAfterMs);
    },
    [keepNow],
  );

  const letGo = useCallback((): void => {
    clearTimeout(timer.current);
    touched.current = false;
  }, []);

  const restart = useCallback((): void => {
    clearTimeout(timer.current);
    latest.current = beginning.current();
    touched.current = false;
    setForm(latest.current);
    setResumed(false);
    void keeper.ask('keepDraft', id, key, '').catch(() => undefined);
  }, [id, key]);

  return { form, isResumed, isKept, change, keepNow, letGo, restart };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
