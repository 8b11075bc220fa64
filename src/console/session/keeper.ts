import { startWorker } from '../trust.js';
import keeperAddress from '../keeper/keeper.worker.js?worker&url';
import type { KeeperCalls } from '../keeper/keeper.worker.js';
import { READY, type KeeperReply } from '../keeper/reply.js';
import { Failed } from './failure.js';

type Name = keyof KeeperCalls;
type Given<N extends Name> = Parameters<KeeperCalls[N]>;
type Answer<N extends Name> = Awaited<ReturnType<KeeperCalls[N]>>;

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (failed: Failed) => void;
}

/**
 * The page's side of the worker that holds the unlocked keys. The page gets texts and verdicts, never a key. Ending the
 * worker is the lock: nothing of what it held stays anywhere.
 */
class Keeper {
  #worker: Worker | undefined;
  #isReady = false;
  #nextId = 1;
  #pinsUnsaved = false;
  readonly #watchers = new Set<() => void>();
  readonly #early: unknown[] = [];
  readonly #waiting = new Map<number, Waiting>();

  ask<N extends Name>(name: N, ...given: Given<N>): Promise<Answer<N>> {
    this.#worker ??= this.#start();
    const id = this.#nextId++;
    return new Promise<Answer<N>>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve, reject });
      this.#tell({ id, name, given });
    });
  }

  /** Forgets every key at once. What was being asked fails as locked. */
  end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isReady = false;
    this.#early.length = 0;
    for (const { reject } of this.#waiting.values()) reject(new Failed({ kind: 'locked', code: 'locked' }));
    this.#waiting.clear();
  }

  readonly arePinsUnsaved = (): boolean => this.#pinsUnsaved;

  readonly watchPins = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  #notePins(unsaved: boolean): void {
    if (unsaved === this.#pinsUnsaved) return;
    this.#pinsUnsaved = unsaved;
    for (const watcher of this.#watchers) watcher();
  }

  #tell(question: unknown): void {
    if (this.#isReady) this.#worker?.postMessage(question);
    else this.#early.push(question);
  }

  #start(): Worker {
    const worker = startWorker(keeperAddress);
    worker.onmessage = ({ data }: MessageEvent<KeeperReply | typeof READY>) => this.#hear(data);
    worker.onerror = () => this.end();
    return worker;
  }

  #hear(said: KeeperReply | typeof READY): void {
    if (said === READY) {
      this.#isReady = true;
      for (const question of this.#early.splice(0)) this.#worker?.postMessage(question);
      return;
    }
    this.#notePins(said.pinsUnsaved);
    const waiting = this.#waiting.get(said.id);
    this.#waiting.delete(said.id);
    if (said.failure) waiting?.reject(new Failed(said.failure));
    else waiting?.resolve(said.answer as never);
  }
}

export const keeper = new Keeper();
