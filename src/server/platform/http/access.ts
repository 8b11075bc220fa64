import {
  Inject,
  Injectable,
  Optional,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Allowed, Route } from '../../../contracts/shared/route.js';
import { requestOf, SESSIONS, type Attended, type Caller, type SessionReader } from './caller.js';
import { sessionTokenOf } from './cookies.js';
import { API_SETTINGS, refuseForeignOrigin, type ApiSettings } from './origin.js';
import { PlatformRefused } from './platform-refused.js';

const metadataKey = 'zaklon:callers';
const pathMetadataKey = 'path';
export const routeMetadataKey = 'zaklon:route';

/** Every route says who may call it; a route that does not keeps the server from starting. See `Allowed`. */
export const MayCall = (...allowed: readonly [Allowed, ...Allowed[]]): MethodDecorator =>
  SetMetadata(metadataKey, allowed);

/**
 * Lets in whom `MayCall` names and nobody else: also not on a route that slipped past the check at start. Writes come from
 * our own site only. Leaves the `Caller` on the request.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  readonly #reflector = new Reflector();

  constructor(
    @Optional() @Inject(SESSIONS) private readonly sessions: SessionReader | null = null,
    @Optional() @Inject(API_SETTINGS) private readonly settings: ApiSettings = { origin: null },
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const allowed = this.#reflector.get<readonly Allowed[] | undefined>(metadataKey, context.getHandler());
    if (!allowed) throw new PlatformRefused('not-allowed');
    if (allowed.includes('telegram')) return true;
    const request = requestOf(context);
    refuseForeignOrigin(request, this.settings);
    if (allowed.includes('anyone')) return true;
    const caller = await this.#callerOf(request);
    if (!allowed.some((one) => fits(one, caller))) throw new PlatformRefused('not-allowed');
    const route = this.#reflector.get<Route | undefined>(routeMetadataKey, context.getHandler());
    if (caller.needsSecondFactor && !route?.beforeSecondFactor)
      throw new PlatformRefused('second-factor-needed');
    request.caller = caller;
    return true;
  }

  async #callerOf(request: Attended): Promise<Caller> {
    const token = sessionTokenOf(request);
    const caller = token === null ? null : await this.sessions?.read(token);
    if (!caller) throw new PlatformRefused('not-signed-in');
    return caller;
  }
}

function fits(allowed: Allowed, caller: Caller): boolean {
  if (caller.kind === 'enrolling') return allowed === 'enrolling';
  if (allowed === 'session') return true;
  return [...caller.roles, ...caller.functions].some((held) => held === allowed);
}

/** @throws Error naming every route that does not say who may call it */
export function refuseUndeclaredRoutes(discovery: DiscoveryService): void {
  const undeclared = handlersOf(discovery)
    .filter(({ handler }) => !Reflect.hasMetadata(metadataKey, handler))
    .map(({ name }) => name);
  if (undeclared.length > 0)
    throw new Error(`These routes do not say who may call them: ${undeclared.join(', ')}.`);
}

/** The contracts of every wired route, for the description that is served. */
export const routesOf = (discovery: DiscoveryService): Route[] =>
  handlersOf(discovery).flatMap(({ handler }) => {
    const route = Reflect.getMetadata(routeMetadataKey, handler) as Route | undefined;
    return route ? [route] : [];
  });

/** Every method of every controller that answers an address. */
function handlersOf(discovery: DiscoveryService): { name: string; handler: () => unknown }[] {
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ metatype, instance }) => {
    const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
    return scanner
      .getAllMethodNames(prototype)
      .filter((name) => Reflect.hasMetadata(pathMetadataKey, prototype[name]!))
      .map((name) => ({ name: `${metatype?.name ?? 'unknown'}.${name}`, handler: prototype[name]! }));
  });
}
