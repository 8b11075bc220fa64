import { ProtocolRefusal } from '../../e2ee/shared/refusal.js';
import { ApiRefused, Unreachable } from '../api/refused.js';

/** What can go wrong, in a form that crosses from the worker to the page. Never holds content. */
export interface Failure {
  /** `refused`: the server said no. `untrusted`: a check of the protocol failed. `locked`: no keys here. */
  readonly kind: 'refused' | 'untrusted' | 'unreachable' | 'locked' | 'fault';
  readonly code: string;
}

/** There are no keys in this tab: it is locked, or another tab signed out. */
export class Locked extends Error {}

/** A failure, thrown on the page's side. */
export class Failed extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

export function failureOf(caught: unknown): Failure {
  if (caught instanceof Failed) return caught.failure;
  if (caught instanceof ApiRefused) return { kind: 'refused', code: caught.code };
  if (caught instanceof Unreachable) return { kind: 'unreachable', code: 'unreachable' };
  if (caught instanceof Locked) return { kind: 'locked', code: 'locked' };
  if (caught instanceof ProtocolRefusal) return { kind: 'untrusted', code: String(caught.reason) };
  return { kind: 'fault', code: 'fault' };
}
