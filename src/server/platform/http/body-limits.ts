import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService, HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { routesOf } from './access.js';

/**
 * Gives the routes whose contract says so a longer body than the rest: records, and the keys of a change of members. What is
 * longer is refused (`too-large`) while it comes in, before anything is read of it. Made before the routes are registered.
 */
@Injectable()
export class BodyLimits {
  #limits: ReadonlyMap<string, number> | null = null;

  constructor(
    @Inject(HttpAdapterHost) host: HttpAdapterHost,
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
  ) {
    const server = host.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onRoute', (route) => {
      const limit = this.#limitOf(`${String(route.method)} ${route.url}`);
      if (limit !== undefined) route.bodyLimit = limit;
    });
  }

  /** By the time at which the first route is registered, every controller is there. */
  #limitOf(address: string): number | undefined {
    this.#limits ??= new Map(
      routesOf(this.discovery).flatMap(({ method, path, bodyLimit }) =>
        bodyLimit === undefined ? [] : [[`${method} ${path}`, bodyLimit] as const],
      ),
    );
    return this.#limits.get(address);
  }
}
