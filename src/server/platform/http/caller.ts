import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role, StaffFunction } from '../../../contracts/shared/people.js';
import type { StaffId } from '../../../domain/shared/ids.js';
import type { Instant } from '../../../domain/shared/time.js';
import { PlatformRefused } from './platform-refused.js';

/** Who calls, as the session says at the moment of the call. */
export interface Caller {
  readonly staffId: StaffId;
  readonly sessionId: string;
  /** `enrolling`: an accepted invitation whose keys wait; such a caller has no roles yet. */
  readonly kind: 'full' | 'enrolling';
  readonly roles: readonly Role[];
  readonly functions: readonly StaffFunction[];
  /** The house demands a second factor and this account has none yet. */
  readonly needsSecondFactor: boolean;
  readonly expiresAt: Instant;
}

/** How the guard and the streams ask for sessions; the noun that keeps them provides it under `SESSIONS`. */
export interface SessionReader {
  /** @returns null for a token that opens nothing, or nothing any more */
  read(token: string): Promise<Caller | null>;
  isOpen(sessionId: string): Promise<boolean>;
}

export const SESSIONS = Symbol('SessionReader');

/** What the guard and the interceptor leave on a request for the handler. */
export interface Attended extends FastifyRequest {
  caller?: Caller;
  input?: unknown;
  transaction?: unknown;
}

export const requestOf = (context: ExecutionContext): Attended =>
  context.switchToHttp().getRequest<Attended>();

/** The `Caller` of a route that needs a session. */
export const WhoCalls = createParamDecorator((_unused: unknown, context: ExecutionContext): Caller => {
  const { caller } = requestOf(context);
  if (!caller) throw new PlatformRefused('not-signed-in');
  return caller;
});
