import type { Failure } from '../session/failure.js';

/** What the worker says once its modules are loaded; a question that came before would be lost. */
export const READY = 'ready';

export interface KeeperReply {
  readonly id: number;
  readonly answer?: unknown;
  readonly failure?: Failure;
  /** See `arePinsUnsaved`. */
  readonly pinsUnsaved: boolean;
}
