import { useEffect, useRef, useSyncExternalStore } from 'react';
import { eventsPath, liveEvent, type LineSign, type LiveEvent } from '../../contracts/shared/events.js';

type Hear = (event: LiveEvent) => void;

/** The browser comes back by itself after a broken line; after a refusal it does not. */
const askAgainMs = 5_000;

/** The server gives a sign every 15 seconds; a line that is quiet for longer hangs, and no browser says so. */
const quietMs = 40_000;

const startOver = { kind: 'start-over', id: null, at: 0 as LiveEvent['at'] } satisfies LiveEvent;

/**
 * The one stream of events of this tab: that something of a kind changed, never what. Opened with the first listener and
 * closed with the last. A line that broke or hangs is opened anew from the place that it had reached. Where there is none, at
 * the first opening, and after a refusal, everybody who listens is told `start-over`: what changed while they were reading
 * and the line was not open yet would be missed otherwise.
 */
export class Live {
  #source: EventSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #standing: 'open' | 'lost' = 'open';
  /** Of the newest event; the place from which another line goes on. */
  #place = '';
  readonly #hearers = new Set<Hear>();
  readonly #watchers = new Set<() => void>();

  readonly standing = (): 'open' | 'lost' => this.#standing;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  listen(hear: Hear): () => void {
    this.#hearers.add(hear);
    this.#open();
    return () => {
      this.#hearers.delete(hear);
      if (this.#hearers.size === 0) this.#close();
    };
  }

  #open(): void {
    if (this.#source) return;
    const source = new EventSource(this.#place === '' ? eventsPath : `${eventsPath}?after=${this.#place}`);
    source.addEventListener('ready' satisfies LineSign, (said: MessageEvent<string>) => this.#ready(said));
    source.addEventListener('beat' satisfies LineSign, () => this.#alive());
    source.onmessage = (said: MessageEvent<string>) => this.#tell(said);
    source.onerror = () => {
      this.#stand('lost');
      if (source.readyState === EventSource.CLOSED) this.#refused();
    };
    this.#source = source;
    this.#alive();
    addEventListener('offline', this.#lost);
    addEventListener('online', this.#back);
  }

  #close(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#quiet);
    this.#source?.close();
    this.#source = undefined;
    this.#place = '';
    this.#standing = 'open';
    removeEventListener('offline', this.#lost);
    removeEventListener('online', this.#back);
  }

  readonly #lost = (): void => this.#stand('lost');

  /** A line that died without a word is not noticed for long: after being offline it is opened anew. */
  readonly #back = (): void => this.#comeBack(0);

  /** Not the opening of the connection: then the server does not know yet from which place it will tell. */
  #ready({ lastEventId }: MessageEvent<string>): void {
    this.#alive();
    this.#stand('open');
    const isFirst = this.#place === '';
    this.#place = lastEventId;
    if (isFirst) this.#hand(startOver);
  }

  #alive(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#stand('lost');
      this.#comeBack(0);
    }, quietMs);
  }

  /** Whoever reads again hears why: the session may have ended. */
  #refused(): void {
    this.#place = '';
    this.#comeBack(askAgainMs, () => this.#hand(startOver));
  }

  #comeBack(after: number, then?: () => void): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#source?.close();
      this.#source = undefined;
      if (this.#hearers.size === 0) return;
      this.#open();
      then?.();
    }, after);
  }

  #tell({ data, lastEventId }: MessageEvent<string>): void {
    this.#alive();
    this.#place = lastEventId;
    const event = liveEvent.safeParse(JSON.parse(data));
    if (event.success) this.#hand(event.data);
  }

  #hand(event: LiveEvent): void {
    for (const hear of this.#hearers) hear(event);
  }

  #stand(standing: 'open' | 'lost'): void {
    if (standing === this.#standing) return;
    this.#standing = standing;
    for (const watcher of this.#watchers) watcher();
  }
}

const live = new Live();
const together = 150;

/** Whether what is on the screen may be out of date because the line is broken. */
export const useLineLost = (): boolean => useSyncExternalStore(live.watch, live.standing) === 'lost';

/**
 * Acts when something of these kinds changed, once for several changes in a breath, and after every broken line.
 *
 * @param kinds none: nothing is listened to
 * @param id    only for this thing; everything of the kinds when absent
 */
export function useLive(kinds: readonly string[], act: () => void, id?: string): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const wanted = kinds.join(' ');
  useEffect(() => {
    if (wanted === '') return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const close = live.listen((event) => {
      const concerns =
        event.kind === 'start-over' ||
        (wanted.split(' ').includes(event.kind) &&
          (id === undefined || event.id === null || event.id === id));
      if (!concerns) return;
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), together);
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [wanted, id]);
}
