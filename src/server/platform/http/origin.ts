import type { FastifyRequest } from 'fastify';
import { PlatformRefused } from './platform-refused.js';

export interface ApiSettings {
  /** Scheme, host and port of the console, without a slash at the end; null: whatever host was asked (evaluation). */
  readonly origin: string | null;
}

export const API_SETTINGS = Symbol('ApiSettings');

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The origin under which the console is served, as signatures of sign-in name it. */
export const originOf = (request: FastifyRequest, { origin }: ApiSettings): string =>
  origin ?? `${request.protocol}://${request.host}`;

/**
 * A write whose `Origin` is not ours was made by another site with our cookie. Every browser sends the header with a write;
 * whatever else speaks to the API must say it too.
 *
 * @throws PlatformRefused
 */
export function refuseForeignOrigin(request: FastifyRequest, settings: ApiSettings): void {
  if (reads.has(request.method)) return;
  if (request.headers.origin !== originOf(request, settings)) throw new PlatformRefused('origin-refused');
}
