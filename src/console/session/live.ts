import { useEffect, useRef, useSyncExternalStore } from 'react';
import { eventsPath, liveEvent, type LiveEvent } from '../../contracts/shared/events.js';

type Hear = (event: LiveEvent) => void;

/** The browser comes back by itself after a broken line; after a refusal it does not. */
const askAgainMs = 5_000;

/**
 * The one stream of events of this tab: that something of a kind changed, never what. Opened with the first listener and
 * closed with the last. After a broken line the browser asks for what it missed; where that is not kept any more, and
 * after a refusal, everybody is told `start-over`.
 */
class Live {
  #source: EventSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #standing: 'open' | 'lost' = 'open';
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
    const source = new EventSource(eventsPath);
    source.onopen = () => this.#stand('open');
    source.onmessage = ({ data }: MessageEvent<string>) => this.#tell(data);
    source.onerror = () => {
      this.#stand('lost');
      if (source.readyState === EventSource.CLOSED) this.#comeBack();
    };
    this.#source = source;
    addEventListener('offline', this.#lost);
    addEventListener('online', this.#back);
  }

  #close(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = undefined;
    this.#standing = 'open';
    removeEventListener('offline', this.#lost);
    removeEventListener('online', this.#back);
  }

  readonly #lost = (): void => this.#stand('lost');

  /** A line that died without a word is not noticed for long: after being offline it is opened anew. */
  readonly #back = (): void => this.#comeBack(0);

  #comeBack(after = askAgainMs): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#source?.close();
      this.#source = undefined;
      if (this.#hearers.size === 0) return;
      this.#open();
      this.#hand({ kind: 'start-over', id: null, at: 0 as LiveEvent['at'] });
    }, after);
  }

  #tell(data: string): void {
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
