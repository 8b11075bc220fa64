import { useEffect, useRef, useState } from 'react';
import { beat, readInbox } from '../../contracts/inbox/inbox.js';
import { PRESENCE_SECONDS } from '../../contracts/inbox/shapes.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { call } from '../api/call.js';
import { failureOf } from './failure.js';
import { useLive } from './live.js';
import type { Me } from './session.js';

export type InboxState = AnswerOf<typeof readInbox>;

const beatEveryMs = (PRESENCE_SECONDS * 1_000) / 3;

const changes = ['inbox', 'inbox-conversation', 'circle', 'circle-members'];

/** `null`: she is not in the inbox, or there is none. `undefined`: not known yet. */
type Presence = InboxState | null | undefined;

const outside: ReadonlySet<string> = new Set(['not-in-the-inbox', 'inbox-missing']);
const askAgainMs = 5_000;

/**
 * Asks how it stands. Only the server's own word puts her out of the inbox: a line that is down for a moment, or a house that is
 * too busy, must not end her claims, nor take the reply that she is typing off the page.
 *
 * @returns `unheard` when it is not known now: what was known before stands, and somebody asks again
 */
export async function hearInbox(ask: () => Promise<InboxState>): Promise<InboxState | null | 'unheard'> {
  try {
    return await ask();
  } catch (caught) {
    return outside.has(failureOf(caught).code) ? null : 'unheard';
  }
}

/** Asks how the inbox stands for as long as somebody is here to hear it, and again after a while whenever the answer does not come. */
export class AskingInbox {
  #again: ReturnType<typeof setTimeout> | undefined;
  #isLeft = false;

  constructor(
    private readonly read: () => Promise<InboxState>,
    private readonly tell: (heard: InboxState | null) => void,
  ) {}

  async ask(): Promise<void> {
    if (this.#isLeft) return;
    this.#rest();
    const heard = await hearInbox(this.read);
    if (this.#isLeft) return;
    this.#rest();
    if (heard === 'unheard') this.#again = setTimeout(() => void this.ask(), askAgainMs);
    else this.tell(heard);
  }

  /** Nothing is asked or told any more, also when an answer is on its way. */
  leave(): void {
    this.#isLeft = true;
    this.#rest();
  }

  #rest(): void {
    clearTimeout(this.#again);
  }
}

/**
 * How much waits in the inbox, live; null for whoever is not in it, undefined until that is known. While this runs the server hears that I am here,
 * on whatever page: my claims end by themselves when it does not.
 */
export function useInboxPresence({ roles, needsSecondFactor }: Me): Presence {
  const isOperator = roles.includes('operator') && !needsSecondFactor;
  const [state, setState] = useState<Presence>();
  const asking = useRef<AskingInbox>(undefined);
  useEffect(() => {
    if (!isOperator) return undefined;
    const mine = new AskingInbox(() => call(readInbox), setState);
    asking.current = mine;
    void mine.ask();
    return () => mine.leave();
  }, [isOperator]);
  useLive(isOperator ? changes : [], () => void asking.current?.ask());
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
