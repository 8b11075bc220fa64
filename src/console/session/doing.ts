import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf, type Failure } from './failure.js';
import { session } from './session.js';

export interface Doing<Given extends readonly unknown[]> {
  readonly run: (...given: Given) => Promise<void>;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly clear: () => void;
}

/** One action of a page: whether it is under way, and how it failed. A second tap while it runs does nothing. */
export function useDoing<Given extends readonly unknown[]>(
  act: (...given: Given) => Promise<unknown>,
): Doing<Given> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const isBusy = useRef(false);
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const run = useCallback(async (...given: Given): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    setBusy(true);
    setFailure(undefined);
    try {
      await latest.current(...given);
    } catch (caught) {
      setFailure(failureOf(caught));
      session.hear(failureOf(caught));
    } finally {
      isBusy.current = false;
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setFailure(undefined), []);
  return { run, busy, failure, clear };
}

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  readonly reload: () => Promise<void>;
}

/** Something a page reads when it opens, and again when it is asked to. @param key reads anew when it changes */
export function useLoaded<T>(read: () => Promise<T>, key = ''): Loaded<T> {
  const [value, setValue] = useState<T>();
  const [failure, setFailure] = useState<Failure>();
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  const asked = useRef(0);
  const reload = useCallback(async (): Promise<void> => {
    asked.current += 1;
    const mine = asked.current;
    // An answer that was overtaken by a newer question would bring back what is no longer so.
    const isNewest = (): boolean => mine === asked.current;
    try {
      const fresh = await latest.current();
      if (!isNewest()) return;
      setValue(fresh);
      setFailure(undefined);
    } catch (caught) {
      if (isNewest()) setFailure(failureOf(caught));
      session.hear(failureOf(caught));
    }
  }, []);
  useEffect(() => void reload(), [reload, key]);
  return { value, failure, reload };
}
