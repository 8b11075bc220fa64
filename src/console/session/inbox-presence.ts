import { useCallback, useEffect, useState } from 'react';
import { beat, readInbox } from '../../contracts/inbox/inbox.js';
import { PRESENCE_SECONDS } from '../../contracts/inbox/shapes.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { call } from '../api/call.js';
import { useLive } from './live.js';
import type { Me } from './session.js';

export type InboxState = AnswerOf<typeof readInbox>;

const beatEveryMs = (PRESENCE_SECONDS * 1_000) / 3;

const changes = ['inbox', 'inbox-conversation', 'circle', 'circle-members'];

/**
 * How much waits in the inbox, live; null for whoever is not in it, undefined until that is known. While this runs the server hears that I am here,
 * on whatever page: my claims end by themselves when it does not.
 */
export function useInboxPresence({ roles, needsSecondFactor }: Me): InboxState | null | undefined {
  const isOperator = roles.includes('operator') && !needsSecondFactor;
  const [state, setState] = useState<InboxState | null>();
  const read = useCallback(async (): Promise<void> => {
    if (isOperator) setState(await call(readInbox).catch(() => null));
  }, [isOperator]);
  useEffect(() => void read(), [read]);
  useLive(isOperator ? changes : [], () => void read());
  const isIn = state !== null && state !== undefined;
  useEffect(() => {
    if (!isIn) return undefined;
    const say = (): void => void call(beat).catch(() => undefined);
    say();
    const timer = setInterval(say, beatEveryMs);
    return () => clearInterval(timer);
  }, [isIn]);
  return state;
}
