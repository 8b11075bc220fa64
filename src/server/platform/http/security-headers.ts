import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isSecure } from './cookies.js';

/**
 * Protocol, step 25: nothing is loaded from elsewhere, nothing is framed, no script is made of text. `wasm-unsafe-eval` is
 * for libsodium; `zaklon` is the one Trusted Types policy of the console, for the addresses of its own workers.
 */
export const contentSecurityPolicy = [
  `default-src 'none'`,
  `script-src 'self' 'wasm-unsafe-eval'`,
  `worker-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data:`,
  `font-src 'self'`,
  `connect-src 'self'`,
  `manifest-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
  `require-trusted-types-for 'script'`,
  `trusted-types zaklon`,
].join('; ');

const always = {
  'content-security-policy': contentSecurityPolicy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), interest-cohort=()',
} as const;

const oneYear = 31_536_000;

export function putSecurityHeaders(request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(always);
  if (isSecure(request)) void reply.header('strict-transport-security', `max-age=${oneYear}`);
  if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
}

/** Puts the headers on every answer of this process, errors and assets included. Made before the server is ready. */
@Injectable()
export class SecurityHeaders {
  constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost) {
    const server = host.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onRequest', async (request, reply) => putSecurityHeaders(request, reply));
  }
}
