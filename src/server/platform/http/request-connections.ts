import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { asRequest } from '../database/request-lane.js';

/**
 * Puts the API's requests on connections of their own. Telegram's updates, which come over HTTP too, stay with the alerts that
 * they raise. Made before the server is ready.
 */
@Injectable()
export class RequestConnections {
  constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost) {
    const server = host.httpAdapter.getInstance<FastifyInstance>();
    // After the body was read: whatever reads it would not pass this on.
    server.addHook('preHandler', (request, _, done) => {
      if (request.url.startsWith('/api/')) asRequest(done);
      else done();
    });
  }
}
