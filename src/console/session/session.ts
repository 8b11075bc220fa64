import { useSyncExternalStore } from 'react';
import { readSession, signOut } from '../../contracts/identity/session.js';
import { readSetUp } from '../../contracts/identity/set-up.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { call } from '../api/call.js';
import type { Unsent } from '../keeper/unsent.js';
import type { Opening } from '../keeper/unlock.js';
import { failureOf, type Failure } from './failure.js';
import { keeper } from './keeper.js';

export type Me = AnswerOf<typeof readSession>;

/** Where this tab stands. Only `open` has keys. */
export type Stage =
  | { readonly at: 'starting' | 'unreachable' | 'joining' }
  /** @property untold until when the server, which was not told, still holds the session */
  | { readonly at: 'signed-out'; readonly untold?: number }
  | { readonly at: 'set-up'; readonly cost: { readonly ops: number; readonly mem: number } }
  | { readonly at: 'waiting' | 'locked'; readonly me: Me }
  | { readonly at: 'compare-words'; readonly words: readonly string[] }
  | { readonly at: 'open'; readonly me: Me };

/** Base 64 of the account secret, sealed under a key that only the server's session holds (protocol, step 5). */
const blobKey = 'tab';

/** What may ask to be heard just before the keys go: drafts are sealed by them. */
type LastWish = () => Promise<void>;

const patience = 400;

class Session {
  #stage: Stage = { at: 'starting' };
  readonly #listeners = new Set<() => void>();
  readonly #lastWishes = new Set<LastWish>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly stage = (): Stage => this.#stage;

  /** Finds out where this tab stands: after loading, and after anything that ended a session. */
  async start(): Promise<void> {
    if (location.hash.startsWith('#/join/')) return this.#go({ at: 'joining' });
    try {
      const { state, ops, mem } = await call(readSetUp);
      if (state === 'open') return this.#go({ at: 'set-up', cost: { ops, mem } });
      await this.#resume(await call(readSession));
    } catch (caught) {
      this.#go({ at: failureOf(caught).kind === 'unreachable' ? 'unreachable' : 'signed-out' });
    }
  }

  async #resume(me: Me): Promise<void> {
    if (me.kind === 'enrolling') return this.#go({ at: 'waiting', me });
    const blob = sessionStorage.getItem(blobKey);
    if (blob === null) return this.#go({ at: 'locked', me });
    try {
      await this.opened(await keeper.ask('resumeWith', fromBase64(blob)));
    } catch {
      this.#forgetKeys();
      this.#go({ at: 'locked', me });
    }
  }

  /** Takes what an unlocking brought. */
  async opened(opening: Opening): Promise<void> {
    if (opening.state === 'compare-words') return this.#go({ at: 'compare-words', words: opening.words });
    sessionStorage.setItem(blobKey, toBase64(opening.reloadBlob));
    this.#go({ at: 'open', me: await call(readSession) });
  }

  /** @returns a function that withdraws the wish */
  beforeLock(wish: LastWish): () => void {
    this.#lastWishes.add(wish);
    return () => this.#lastWishes.delete(wish);
  }

  /** Shows the locked page at once; drafts get a moment to be sealed, then every key is gone. */
  async lock(): Promise<void> {
    if (this.#stage.at !== 'open') return;
    const { me } = this.#stage;
    sessionStorage.removeItem(blobKey);
    await this.keepDrafts();
    this.#forgetKeys();
    this.#go({ at: 'locked', me });
  }

  /** What was typed a moment ago is sealed, as far as that takes a moment only. */
  async keepDrafts(): Promise<void> {
    const wishes = [...this.#lastWishes].map((wish) => wish());
    await Promise.race([Promise.allSettled(wishes), new Promise((resolve) => setTimeout(resolve, patience))]);
  }

  /** How much this person wrote that is nowhere else than in this browser. */
  async unsent(): Promise<Unsent> {
    await this.keepDrafts();
    const me = this.#me();
    const none = { drafts: 0, orders: 0 };
    return me ? keeper.ask('unsentOf', me.staffId).catch(() => none) : none;
  }

  /** Ends the session, and erases everything that this browser kept for this person. */
  async signOut(): Promise<void> {
    const me = this.#me();
    if (me) await keeper.ask('forgetAllOf', me.staffId).catch(() => undefined);
    this.#forgetKeys();
    sessionStorage.clear();
    const failed = await call(signOut).then(
      () => undefined,
      (caught: unknown) => failureOf(caught),
    );
    const isTold = failed === undefined || failed.code === 'not-signed-in';
    this.#go(isTold || !me ? { at: 'signed-out' } : { at: 'signed-out', untold: me.expiresAt });
  }

  #me(): Me | undefined {
    return 'me' in this.#stage ? this.#stage.me : undefined;
  }

  /** A failure that says something about the session itself moves the tab to where it belongs. */
  hear({ code, kind }: Failure): void {
    if (code === 'not-signed-in') {
      void this.#end();
    } else if (kind === 'locked' && this.#stage.at === 'open') {
      this.#forgetKeys();
      this.#go({ at: 'locked', me: this.#stage.me });
    }
  }

  /** The server ended the session: what is being typed is sealed before the keys go. */
  async #end(): Promise<void> {
    if (this.#stage.at === 'signed-out') return;
    const before = this.#stage;
    await this.keepDrafts();
    if (this.#stage !== before) return;
    this.#forgetKeys();
    this.#go({ at: 'signed-out' });
  }

  leaveDoor(): void {
    history.replaceState(null, '', '#/');
    void this.start();
  }

  /** The keys were signed in: the waiting session has done its work, and she signs in like everybody. */
  async leaveWaiting(): Promise<void> {
    await call(signOut).catch(() => undefined);
    keeper.end();
    history.replaceState(null, '', '#/');
    this.#go({ at: 'signed-out' });
  }

  async refreshMe(): Promise<void> {
    if (this.#stage.at === 'open') this.#go({ at: 'open', me: await call(readSession) });
  }

  #forgetKeys(): void {
    sessionStorage.removeItem(blobKey);
    keeper.end();
  }

  #go(stage: Stage): void {
    this.#stage = stage;
    for (const listener of this.#listeners) listener();
  }
}

export const session = new Session();

export const useStage = (): Stage => useSyncExternalStore(session.subscribe, session.stage);

/** Who is signed in; only below the open shell. */
export function useMe(): Me {
  const stage = useStage();
  if (stage.at !== 'open') throw new Error('Nobody is signed in here.');
  return stage.me;
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (symbol) => symbol.charCodeAt(0));
